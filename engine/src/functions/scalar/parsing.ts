/** Versions, command lines and sizes as text. */
import { unsupported } from '../../queryError.ts';
import { Decimal, type DecimalValue } from '../../values/decimal.ts';
import type { Dynamic } from '../../values/dynamic.ts';
import type { Long } from '../../values/long.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';

/** One to four parts of at most eight digits, as one comparable number; null for anything else. */
function parseVersion(text: string): DecimalValue | null {
  if (!/^\d{1,8}(\.\d{1,8}){0,3}$/.test(text)) return null;
  const parts = text.split('.');
  const digits = [0, 1, 2, 3].map((index) => (parts[index] ?? '0').padStart(8, '0')).join('');
  return new Decimal(digits);
}

/**
 * The arguments of a Windows command line, as `CommandLineToArgvW` takes it apart. The first, the program, ends at its closing quote or at a
 * blank and knows no escapes.
 */
function parseCommandLine(line: string, kind: string): Dynamic {
  if (kind.toLowerCase() !== 'windows') throw new Error('`parse_command_line` takes only "windows"');
  if (/^\s|^$/.test(line)) throw unsupported('`parse_command_line` of a line that begins with a blank');
  const quoted = /^"([^"]*)"?/.exec(line);
  const program = quoted ?? (/^([^ \t]*)/.exec(line) as RegExpExecArray);
  return [program[1], ...commandArguments(line.slice(program[0].length))];
}

/**
 * Backslashes count only before a quote: each pair is one, an odd one makes the quote plain. Of quotes in a row every third is plain, the
 * opening one counted.
 */
function commandArguments(text: string): string[] {
  const found: string[] = [];
  let word: string | undefined;
  let quotes = 0;
  for (let at = 0; at < text.length; ) {
    if (/[ \t]/.test(text[at]) && quotes === 0) {
      if (word !== undefined) found.push(word);
      word = undefined;
      at++;
      continue;
    }
    const [run, slashes, marks] = /(\\*)("*)/y.exec(text.slice(at)) as RegExpExecArray;
    word ??= '';
    at += Math.max(1, run.length);
    if (marks === '') {
      word += run === '' ? text[at - 1] : slashes;
      continue;
    }
    word += '\\'.repeat(Math.floor(slashes.length / 2));
    const escaped = slashes.length % 2 === 1;
    if (escaped) word += '"';
    else quotes++;
    for (let more = 1; more < marks.length; more++) {
      if (++quotes !== 3) continue;
      word += '"';
      quotes = 0;
    }
    if (quotes === 2) quotes = 0;
  }
  if (word !== undefined) found.push(word);
  return found;
}

const sizeUnits = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

/** `precision` digits behind the point; the unit asked for, else the largest that leaves at least 1. */
function formatBytes(size: number, precision: Long = 0, unit = ''): string {
  const asked = sizeUnits.findIndex((name) => name.toLowerCase() === unit.toLowerCase());
  if (unit !== '' && asked < 0) throw unsupported(`\`format_bytes\` in \`${unit}\``);
  if (!Number.isFinite(size) || size < 0 || precision < 0) throw unsupported('`format_bytes` of such a number');
  let power = asked;
  if (power < 0) for (power = 0; power < 6 && size >= 1024 ** (power + 1); ) power++;
  const digits = new Decimal(size).div(new Decimal(1024).pow(power)).toDecimalPlaces(Number(precision), Decimal.ROUND_HALF_UP);
  if (digits.decimalPlaces() < precision) throw unsupported('`format_bytes` where digits behind the point are zero');
  return `${digits.toFixed()} ${sizeUnits[power]}`;
}

export const parsings: readonly ScalarFunction[] = [
  scalar('parse_version', { parameters: ['string'], returns: 'decimal', kernel: parseVersion }),
  scalar('parse_command_line', { parameters: ['text', 'string'], returns: 'dynamic', kernel: parseCommandLine }),
  scalar('format_bytes', { parameters: ['real', 'long', 'string'], optional: 2, returns: 'string', kernel: formatBytes }),
];
