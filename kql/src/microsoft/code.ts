import type { BoundQuery } from '../bind.ts';
import type { MsCode } from './nodes.ts';

const codeOfQuery = new WeakMap<BoundQuery, MsCode>();

/** Remembers the analysed code behind a bound query, for the editing features, without showing it to other packages. */
export function rememberCode(query: BoundQuery, code: MsCode): void {
  codeOfQuery.set(query, code);
}

/** The analysed code behind `query`. Throws for a query that `bindQuery` did not make: a mistake of the caller. */
export function kustoCodeOf(query: BoundQuery): MsCode {
  const code = codeOfQuery.get(query);
  if (!code) throw new Error('this query was not made by bindQuery');
  return code;
}
