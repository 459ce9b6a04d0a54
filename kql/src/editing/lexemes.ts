import { Kusto } from '../microsoft/load.ts';
import type { Span } from '../span.ts';
import { toArray } from './editorApi.ts';

/** A token of a query. */
export interface KqlLexeme {
  readonly text: string;
  readonly span: Span;
  /** Blanks, line breaks and comments in front of it. */
  readonly trivia: string;
}

interface MsLexicalToken {
  readonly Text: string;
  readonly Trivia: string;
}

interface TokenParser {
  readonly TokenParser: { ParseTokens(text: string, alwaysProduceEndToken: boolean): unknown };
}

/** The tokens of a text in its order, the empty one at the end included, so that `trivia` and `text` of all make the text again. Never throws. */
export function lexemesOf(text: string): KqlLexeme[] {
  const parsing = Kusto.Parsing as unknown as TokenParser;
  let at = 0;
  const lexemes = toArray<MsLexicalToken>(parsing.TokenParser.ParseTokens(text, true)).map((token) => {
    const start = at + token.Trivia.length;
    at = start + token.Text.length;
    return { text: token.Text, span: { start, end: at }, trivia: token.Trivia };
  });
  return lexemes.at(-1)?.text === '' ? lexemes : [...lexemes, { text: '', span: { start: at, end: at }, trivia: '' }];
}

/** The comments in the trivia of a token, each without the line break behind it. */
export function commentsIn(trivia: string): string[] {
  return (trivia.match(/\/\/[^\n\r]*/g) ?? []).map((comment) => comment.trimEnd());
}

/** Whether two texts have the same tokens and comments in the same order: whether they differ in blanks and line breaks only. */
export function hasSameLexemes(a: string, b: string): boolean {
  const [left, right] = [lexemesOf(a), lexemesOf(b)];
  return (
    left.length === right.length &&
    left.every(({ text, trivia }, index) => {
      const other = right[index] as KqlLexeme;
      return text === other.text && commentsIn(trivia).join('\n') === commentsIn(other.trivia).join('\n');
    })
  );
}
