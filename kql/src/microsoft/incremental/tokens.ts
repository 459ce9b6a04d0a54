import type { TokenChange } from './syntaxUnit.ts';

/** A token of Microsoft's lexer: its kind, the white space and comments before it, its text. */
export interface LexicalToken {
  readonly Kind: number;
  readonly Trivia: string;
  readonly Text: string;
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
  return one?.Kind === other?.Kind && one?.Text === other?.Text && one?.Trivia === other?.Trivia;
}
