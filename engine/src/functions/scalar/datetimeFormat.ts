/** `format_datetime`, `format_timespan` (kql-semantics 54, 55). */

import { unsupported } from '../../queryError.ts';
import {
  civilDate,
  dayNumber,
  type Instant,
  ticksOfDay,
  ticksPerDay,
  ticksPerHour,
  ticksPerMinute,
  ticksPerSecond,
} from '../../values/instant.ts';
import type { Long } from '../../values/long.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/**
 * The parts of a format: runs of one letter, and delimiters. Throws for a letter that Kusto does not take, and for a run longer than `longest`
 * says (where it says something), of which it is not documented what it gives.
 */
function pieces(format: string, letters: string, delimiters: string, longest: Readonly<Record<string, number>>): string[] {
  const found = format.match(/([a-zA-Z])\1*|[^a-zA-Z]/g) ?? [];
  for (const piece of found) {
    if (piece.length > (longest[piece[0]] ?? 7) || piece === 'yyy') throw unsupported(`\`${piece}\` in a format`);
    const known = /[a-zA-Z]/.test(piece) ? letters.includes(piece[0]) : delimiters.includes(piece);
    if (!known) throw new Error(`\`${piece}\` is not allowed in the format \`${format}\``);
  }
  return found;
}

function fraction(ticks: number, width: number, trimmed: boolean): string {
  const digits = pad(ticks % ticksPerSecond, 7).slice(0, width);
  return trimmed ? digits.replace(/0+$/, '') : digits;
}

function formatDatetime(instant: Instant, format: string): string {
  const date = civilDate(dayNumber(instant));
  const ticks = ticksOfDay(instant);
  const hour = Math.floor(ticks / ticksPerHour);
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  const minute = Math.floor(ticks / ticksPerMinute) % 60;
  const second = Math.floor(ticks / ticksPerSecond) % 60;
  const values: Readonly<Record<string, number>> = { d: date.day, M: date.month, h: hour12, H: hour, m: minute, s: second };
  const one = (piece: string): string => {
    const letter = piece[0];
    if (letter === 'y')
      return piece.length >= 3 ? pad(date.year, 4) : piece.length === 2 ? pad(date.year % 100, 2) : String(date.year % 100);
    if (letter === 'f' || letter === 'F') return fraction(ticks, piece.length, letter === 'F');
    if (letter === 't') return hour < 12 ? 'AM' : 'PM';
    const value = values[letter];
    return value === undefined ? piece : inPairs(value, piece.length);
  };
  return pieces(format, 'dMyhHmsfFt', ' -/:,._[]', { y: 4, t: 2 }).map(one).join('');
}

/** Two letters are two digits; longer runs are read in pairs, as the engine does (`dddd` is `dd` twice). */
function inPairs(value: number, width: number): string {
  return pad(value, 2).repeat(Math.floor(width / 2)) + (width % 2 === 1 ? String(value) : '');
}

function formatTimespan(span: Long, format: string): string {
  const exact = BigInt(span);
  const positive = exact < 0n ? -exact : exact;
  const days = Number(positive / BigInt(ticksPerDay));
  const ticks = Number(positive % BigInt(ticksPerDay));
  const hour = Math.floor(ticks / ticksPerHour);
  const values: Readonly<Record<string, number>> = {
    h: hour,
    H: hour,
    m: Math.floor(ticks / ticksPerMinute) % 60,
    s: Math.floor(ticks / ticksPerSecond) % 60,
  };
  const one = (piece: string): string => {
    const letter = piece[0];
    if (letter === 'd') return pad(days, piece.length);
    if (letter === 'f' || letter === 'F') return fraction(ticks, piece.length, letter === 'F');
    const value = values[letter];
    return value === undefined ? piece : pad(value, piece.length);
  };
  return (exact < 0n ? '-' : '') + pieces(format, 'dhHmsfF', ' -/:,._[]', { d: 8, h: 2, H: 2, m: 2, s: 2 }).map(one).join('');
}

export const datetimeFormats: readonly ScalarFunction[] = [
  scalar('format_datetime', { parameters: ['datetime', 'string'], returns: 'string', kernel: formatDatetime }),
  scalar('format_timespan', { parameters: ['timespan', 'string'], returns: 'string', kernel: formatTimespan }),
];
