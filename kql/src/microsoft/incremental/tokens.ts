import type { TokenChange } from './syntaxUnit.ts';

/** A token of Microsoft's lexer: its kind, the white space and comments before it, its text. */
export interface LexicalToken {
  readonly Kind: number;
  readonly Trivia: string;
  readonly Text: string;
  /** Of both, in characters. */
  readonly Length: number;
}

/** The tokens of a text, and where each begins with what is before it. */
export interface LexedText {
  readonly text: string;
  readonly tokens: readonly LexicalToken[];
  readonly starts: readonly number[];
}

/** Reads the token at a place of the text; null behind the last. */
export type ReadToken = (text: string, at: number) => LexicalToken | null;

/**
 * The tokens of `text`. Those of `previous` are taken over up to the line before the first difference and behind the last: what the lexer reads
 * at a place depends on nothing before it, and a token that ends on a line on nothing behind that line.
 */
export function lex(text: string, read: ReadToken, endKind: number, previous?: LexedText): LexedText {
  if (previous === undefined) return lexFrom({ text, tokens: [], starts: [] }, 0, read, endKind);
  const { text: old } = previous;
  const before = commonPrefix(old, text);
  const behind = commonSuffix(old, text, before);
  const safe = text.lastIndexOf('\n', text.lastIndexOf('\n', before - 1) - 1);
  let kept = 0;
  while (kept < previous.tokens.length && (previous.starts[kept + 1] ?? Number.POSITIVE_INFINITY) <= safe) kept++;
  const lexed = { text, tokens: previous.tokens.slice(0, kept), starts: previous.starts.slice(0, kept) };
  const shift = text.length - old.length;
  // The first token of the old text that begins where both texts are the same to their ends.
  let next = previous.starts.findIndex((start) => start >= old.length - behind);
  if (next < 0) next = previous.tokens.length;
  return lexFrom(lexed, previous.starts[kept] ?? old.length, read, endKind, (at) => {
    while (next < previous.tokens.length && (previous.starts[next] ?? 0) + shift < at) next++;
    if (next === previous.tokens.length || (previous.starts[next] ?? 0) + shift !== at) return false;
    lexed.tokens.push(...previous.tokens.slice(next));
    lexed.starts.push(...previous.starts.slice(next).map((start) => start + shift));
    return true;
  });
}

/** Adds the tokens from `at` on, until `takesRest` says that it has added the others. */
function lexFrom(
  lexed: { readonly text: string; readonly tokens: LexicalToken[]; readonly starts: number[] },
  at: number,
  read: ReadToken,
  endKind: number,
  takesRest: (at: number) => boolean = () => false,
): LexedText {
  for (let place = at; !takesRest(place); ) {
    const token = read(lexed.text, place);
    if (token === null) break;
    lexed.tokens.push(token);
    lexed.starts.push(place);
    place += token.Length;
    if (token.Kind === endKind) break;
  }
  return lexed;
}

function commonPrefix(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let length = 0;
  while (length < shorter && one.charCodeAt(length) === other.charCodeAt(length)) length++;
  return length;
}

/** The length of the end that both have, apart from the first `prefix` characters. */
function commonSuffix(one: string, other: string, prefix: number): number {
  const shorter = Math.min(one.length, other.length) - prefix;
  let length = 0;
  while (length < shorter && one.charCodeAt(one.length - 1 - length) === other.charCodeAt(other.length - 1 - length)) length++;
  return length;
}

/** How two versions of a text differ, token by token. */
export function compareTokens(old: readonly LexicalToken[], current: readonly LexicalToken[]): TokenChange {
  const shorter = Math.min(old.length, current.length);
  let before = 0;
  while (before < shorter && isSame(old[before], current[before])) before++;
  let behind = 0;
  while (behind < shorter - before && isSame(old[old.length - 1 - behind], current[current.length - 1 - behind])) behind++;
  return { before, behind, oldCount: old.length, newCount: current.length };
}

function isSame(one: LexicalToken | undefined, other: LexicalToken | undefined): boolean {
  return one === other || (one?.Kind === other?.Kind && one?.Text === other?.Text && one?.Trivia === other?.Trivia);
}
