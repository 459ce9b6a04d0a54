/**
 * Writes a regular expression of Kusto for RE2. RE2 reads `\d`, `\w` and `\s` as ASCII, and leaves the vertical tab out of `\s`; Kusto reads them as
 * Unicode (kql-semantics 74). `\u0041` is `\x{0041}` there.
 */
import { type RegexToken, regexTokens } from './tokens.ts';

type Letter = 'd' | 'w' | 's';

/**
 * What each class holds, as items of a bracketed class. They begin and end with a class: a `-` beside them in the brackets stands for itself, as beside
 * the letter that they replace.
 */
const unicodeItems: Readonly<Record<Letter, string>> = {
  d: '\\p{Nd}',
  // Alphabetic, marks, digits, connectors, and what joins letters: RE2 knows the general categories, the rest is listed.
  w: '\\p{L}\\x{200c}\\x{200d}\\x{24b6}-\\x{24e9}\\x{1f130}-\\x{1f149}\\x{1f150}-\\x{1f169}\\x{1f170}-\\x{1f189}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}',
  s: '\\s\\x0b\\x{85}\\p{Z}',
};

const asciiItems: Readonly<Record<Letter, string>> = { d: '\\d', w: '\\w', s: '\\s\\x0b\\s' };

/** What is in none of the classes, for JavaScript. */
const unicodeOutside: Readonly<Record<Letter, RegExp>> = {
  d: /\P{Nd}+/gu,
  w: /[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\u200c\u200d]+/gu,
  s: /[^\t-\r\u0085\p{Z}]+/gu,
};

/** `pattern` for RE2; with `unicode` for texts beyond ASCII. Throws what `regexTokens` throws. */
export function toRe2(pattern: string, unicode: boolean): string {
  return regexTokens(pattern)
    .map((token) => re2Token(token, unicode))
    .join('');
}

/** One part of a pattern, for RE2. */
export function re2Token(token: RegexToken, unicode: boolean): string {
  if (token.kind === 'escape') return re2Escape(token.text, unicode, false);
  if (token.kind !== 'class') return token.text;
  const items = token.items.map((item) => (item.kind === 'escape' ? re2Escape(item.text, unicode, true) : item.text));
  return `[${token.negated ? '^' : ''}${items.join('')}]`;
}

function re2Escape(text: string, unicode: boolean, inBrackets: boolean): string {
  if (/^\\[uU]/.test(text)) return `\\x{${text.slice(2).replace(/[{}]/g, '')}}`;
  const letter = text[1]?.toLowerCase();
  if (text.length !== 2 || (letter !== 'd' && letter !== 'w' && letter !== 's')) return text;
  const items = (unicode ? unicodeItems : asciiItems)[letter];
  if (text[1] === letter) return inBrackets ? items : `[${items}]`;
  return inBrackets ? itemsOutside(letter, unicode) : `[^${items}]`;
}

const asciiOutside: Readonly<Record<Letter, string>> = { d: '\\D', w: '\\W', s: '\\x{0}-\\x{8}\\x{e}-\\x{1f}\\x{21}-\\x{10ffff}' };

const outside = new Map<Letter, string>();

/** The items of a negated class; listed, because RE2 cannot negate a part of a class. Kept, because the list does not change. */
function itemsOutside(letter: Letter, unicode: boolean): string {
  if (!unicode) return asciiOutside[letter];
  let items = outside.get(letter);
  if (items === undefined) {
    items = rangesOf(unicodeOutside[letter]);
    outside.set(letter, items);
  }
  return items;
}

const blockSize = 0x10000;

/** The code points that `runs` matches, as ranges. */
function rangesOf(runs: RegExp): string {
  let ranges = '';
  for (let block = 0; block <= 0x10ffff; block += blockSize) {
    let text = '';
    for (let code = block; code < block + blockSize; code++) if (code < 0xd800 || code > 0xdfff) text += String.fromCodePoint(code);
    for (const [run] of text.matchAll(runs)) ranges += contiguous(run);
  }
  return ranges;
}

/** A run goes on over the gap of the surrogates, which stand for no character. */
function contiguous(run: string): string {
  const characters = Array.from(run);
  const hex = (character: string): string => `\\x{${(character.codePointAt(0) as number).toString(16)}}`;
  return `${hex(characters[0])}-${hex(characters[characters.length - 1])}`;
}
