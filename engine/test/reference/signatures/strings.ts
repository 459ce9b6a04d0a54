/** Functions and operators of text. Positions count code points. */
import { createHash } from 'node:crypto';
import { textOf } from '../text.ts';
import type { Signature } from '../tree.ts';
import type { Value } from '../values.ts';
import { integerOf } from './conversions.ts';
import { constants, infix } from './shapes.ts';

const needles = constants('string', ['a', 'A', 'alpha', 'é', 'É', 'x', 'y', 'b', '12', '日', 'straße', 'x-y', 'ss', 'b a']);
const anyNeedle = constants('string', ['a', 'B', 'é', '', '-', '日本', 'ß', 'x-']);
const delimiters = constants('string', ['-', ' ', 'a', 'x-y', 'é']);
const positions = constants('long', [0n, 1n, 2n, 5n, 100n, -1n, -2n, -100n]);
const lengths = constants('long', [0n, 1n, 3n, 100n, -1n]);
const replacements = constants('string', ['', 'Z', 'éé', 'a']);

/** Case folding of one letter to one letter: what has no single counterpart stays. */
function fold(text: string): string {
  return [...text]
    .map((letter) => single(single(letter, letter.toUpperCase()), single(letter, letter.toUpperCase()).toLowerCase()))
    .join('');
}

function single(letter: string, changed: string): string {
  return [...changed].length === 1 ? changed : letter;
}

function lower(text: string): string {
  return [...text].map((letter) => single(letter, letter.toLowerCase())).join('');
}

function upper(text: string): string {
  return [...text].map((letter) => single(letter, letter.toUpperCase())).join('');
}

function isTermCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

/** Whether the needle occurs with no letter or digit going on at the edges asked for. */
function occursAsTerm(text: string, needle: string, edges: { readonly start: boolean; readonly end: boolean }): boolean {
  const [letters, wanted] = [[...text], [...needle]];
  for (let start = 0; start + wanted.length <= letters.length; start++) {
    const end = start + wanted.length;
    if (letters.slice(start, end).join('') !== needle) continue;
    const splitsBefore = isTermCharacter(letters[start - 1]) && isTermCharacter(wanted[0]);
    const splitsAfter = isTermCharacter(letters[end]) && isTermCharacter(wanted.at(-1));
    if (!(edges.start && splitsBefore) && !(edges.end && splitsAfter)) return true;
  }
  return false;
}

const whole = { start: true, end: true };
const tests: readonly (readonly [string, boolean, (text: string, needle: string) => boolean])[] = [
  ['contains', false, (text, needle) => text.includes(needle)],
  ['startswith', false, (text, needle) => text.startsWith(needle)],
  ['endswith', false, (text, needle) => text.endsWith(needle)],
  ['has', true, (text, needle) => occursAsTerm(text, needle, whole)],
  ['hasprefix', true, (text, needle) => occursAsTerm(text, needle, { start: true, end: false })],
  ['hassuffix', true, (text, needle) => occursAsTerm(text, needle, { start: false, end: true })],
];

const operators: readonly Signature[] = tests.flatMap(([name, isOfTerms, test]): Signature[] => {
  const parameters = ['string', isOfTerms ? needles : anyNeedle] as const;
  return [
    infix(name, parameters, 'bool', (a: string, b: string) => test(fold(a), fold(b))),
    infix(`!${name}`, parameters, 'bool', (a: string, b: string) => !test(fold(a), fold(b))),
    infix(`${name}_cs`, parameters, 'bool', (a: string, b: string) => test(a, b)),
    infix(`!${name}_cs`, parameters, 'bool', (a: string, b: string) => !test(a, b)),
  ];
});

function listOf(name: string) {
  return ([value, ...list]: readonly string[]) => `(${value} ${name} (${list.join(', ')}))`;
}

const lists: readonly Signature[] = [
  {
    name: 'in~',
    parameters: ['string', needles, needles, needles],
    returns: 'bool',
    apply: (a: string, ...list: string[]) => list.some((each) => fold(each) === fold(a)),
    render: listOf('in~'),
  },
  {
    name: '!in~',
    parameters: ['string', needles, needles],
    returns: 'bool',
    apply: (a: string, ...list: string[]) => !list.some((each) => fold(each) === fold(a)),
    render: listOf('!in~'),
  },
  {
    name: 'has_any',
    parameters: ['string', needles, needles, needles],
    returns: 'bool',
    apply: (a: string, ...list: string[]) => list.some((each) => occursAsTerm(fold(a), fold(each), whole)),
    render: listOf('has_any'),
  },
  {
    name: 'has_all',
    parameters: ['string', needles, needles],
    returns: 'bool',
    apply: (a: string, ...list: string[]) => list.every((each) => occursAsTerm(fold(a), fold(each), whole)),
    render: listOf('has_all'),
  },
];

