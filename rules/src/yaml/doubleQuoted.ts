import { type MappedText, MappedTextBuilder } from './mappedText.ts';

const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};

const escapeWidths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The text of a double quoted scalar with its map: escapes, escaped line breaks and folding (YAML 1.2, chapter 7.3.1). */
export function readDoubleQuoted(source: string, offset: number): MappedText {
  const builder = new MappedTextBuilder();
  const end = source.length > 1 && source.endsWith('"') && !endsInEscape(source) ? source.length - 1 : source.length;
  let at = 1;
  while (at < end) at = readPiece(builder, source.slice(0, end), at, offset);
  return builder.build(offset, offset + source.length);
}

function endsInEscape(source: string): boolean {
  const backslashes = /\\*(?="$)/.exec(source)?.[0].length ?? 0;
  return backslashes % 2 === 1;
}

/** Appends the piece at `at` and returns where the next one starts. */
function readPiece(builder: MappedTextBuilder, source: string, at: number, offset: number): number {
  const char = source[at] as string;
  if (char === '\\') return readEscape(builder, source, at, offset);
  if (char === '\n' || (char === '\r' && source[at + 1] === '\n')) return readFold(builder, source, at, offset);
  if (char === ' ' || char === '\t') return readBlanks(builder, source, at, offset);
  const plain = /[^\\\n\r \t]+|\r/y;
  plain.lastIndex = at;
  const text = plain.exec(source)?.[0] ?? char;
  builder.copy(text, offset + at);
  return at + text.length;
}

function readEscape(builder: MappedTextBuilder, source: string, at: number, offset: number): number {
  const lineBreak = /\\\r?\n[ \t]*/y;
  lineBreak.lastIndex = at;
  const joined = lineBreak.exec(source);
  if (joined !== null) return at + joined[0].length;
  const code = source[at + 1] ?? '';
  const width = escapeWidths[code];
  const text = width === undefined ? escapes[code] : decodeCodePoint(source.slice(at + 2, at + 2 + width), width);
  const end = Math.min(source.length, at + 2 + (width ?? 0));
  builder.replace(text ?? source.slice(at, end), offset + at, offset + end);
  return end;
}

function decodeCodePoint(digits: string, width: number): string | undefined {
  const code = digits.length === width && /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

/** One line break folds into a blank, several into one less. */
function readFold(builder: MappedTextBuilder, source: string, at: number, offset: number): number {
  const breaks = /(?:[ \t]|\r?\n)+/y;
  breaks.lastIndex = at;
  const matched = breaks.exec(source)?.[0] ?? '\n';
  const count = matched.split('\n').length - 1;
  builder.replace(count === 1 ? ' ' : '\n'.repeat(count - 1), offset + at, offset + at + matched.length);
  return at + matched.length;
}

/** Blanks in front of a line break are not part of the text. */
function readBlanks(builder: MappedTextBuilder, source: string, at: number, offset: number): number {
  const blanks = /[ \t]+/y;
  blanks.lastIndex = at;
  const text = blanks.exec(source)?.[0] ?? ' ';
  const end = at + text.length;
  const beforeBreak = source[end] === '\n' || (source[end] === '\r' && source[end + 1] === '\n');
  if (!beforeBreak) builder.copy(text, offset + at);
  return end;
}
