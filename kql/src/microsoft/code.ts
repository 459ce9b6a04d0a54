import type { BoundQuery } from '../bind.ts';
import { globalsFor } from './globals.ts';
import { analyse, isTaken } from './incremental/analyse.ts';
import type { MsCode } from './nodes.ts';

const codeOfQuery = new WeakMap<BoundQuery, MsCode>();

/** Remembers the analysed code behind a bound query, for the editing features, without showing it to other packages. */
export function rememberCode(query: BoundQuery, code: MsCode): void {
  codeOfQuery.set(query, code);
}

/**
 * The analysed code behind `query`; analysed again where a later version of the text has taken it over. Throws for a query that `bindQuery` did
 * not make: a mistake of the caller.
 */
export function kustoCodeOf(query: BoundQuery): MsCode {
  const code = codeOfQuery.get(query);
  if (!code) throw new Error('this query was not made by bindQuery');
  if (!isTaken(code)) return code;
  const again = analyse(code.Text, globalsFor(query.catalog));
  codeOfQuery.set(query, again);
  return again;
}

/** The code behind `query` for a later version of the text to take over; undefined where that has happened already. */
export function codeToTakeFrom(query: BoundQuery): MsCode | undefined {
  const code = codeOfQuery.get(query);
  return code === undefined || isTaken(code) ? undefined : code;
}
