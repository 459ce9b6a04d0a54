import './environment.ts';
import type { Span } from '@rulesmith/kql';
import { QueryError } from './queryError.ts';
import type { Table } from './table/table.ts';

/** The tables a query may read. */
export interface TableSource {
  /**
   * The rows of table (or function without a body) `name`; undefined where there are none.
   * `columns` are those the query needs, undefined all: a reader may leave the others out.
   */
  table(name: string, columns: ReadonlySet<string> | undefined): Table | undefined;
}

/** Asked often during a run. Backed by shared memory where the run is in a worker. */
export interface CancellationToken {
  readonly isCancelled: boolean;
}

export interface Limits {
  /** Rows of any intermediate result. */
  readonly intermediateRows: number;
  /** Rows of the final result; Kusto truncates at 500,000 with an error, and so do we. */
  readonly resultRows: number;
  /** Run time in milliseconds. */
  readonly milliseconds: number;
}

export const defaultLimits: Limits = { intermediateRows: 50_000_000, resultRows: 500_000, milliseconds: 600_000 };

export interface QueryContext {
  /** What `now()` gives: ticks of 100 ns since 0001-01-01. */
  readonly now: bigint;
  readonly tables: TableSource;
  readonly cancellation?: CancellationToken;
  readonly limits?: Partial<Limits>;
  /** Count the rows that each stage of the main pipeline passed on. */
  readonly captureStages?: boolean;
  /** Compute every column at once and every group key and function row by row: slower, the same answer. For tests. */
  readonly withoutOptimisation?: boolean;
}

/** Watches one run: cancellation, time and rows. */
export class RunGuard {
  readonly limits: Limits;
  readonly #cancellation: CancellationToken | undefined;
  readonly #deadline: number;

  constructor(context: QueryContext) {
    this.limits = { ...defaultLimits, ...context.limits };
    this.#cancellation = context.cancellation;
    this.#deadline = performance.now() + this.limits.milliseconds;
  }

  /** Throws where the run was cancelled or is out of time. Cheap enough for once every some ten thousand rows. */
  checkpoint(span?: Span): void {
    if (this.#cancellation?.isCancelled) throw new QueryError('cancelled', 'The run was cancelled', span);
    if (performance.now() > this.#deadline) {
      throw new QueryError('limit', `The query ran longer than ${this.limits.milliseconds / 1000} s`, span);
    }
  }

  /** Throws where `rows` are more than an intermediate result may have. `operator` names the one that makes them. */
  checkRows(rows: number, operator: string, span?: Span): void {
    if (rows > this.limits.intermediateRows) {
      const count = this.limits.intermediateRows.toLocaleString('en');
      throw new QueryError('limit', `\`${operator}\` would make more than ${count} rows; filter its input first`, span);
    }
  }
}
