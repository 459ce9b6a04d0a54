/** Where a cursor stands in a query, as far as its text tells. */
import { type BoundQuery, bindQuery, lexemesOf, type Span } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';

/** A query to ask at an offset, which may differ in blanks from the one in the file. */
export interface QueryPlace {
  readonly bound: BoundQuery;
  readonly offset: number;
  /** The line has nothing but blanks. */
  readonly isEmptyLine: boolean;
}

/** The place in the query of a cursor in the file; undefined where the cursor is not in the query. */
export function queryPlaceAt({ embedded, bound }: CheckedQuery, text: string, offset: number): QueryPlace | undefined {
  const isBlock = embedded.style === 'literal' || embedded.style === 'folded';
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const isEmptyLine = isBlock && isBlank(text.slice(lineStart, offset)) && isBlank(/[^\r\n]*/.exec(text.slice(offset))?.[0] ?? '');
  const generated = embedded.toGenerated(offset) ?? (isEmptyLine ? behindText(embedded, text, offset) : undefined);
  if (generated === undefined) return undefined;
  if (!isEmptyLine) return { bound, offset: generated, isEmptyLine };
  // The indentation of an empty line is not part of the query; the language has something to offer only where a blank stands.
  const withBlank = `${bound.text.slice(0, generated)} ${bound.text.slice(generated)}`;
  return { bound: bindQuery(withBlank, bound.catalog), offset: generated + 1, isEmptyLine };
}

/** YAML cuts off empty lines at the end of a block, where the next stage is begun. */
function behindText(embedded: CheckedQuery['embedded'], text: string, offset: number): number | undefined {
  const { source } = embedded.map;
  const column = offset - (text.lastIndexOf('\n', offset - 1) + 1);
  const isBehind = source.end <= offset && isBlank(text.slice(source.end, offset)) && embedded.indent > 0 && column >= embedded.indent;
  return isBehind ? embedded.kql.length : undefined;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** The word around `offset` that begins before it, with a `!` in front; undefined where none does. */
export function begunWordAt(text: string, offset: number): Span | undefined {
  const before = /!?[A-Za-z_][\w-]*$|!$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '';
  const after = /^[\w-]*~?/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
  return before === '' ? undefined : { start: offset - before.length, end: offset + after.length };
}

/** Whether `offset` lies inside of a string or a comment, where nothing of the language is written. */
export function isInText(text: string, offset: number): boolean {
  const lexeme = lexemesOf(text).find(({ span }) => offset <= span.end);
  if (lexeme === undefined) return false;
  const { span, trivia } = lexeme;
  if (offset > span.start) return /^[hH]?@?["'`]/.test(lexeme.text) && (offset < span.end || !/["'`]$/.test(lexeme.text.slice(1)));
  const lineBefore =
    trivia
      .slice(0, trivia.length - (span.start - offset))
      .split('\n')
      .at(-1) ?? '';
  return lineBefore.includes('//');
}
