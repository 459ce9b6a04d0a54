import type { Cell, ColumnInfo, ResultRows } from '@rulesmith/protocol';

/** A table of rows that lie elsewhere and are fetched as they are needed. */
export interface RowSource {
  readonly columns: readonly ColumnInfo[];
  /** Rejects where the rows cannot be had; the message is shown to the user. */
  fetch(query: RowQuery): Promise<ResultRows>;
}

export interface RowOrder {
  readonly column: number;
  readonly descending: boolean;
}

/** Which rows, in which order. */
export interface RowQuery {
  readonly offset: number;
  readonly limit: number;
  readonly sort: RowOrder | undefined;
  readonly filter: string;
}

export type Row = readonly Cell[];
