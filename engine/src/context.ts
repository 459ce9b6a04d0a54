import type { Span } from '@rulesmith/kql';
import type {} from './environment.ts';
import { QueryError } from './queryError.ts';
import type { ExternalFile } from './readers/externalFile.ts';
import type { Table } from './table/table.ts';
import type { Dynamic } from './values/dynamic.ts';

/** The tables a query may read. */
export interface TableSource {
  /**
   * The rows of table (or function without a body) `name`; undefined where there are none.
   * `columns` are those the query needs, undefined all: a reader may leave the others out.
   */
  table(name: string, columns: ReadonlySet<string> | undefined): Table | undefined;
  /** The rows of the watchlist `alias` with `SearchKey` and the technical columns; undefined where there is none. */
  watchlist?(alias: string): Table | undefined;
  /** The rows of a local copy of what is at `url`; undefined where there is none. The network is never asked. */
  external?(url: string, file: ExternalFile): Table | undefined;
  /** Where an address is: a bag with `country`, `state`, `city`, `latitude` and `longitude`, null where it is not known. */
  geoLocation?(): ((address: string) => Dynamic) | undefined;
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
  /** Bytes of the final result; Kusto has the same limit of 64 MiB. */
  readonly resultBytes: number;
  /** Run time in milliseconds. */
  readonly milliseconds: number;
  /** Memory of the host, samples included, in bytes; watched only where the context can tell it (`memoryUsed`). */
  readonly memoryBytes: number;
}

export const defaultLimits: Limits = {
  intermediateRows: 50_000_000,
  resultRows: 500_000,
  resultBytes: 64 * 2 ** 20,
  milliseconds: 600_000,
  memoryBytes: 8 * 2 ** 30,
};

export interface QueryContext {
  /** What `now()` gives: ticks of 100 ns since 0001-01-01. */
  readonly now: bigint;
  readonly tables: TableSource;
  readonly cancellation?: CancellationToken;
  readonly limits?: Partial<Limits>;
  /** The bytes that the host uses at the moment; undefined where it cannot tell. */
  readonly memoryUsed?: () => number;
  /** Told what the run takes for granted, a sentence each; where it is missing, what would need it is refused. */
  readonly assume?: (note: string) => void;
  /** How long after TimeGenerated an event is ingested, in ticks; 0 unless given. */
  readonly ingestionDelay?: bigint;
  /** Count the rows that each stage of the main pipeline passed on. */
  readonly captureStages?: boolean;
  /** Measure each operator. */
  readonly profile?: boolean;
  /** Compute every column at once and every group key and function row by row: slower, the same answer. For tests. */
  readonly withoutOptimisation?: boolean;
}

/** Asking the host for its memory costs some microseconds, so it is not asked at every checkpoint. */
const memoryCheckMilliseconds = 25;

/** Watches one run: cancellation, time and rows. */
export class RunGuard {
  readonly limits: Limits;
  readonly #cancellation: CancellationToken | undefined;
  readonly #deadline: number;
  readonly #memoryUsed: (() => number) | undefined;
  #nextMemoryCheck = 0;
  /** The operator that runs, by its name in the plan, for messages. */
  operator: string | undefined;

  constructor(context: QueryContext) {
    this.#memoryUsed = context.memoryUsed;
    this.limits = { ...defaultLimits, ...context.limits };
    this.#cancellation = context.cancellation;
    this.#deadline = performance.now() + this.limits.milliseconds;
  }

  /** Throws where the run was cancelled or is out of time. Cheap enough for once every some ten thousand rows. */
  checkpoint(span?: Span): void {
    if (this.#cancellation?.isCancelled) throw new QueryError('cancelled', 'The run was cancelled', span);
    const now = performance.now();
    if (now > this.#deadline)
      throw new QueryError('limit', `The query ran longer than ${this.limits.milliseconds / 1000} s${this.#inOperator()}`, span);
    if (this.#memoryUsed && now >= this.#nextMemoryCheck) {
      this.#nextMemoryCheck = now + memoryCheckMilliseconds;
      this.#checkMemory(this.#memoryUsed(), span);
    }
  }

  #checkMemory(used: number, span: Span | undefined): void {
    if (used <= this.limits.memoryBytes) return;
    const most = Math.round(this.limits.memoryBytes / 2 ** 20).toLocaleString('en');
    throw new QueryError(
      'limit',
      `The run needs more than ${most} MiB of memory${this.#inOperator()}; filter earlier, or read fewer samples`,
      span,
    );
  }

  #inOperator(): string {
    return this.operator ? ` (in \`${this.operator}\`)` : '';
  }

  /** Throws where `rows` are more than an intermediate result may have. `operator` names the one that makes them. */
  checkRows(rows: number, operator: string, span?: Span): void {
    if (rows > this.limits.intermediateRows) {
      const count = this.limits.intermediateRows.toLocaleString('en');
      throw new QueryError('limit', `\`${operator}\` would make more than ${count} rows; filter its input first`, span);
    }
  }
}
