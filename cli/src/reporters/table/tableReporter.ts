import type { JsonValue, Table } from '@rulesmith/engine';

/** What the rows of a result are printed from. */
export interface RowsToPrint {
  readonly table: Table;
  /** How many of its rows, from the first. */
  readonly limit: number;
}

/** Prints the rows of a result in one format, in pieces, so that a long result need not be one string. */
export type RowsReporter = (rows: RowsToPrint) => Iterable<string>;

export const pageRows = 1000;

/** A cell as text, for formats that have only text: '' for null, JSON for dynamic values. */
export function textOfCell(value: JsonValue, stringify: (value: JsonValue) => string): string {
  if (value === null) return '';
  return typeof value === 'string' ? value : stringify(value);
}
