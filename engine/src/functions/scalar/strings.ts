/** Functions of text. Positions and lengths count code points (kql-semantics 64). */
import type { KqlType } from '@rulesmith/kql';
import { unsupported } from '../../queryError.ts';
import { compareText } from '../../values/compare.ts';
import { type Dynamic, dynamicToText } from '../../values/dynamic.ts';
import type { Long } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import { conversion } from '../conversions.ts';
import { type Kernel, type ScalarFunction, scalar } from '../scalarFunction.ts';
import { fold, occursAsTerm } from './terms.ts';

/** Text without them has one UTF-16 unit for each code point. */
const surrogates = /[\ud800-\udfff]/;

function codePoints(text: string): string[] | undefined {
  return surrogates.test(text) ? Array.from(text) : undefined;
}

function substring(text: string, start: Long, length?: Long): string {
  const points = codePoints(text);
  const size = points ? points.length : text.length;
  const from = Number(start) < 0 ? size + Number(start) : Number(start);
  if (from < 0 || from >= size || (length !== undefined && Number(length) < 0)) return '';
  const to = length === undefined ? size : Math.min(size, from + Number(length));
  return points ? points.slice(from, to).join('') : text.slice(from, to);
}

/**
 * The code point at which the occurrence begins, -1 where there is none. Each search for the next occurrence goes over `length` code points anew, as the
 * documentation's example of `indexof` shows.
 */
function indexOf(text: string, needle: string, start: Long = 0, length: Long = -1, occurrence: Long = 1): number | null {
  if (needle === '' || Number(length) < -1 || Number(occurrence) < 1) return null;
  const points = codePoints(text);
  const size = points ? points.length : text.length;
  const unitAt = (point: number): number => (points ? points.slice(0, point).join('').length : point);
  const pointAt = (unit: number): number => (points ? Array.from(text.slice(0, unit)).length : unit);
  let from = Number(start) < 0 ? Math.max(0, size + Number(start)) : Number(start);
  for (let left = Number(occurrence); ; left--) {
    const end = Number(length) < 0 ? text.length : unitAt(Math.min(size, from + Number(length)));
    const at = text.indexOf(needle, unitAt(from));
    if (at < 0 || at + needle.length > end) return -1;
    if (left === 1) return pointAt(at);
    from = pointAt(at) + 1;
  }
}

/** An array of one where an index is given, null where it is out of range (kql-semantics 68). */
function split(text: string, delimiter: string, index?: Long): Dynamic {
  if (delimiter === '') throw unsupported('`split` by an empty delimiter');
  const parts = text.split(delimiter);
  if (index === undefined) return parts;
  const part = parts[Number(index)];
  return part === undefined ? null : [part];
}

/** Overlapping occurrences for plain text (kql-semantics 71). */
function countPlain(text: string, needle: string): number {
  if (needle === '') return 0;
  let count = 0;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) count++;
  return count;
}

const textOf = (type: KqlType): ((value: Value) => string) => {
  const convert = conversion(type, 'string');
  return (value) => (value === null ? '' : ((convert?.(value) as string | null) ?? ''));
};

/** Any scalars as text; null as the empty string. */
const strcat: ScalarFunction = {
  name: 'strcat',
  overloads: [
    {
      parameters: ['any'],
      rest: 'any',
      returns: 'string',
      nulls: 'kernel',
      kernel: (...values: Value[]) => values.join(''),
      bind: (_constants, types): Kernel => {
        if (types.every((type) => type === 'string')) return (...values: string[]) => values.join('');
        const texts = types.map(textOf);
        return (...values: Value[]) => values.map((value, position) => texts[position](value)).join('');
      },
    },
  ],
};

const strcatDelim: ScalarFunction = {
  name: 'strcat_delim',
  overloads: [
    {
      parameters: ['text', 'any', 'any'],
      rest: 'any',
      returns: 'string',
      nulls: 'kernel',
      kernel: (delimiter: string, ...values: Value[]) => values.join(delimiter),
      bind: (_constants, types): Kernel => {
        const texts = types.slice(1).map(textOf);
        return (delimiter: string, ...values: Value[]) => values.map((value, position) => texts[position](value)).join(delimiter);
      },
    },
  ],
};

interface Piece {
  readonly text: string;
  readonly replaced: boolean;
}

/** One lookup after the other, each only in what the ones before it left; a replacement that is not text keeps the text but claims it. */
function replaceStrings(text: string, from: Dynamic, to: Dynamic): string {
  if (!Array.isArray(from)) return text;
  let pieces: readonly Piece[] = [{ text, replaced: false }];
  from.forEach((lookup, position) => {
    const replacement = Array.isArray(to) ? to[position] : to;
    if (typeof lookup !== 'string' || lookup === '') return;
    const inserted = typeof replacement === 'string' ? replacement : lookup;
    pieces = pieces.flatMap((piece) => (piece.replaced ? [piece] : replacedPieces(piece.text, lookup, inserted)));
  });
  return pieces.map((piece) => piece.text).join('');
}

function replacedPieces(text: string, lookup: string, inserted: string): Piece[] {
  return text.split(lookup).flatMap((part, index) => {
    const rest = { text: part, replaced: false };
    return index === 0 ? [rest] : [{ text: inserted, replaced: true }, rest];
  });
}

