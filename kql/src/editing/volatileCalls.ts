import type { BoundQuery } from '../bind.ts';
import type { Span } from '../span.ts';
import { lexemesOf } from './lexemes.ts';

/**
 * What gives something else each time or on each row, or keeps what was computed: where it stands in the query matters.
 * https://learn.microsoft.com/kusto/query/let-statement says that a name may be computed once for each of its uses.
 */
const volatile = new Set(
  'rand new_guid materialize row_number row_cumsum row_rank_dense row_rank_min row_window_session prev next ingestion_time'.split(' '),
);
/** Operators that choose rows at will. */
const arbitrary = new Set(['sample', 'sample-distinct', 'take', 'limit']);

/** Whether the part of the query gives the same wherever it stands and however often it is computed. */
export function isRepeatable(query: BoundQuery, { start, end }: Span): boolean {
  const lexemes = lexemesOf(query.text.slice(start, end));
  return !lexemes.some(({ text }, index) => arbitrary.has(text) || (volatile.has(text) && lexemes[index + 1]?.text === '('));
}