const patterns = constants('string', ['^[a-c]', '[0-9]+', '(?i)É|ß', '^$', 'a.*a', '[^a-z]', 'x?y']);
const groups = constants('string', ['([a-z]+)', '([a-z])-([a-z])', '^(.)', '([0-9]+)', '(x)?y']);
/** JavaScript's expression of a pattern of these lists. */
function expressionOf(pattern: string, flags = ''): RegExp {
  return pattern.startsWith('(?i)') ? new RegExp(pattern.slice(4), `iu${flags}`) : new RegExp(pattern, `u${flags}`);
}

function substring(text: string, start: bigint, length: bigint): string {
  const letters = [...text];
  const from = start < 0n ? start + BigInt(letters.length) : start;
  if (from < 0n || length < 0n) return '';
  return letters.slice(Number(from), Number(from + length)).join('');
}

function indexOf(text: string, needle: string, start: bigint): Value {
  if (needle === '') return null;
  const [letters, wanted] = [[...text], [...needle]];
  for (let index = Number(start); index + wanted.length <= letters.length; index++) {
    if (letters.slice(index, index + wanted.length).join('') === needle) return BigInt(index);
  }
  return -1n;
}

function splitPart(text: string, delimiter: string, index: bigint): Value {
  const parts = text.split(delimiter);
  return index < 0n || index >= parts.length ? null : [parts[Number(index)]];
}

function countOf(text: string, needle: string): Value {
  let count = 0n;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) count++;
  return count;
}

function extractAll(pattern: string, text: string): Value {
  const matches = [...text.matchAll(expressionOf(pattern, 'g'))];
  if (matches.length === 0) return null;
  return matches.map(([, ...found]) => (found.length === 1 ? (found[0] ?? '') : found.map((each) => each ?? '')));
}

function trim(pattern: string, text: string, atStart: boolean, atEnd: boolean): string {
  const cut = atStart ? text.replace(new RegExp(`^(?:${pattern})`, 'u'), '') : text;
  return atEnd ? cut.replace(new RegExp(`(?:${pattern})$`, 'u'), '') : cut;
}

function hash(name: string) {
  return (text: string): Value => createHash(name).update(text, 'utf8').digest('hex');
}

/** Each letter of the list becomes the one in its place; those beyond the end the last one. */
function translate(from: string, to: string, value: string): string {
  const [search, replacement] = [[...from], [...to]];
  return [...value]
    .map((letter) => (search.includes(letter) ? (replacement[Math.min(search.indexOf(letter), replacement.length - 1)] ?? '') : letter))
    .join('');
}

const trimmed = constants('string', ['[a-z]+', 'a', ' +', '[^a-z]']);

function text(name: string, parameters: Signature['parameters'], apply: Signature['apply']): Signature {
  return { name, parameters, returns: 'string', apply };
}

/** As `text`, of arguments that may be null. */
function textOfAll(name: string, parameters: Signature['parameters'], apply: Signature['apply']): Signature {
  return { name, parameters, returns: 'string', takesNull: true, apply };
}