function translate(from: string, to: string, text: string): string {
  const source = Array.from(from);
  const target = Array.from(to);
  const map = new Map<string, string>();
  source.forEach((character, position) => {
    if (!map.has(character)) map.set(character, target[Math.min(position, target.length - 1)] ?? '');
  });
  return Array.from(text, (character) => map.get(character) ?? character).join('');
}

/** From 1 to 1024 times; what the engine does beyond these is documented in two ways. */
function strrep(text: string, times: Long, delimiter = ''): string {
  if (Number(times) < 1 || Number(times) > 1024) throw unsupported(`\`strrep\` ${times} times`);
  return new Array(Number(times)).fill(text).join(delimiter);
}

/** Changes case character by character, as the engine does: a character whose counterpart is more than one stays (`ß`). */
function mapCase(change: (text: string) => string): (text: string) => string {
  return (text) => {
    if (!beyondAscii.test(text)) return change(text);
    return Array.from(text, (character) => {
      const changed = change(character);
      return Array.from(changed).length === 1 ? changed : character;
    }).join('');
  };
}

const beyondAscii = /[^ -~\s]/;

/** The characters of code points, given one by one or in arrays; '' where one is none. */
function textOfCodePoints(values: readonly Value[]): string {
  const points = values.flat();
  const isPoint = (point: unknown): point is number =>
    typeof point === 'number' && Number.isInteger(point) && point >= 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return points.every(isPoint) ? points.map((point) => String.fromCodePoint(point)).join('') : '';
}

/** The position of the first needle that occurs as a term; -1 where none does. */
function hasAnyIndex(text: string, needles: Dynamic): Long | null {
  if (!Array.isArray(needles)) return null;
  const folded = fold(text);
  return needles.findIndex((needle) => needle !== null && occursAsTerm(folded, fold(dynamicToText(needle))));
}

export const strings: readonly ScalarFunction[] = [
  scalar('strlen', { parameters: ['string'], returns: 'long', kernel: (text: string) => codePoints(text)?.length ?? text.length }),
  scalar('string_size', { parameters: ['string'], returns: 'long', kernel: (text: string) => new TextEncoder().encode(text).length }),
  scalar('tolower', { parameters: ['text'], returns: 'string', kernel: mapCase((text) => text.toLowerCase()) }),
  scalar('toupper', { parameters: ['text'], returns: 'string', kernel: mapCase((text) => text.toUpperCase()) }),
  scalar('substring', { parameters: ['text', 'long', 'long'], optional: 1, returns: 'string', kernel: substring }),
  scalar('indexof', { parameters: ['text', 'text', 'long', 'long', 'long'], optional: 3, returns: 'long', kernel: indexOf }),
  scalar('split', { parameters: ['text', 'string', 'long'], optional: 1, returns: 'dynamic', kernel: split }),
  strcat,
  strcatDelim,
  scalar(
    'strcat_array',
    {
      parameters: ['dynamic', 'text'],
      returns: 'string',
      kernel: (items: Dynamic, delimiter: string) => (Array.isArray(items) ? items.map(dynamicToText).join(delimiter) : ''),
    },
    'array_strcat',
  ),
  scalar('replace_string', {
    parameters: ['string', 'string', 'string'],
    returns: 'string',
    kernel: (text: string, from: string, to: string) => (from === '' ? text : text.replaceAll(from, () => to)),
  }),
  scalar('replace_strings', {
    parameters: ['string', 'dynamic', 'dynamic'],
    returns: 'string',
    kernel: replaceStrings,
  }),
  scalar('reverse', { parameters: ['text'], returns: 'string', kernel: (text: string) => Array.from(text).reverse().join('') }),
  scalar('translate', { parameters: ['string', 'string', 'string'], returns: 'string', kernel: translate }),
  scalar('strrep', { parameters: ['text', 'long', 'text'], optional: 1, returns: 'string', kernel: strrep }),
  scalar('strcmp', { parameters: ['text', 'text'], returns: 'long', kernel: (a: string, b: string) => Math.sign(compareText(a, b)) }),
  scalar('has_any_index', { parameters: ['string', 'dynamic'], returns: 'long', kernel: hasAnyIndex }),
  scalar('$countof_plain', { parameters: ['string', 'string'], returns: 'long', kernel: countPlain }),
  scalar(
    'unicode_codepoints_from_string',
    {
      parameters: ['text'],
      returns: 'dynamic',
      kernel: (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0),
    },
    'to_utf8',
  ),
  scalar(
    'unicode_codepoints_to_string',
    {
      parameters: ['any'],
      rest: 'any',
      returns: 'string',
      nulls: 'kernel',
      kernel: (...values: Value[]) => textOfCodePoints(values),
    },
    'make_string',
  ),
  scalar('isascii', {
    parameters: ['text'],
    returns: 'bool',
    kernel: (text: string) => Array.from(text).every((character) => character.charCodeAt(0) < 128),
  }),
  scalar('isutf8', { parameters: ['text'], returns: 'bool', kernel: () => true }),
];
