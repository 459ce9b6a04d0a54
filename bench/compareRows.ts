import type { Row } from './duckdb.ts';

/** Where two results differ: rows in order; the values of a set in any order; times and numbers in either engine's writing. */
export function firstDifference(ours: readonly Row[], theirs: readonly Row[]): string | undefined {
  if (ours.length !== theirs.length) return `${ours.length} rows, DuckDB has ${theirs.length}`;
  const index = ours.findIndex((row, at) => canonical(row) !== canonical(theirs[at] ?? []));
  return index < 0
    ? undefined
    : `row ${index}: ${canonical(ours[index] ?? []).slice(0, 300)}\nDuckDB: ${canonical(theirs[index] ?? []).slice(0, 300)}`;
}

function canonical(row: Row): string {
  return JSON.stringify(row.map((value) => (Array.isArray(value) ? value.map(canonicalCell).sort() : canonicalCell(value))));
}

function canonicalCell(value: unknown): string {
  return String(value).replace(/^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.0+)?Z?$/, '$1 $2');
}