export const stringSignatures: readonly Signature[] = [
  ...operators,
  ...lists,
  infix('=~', ['string', needles], 'bool', (a: string, b: string) => fold(a) === fold(b)),
  infix('!~', ['string', needles], 'bool', (a: string, b: string) => fold(a) !== fold(b)),
  infix('=~', ['string', 'string'], 'bool', (a: string, b: string) => fold(a) === fold(b)),
  infix('matches regex', ['string', patterns], 'bool', (a: string, pattern: string) => expressionOf(pattern).test(a)),
  { name: 'isempty', parameters: ['string'], returns: 'bool', apply: (a: string) => a === '' },
  { name: 'isnotempty', parameters: ['string'], returns: 'bool', apply: (a: string) => a !== '' },
  { name: 'strlen', parameters: ['string'], returns: 'long', apply: (a: string) => BigInt([...a].length) },
  { name: 'string_size', parameters: ['string'], returns: 'long', apply: (a: string) => BigInt(new TextEncoder().encode(a).length) },
  { name: 'indexof', parameters: ['string', anyNeedle], returns: 'long', apply: (a: string, b: string) => indexOf(a, b, 0n) },
  { name: 'indexof', parameters: ['string', anyNeedle, constants('long', [0n, 1n, 3n])], returns: 'long', apply: indexOf },
  { name: 'countof', parameters: ['string', delimiters], returns: 'long', apply: countOf },
  { name: 'strcmp', parameters: ['string', needles], returns: 'long', apply: (a: string, b: string) => (a < b ? -1n : a > b ? 1n : 0n) },
  text('tolower', ['string'], lower),
  text('toupper', ['string'], upper),
  text('strcat', ['string', 'string'], (a: string, b: string) => a + b),
  text('strcat', ['string', anyNeedle, 'string'], (...parts: string[]) => parts.join('')),
  text('strcat_delim', [delimiters, 'string', 'string'], (delimiter: string, ...parts: string[]) => parts.join(delimiter)),
  text('substring', ['string', positions], (a: string, start: bigint) => substring(a, start, 1_000_000n)),
  text('substring', ['string', positions, lengths], substring),
  text('replace_string', ['string', anyNeedle, replacements], (a: string, b: string, c: string) =>
    b === '' ? a : a.replaceAll(b, () => c),
  ),
  text('replace_regex', ['string', groups, constants('string', ['<\\1>', '', '$1'])], (a: string, pattern: string, by: string) =>
    a.replace(expressionOf(pattern, 'g'), (_all, group: string | undefined) => by.replace('\\1', group ?? '')),
  ),
  text(
    'extract',
    [groups, constants('long', [0n, 1n]), 'string'],
    (pattern: string, group: bigint, a: string) => expressionOf(pattern).exec(a)?.[Number(group)] ?? '',
  ),
  text('trim', [trimmed, 'string'], (pattern: string, a: string) => trim(pattern, a, true, true)),
  text('trim_start', [trimmed, 'string'], (pattern: string, a: string) => trim(pattern, a, true, false)),
  text('trim_end', [trimmed, 'string'], (pattern: string, a: string) => trim(pattern, a, false, true)),
  text('reverse', ['string'], (a: string) => [...a].reverse().join('')),
  text('strrep', ['string', constants('long', [1n, 3n])], (a: string, times: bigint) => a.repeat(Number(times))),
  text('translate', [constants('string', ['abc', 'é', 'x-']), constants('string', ['', 'Z', 'uvw']), 'string'], translate),
  textOfAll('strcat', ['long', 'string', 'bool'], (a: Value, b: string, c: Value) => textOf(a, 'long') + b + textOf(c, 'bool')),
  textOfAll(
    'strcat',
    ['datetime', constants('string', ['|']), 'timespan'],
    (a: Value, b: string, c: Value) => textOf(a, 'datetime') + b + textOf(c, 'timespan'),
  ),
  text('replace_strings', ['string', constants('dynamic', [['a', 'é']]), constants('dynamic', [['x', 'y']])], (a: string) =>
    a.replace(/[aé]/gu, (letter) => (letter === 'a' ? 'x' : 'y')),
  ),
  text('base64_decode_tostring', [constants('string', ['YWJj', 'w6k=', ''])], (a: string) => Buffer.from(a, 'base64').toString('utf8')),
  { name: 'isascii', parameters: ['string'], returns: 'bool', apply: (a: string) => [...a].every((letter) => letter < '\u0080') },
  {
    name: 'unicode_codepoints_from_string',
    parameters: ['string'],
    returns: 'dynamic',
    apply: (a: string) => [...a].map((letter) => BigInt(letter.codePointAt(0) as number)),
  },
  {
    name: 'countof',
    parameters: ['string', patterns],
    returns: 'long',
    apply: (a: string, pattern: string) => BigInt([...a.matchAll(expressionOf(pattern, 'g'))].length),
    render: ([a, pattern]) => `countof(${a}, ${pattern}, "regex")`,
  },
  {
    name: 'extract',
    parameters: [groups, 'string'],
    returns: 'long',
    apply: (pattern: string, a: string) => integerOf(expressionOf(pattern).exec(a)?.[1] ?? '', 64),
    render: ([pattern, a]) => `extract(${pattern}, 1, ${a}, typeof(long))`,
  },
  text('hash_md5', ['string'], hash('md5')),
  text('hash_sha256', ['string'], hash('sha256')),
  text('base64_encode_tostring', ['string'], (a: string) => Buffer.from(a, 'utf8').toString('base64')),
  { name: 'split', parameters: ['string', delimiters], returns: 'dynamic', apply: (a: string, b: string) => a.split(b) },
  { name: 'split', parameters: ['string', delimiters, constants('long', [0n, 1n, 4n])], returns: 'dynamic', apply: splitPart },
  { name: 'extract_all', parameters: [groups, 'string'], returns: 'dynamic', apply: extractAll },
];
