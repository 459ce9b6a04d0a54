/** Finds the pairs of keys and values in one text, for `parse-kv`. */
import type { Span } from '@rulesmith/kql';
import { invalid, unsupported } from '../queryError.ts';
import { compileRegex, matchAll } from '../regex/regex.ts';
import { unspecifiedReader } from './unspecifiedPairs.ts';

export interface KeyValueSyntax {
  readonly pairDelimiter: string | undefined;
  readonly kvDelimiter: string | undefined;
  /** One character that opens and closes a quoted text, or two: the opening and the closing one. */
  readonly quotes: readonly string[];
  /** Characters that take the meaning from the next one inside quotes. */
  readonly escapes: readonly string[];
  /** An unquoted value goes on to the next key, over pair delimiters. */
  readonly greedy: boolean;
  readonly regex: string | undefined;
  readonly span: Span;
}

/** The values of the wanted keys that a text has, the first of each. */
export type KeyValueReader = (text: string) => ReadonlyMap<string, string>;

export function keyValueReader(syntax: KeyValueSyntax, wanted: ReadonlySet<string>): KeyValueReader {
  for (const quote of syntax.quotes)
    if (quote.length < 1 || quote.length > 2) throw invalid('`quote` of `parse-kv` takes one or two characters', syntax.span);
  for (const character of syntax.escapes)
    if (character.length !== 1) throw invalid('`escape` of `parse-kv` takes one character', syntax.span);
  if (syntax.regex !== undefined) return regexReader(syntax.regex, wanted, syntax.span);
  const { pairDelimiter, kvDelimiter } = syntax;
  if (pairDelimiter === undefined && kvDelimiter === undefined && !syntax.greedy) return unspecifiedReader(syntax, wanted);
  if (!pairDelimiter || !kvDelimiter) throw unsupported('`parse-kv` with only one of `pair_delimiter` and `kv_delimiter`', syntax.span);
  const delimiters = { pair: pairDelimiter, kv: kvDelimiter };
  if (!syntax.greedy) return (text) => collect(text, delimiters, syntax, wanted, undefined);
  return (text) => greedyPairs(text, delimiters, syntax, wanted);
}

interface Delimiters {
  readonly pair: string;
  readonly kv: string;
}

/** The first group of the pattern is the key, the second the value. */
function regexReader(pattern: string, wanted: ReadonlySet<string>, span: Span): KeyValueReader {
  const regex = compileRegex(pattern);
  if (regex.groupCount !== 2) throw invalid('`regex` of `parse-kv` needs two groups: key and value', span);
  return (text) => {
    const found = new Map<string, string>();
    for (const match of matchAll(regex, text)) keep(found, wanted, (match.groups[0] ?? '').trim(), (match.groups[1] ?? '').trim());
    return found;
  };
}

function keep(found: Map<string, string>, wanted: ReadonlySet<string>, key: string, value: string): void {
  if (wanted.has(key) && !found.has(key)) found.set(key, value);
}

interface Piece {
  readonly text: string;
  /** Behind the piece, its closing quote included. */
  readonly end: number;
  readonly quoted: boolean;
}

/**
 * Reads pair by pair: a key up to the first key delimiter, a value up to the next pair delimiter. `endOfValue`, for greedy reading, says where
 * an unquoted value that begins at a place ends.
 */
function collect(
  text: string,
  delimiters: Delimiters,
  syntax: KeyValueSyntax,
  wanted: ReadonlySet<string>,
  endOfValue: ((position: number) => number) | undefined,
): Map<string, string> {
  const found = new Map<string, string>();
  for (let position = 0; position < text.length; ) {
    const quotedKey = quotedPiece(text, position, syntax, delimiters.kv);
    const kvAt = text.indexOf(delimiters.kv, quotedKey?.end ?? position);
    const pairAt = text.indexOf(delimiters.pair, quotedKey?.end ?? position);
    if (kvAt < 0) break;
    if (pairAt >= 0 && pairAt < kvAt) {
      position = pairAt + delimiters.pair.length;
      continue;
    }
    const start = kvAt + delimiters.kv.length;
    const key = quotedKey ? quotedKey.text : text.slice(position, kvAt).trim();
    const value = quotedPiece(text, start, syntax, delimiters.pair) ?? plainPiece(text, start, delimiters.pair, endOfValue);
    keep(found, wanted, key, value.text);
    const next = text.indexOf(delimiters.pair, value.end);
    position = next < 0 ? text.length : next + delimiters.pair.length;
  }
  return found;
}

function plainPiece(text: string, start: number, delimiter: string, endOfValue: ((position: number) => number) | undefined): Piece {
  const at = endOfValue ? endOfValue(start) : text.indexOf(delimiter, start);
  const end = at < 0 ? text.length : at;
  return { text: text.slice(start, end).trim(), end, quoted: false };
}

/** The quoted text at `start`, blanks before it left out; undefined where there is none. `delimiter` or the end must follow. */
function quotedPiece(text: string, start: number, syntax: KeyValueSyntax, delimiter: string): Piece | undefined {
  let position = start;
  while (position < text.length && /\s/.test(text[position]) && !text.startsWith(delimiter, position)) position++;
  const quote = syntax.quotes.find((each) => text[position] === each[0]);
  if (quote === undefined) return undefined;
  const closing = quote[quote.length - 1];
  let content = '';
  for (position++; position < text.length; position++) {
    const character = text[position];
    if (syntax.escapes.includes(character) && position + 1 < text.length) content += text[++position];
    else if (character === closing) return closed(text, position + 1, content, delimiter, syntax.span);
    else content += character;
  }
  throw unsupported('`parse-kv` of a quote that is not closed', syntax.span);
}

function closed(text: string, end: number, content: string, delimiter: string, span: Span): Piece {
  const rest = text.slice(end);
  if (rest.trim() !== '' && !rest.startsWith(delimiter) && !rest.trimStart().startsWith(delimiter))
    throw unsupported('`parse-kv` of text between a quote and the next delimiter', span);
  if (content !== content.trim()) throw unsupported('`parse-kv` of a quoted text that begins or ends with blanks', span);
  return { text: content, end, quoted: true };
}

/**
 * A value goes on to the next key. Where it matters whether that is any key or only one of those asked for, the documentation does not say,
 * so that both readings must agree.
 */
function greedyPairs(text: string, delimiters: Delimiters, syntax: KeyValueSyntax, wanted: ReadonlySet<string>): Map<string, string> {
  const anyKey = collect(text, delimiters, syntax, wanted, nextKey(text, delimiters, undefined));
  const wantedKey = collect(text, delimiters, syntax, wanted, nextKey(text, delimiters, wanted));
  for (const key of wanted)
    if (anyKey.get(key) !== wantedKey.get(key)) throw unsupported('`parse-kv` with `greedy` over keys that are not listed', syntax.span);
  return anyKey;
}

/** Where the pair delimiter before the next key lies, from a place on; -1 where no key follows. */
function nextKey(text: string, delimiters: Delimiters, keys: ReadonlySet<string> | undefined): (from: number) => number {
  return (from) => {
    for (let at = text.indexOf(delimiters.pair, from); at >= 0; at = text.indexOf(delimiters.pair, at + 1)) {
      const start = at + delimiters.pair.length;
      const kvAt = text.indexOf(delimiters.kv, start);
      if (kvAt < 0) return -1;
      const between = text.slice(start, kvAt);
      if (!between.includes(delimiters.pair) && (keys === undefined || keys.has(between.trim()))) return at;
    }
    return -1;
  };
}
