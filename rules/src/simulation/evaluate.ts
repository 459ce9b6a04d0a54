/** Runs the query of a rule over samples that are cut to the window. */
import {
  type Dynamic,
  type ExternalFile,
  QueryError,
  type QueryResult,
  runQuery,
  type StageResult,
  Table,
  type TableSource,
} from '@rulesmith/engine';
import type { BoundQuery } from '@rulesmith/kql';
import type { MemoryBudget } from '../memoryBudget.ts';
import { firstErrorText } from '../query/kqlFindings.ts';
import type { LocalData, SampleSet } from '../samples/index.ts';
import { requireLoaded } from './bindWithSamples.ts';
import type { FailedRun, RuleRunRequest, RunFailureReason, RunSample } from './runRule.ts';
import { cutToWindow, type TimeWindow } from './window.ts';

export interface EvaluationInput {
  readonly query: BoundQuery;
  readonly samples: SampleSet;
  readonly local: LocalData;
  readonly now: bigint;
  readonly window: TimeWindow;
  readonly memory?: MemoryBudget;
  readonly request: Pick<RuleRunRequest, 'captureStages' | 'cancellation' | 'ingestionDelay' | 'limits'>;
}

export interface Evaluation {
  readonly result: Table;
  readonly stages: readonly StageResult[];
  readonly samples: readonly RunSample[];
  readonly notes: readonly string[];
}

/** A query that could not run, as the failed run it leads to. */
export class QueryFailure extends Error {
  readonly failure: FailedRun;

  constructor(failure: FailedRun) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Throws `QueryFailure` for whatever the query or its data cause. */
export function evaluate(input: EvaluationInput): Evaluation {
  const source = new WindowedSamples(input);
  const assumptions = new Set<string>();
  const { table, others, stages } = run(input, source, assumptions);
  if (others.length > 0) assumptions.add(`The query has ${others.length + 1} results; the first one counts`);
  return {
    result: table,
    stages,
    samples: runSamples(input),
    notes: [...source.notes(), ...assumptions],
  };
}

function run({ query, local, now, request, memory }: EvaluationInput, tables: TableSource, assumptions: Set<string>): QueryResult {
  try {
    return runQuery(query, {
      now,
      tables,
      assume: (note) => void assumptions.add(note),
      captureStages: request.captureStages === true,
      ...(request.ingestionDelay === undefined ? {} : { ingestionDelay: request.ingestionDelay }),
      ...(request.cancellation === undefined ? {} : { cancellation: request.cancellation }),
      limits: { ...request.limits, ...(memory === undefined ? {} : { memoryBytes: memory.limitBytes }) },
      ...(memory === undefined ? {} : { memoryUsed: () => memory.used() }),
    });
  } catch (error) {
    throw error instanceof QueryError ? new QueryFailure(failureOf(error, query, local)) : error;
  }
}

function failureOf(error: QueryError, query: BoundQuery, local: LocalData): FailedRun {
  const reasons: Partial<Record<string, RunFailureReason>> = {
    limit: 'limit',
    cancelled: 'cancelled',
    'no-table': 'sampleError',
  };
  const remedy = error.code === 'no-table' ? local.remedy() : undefined;
  const failure: FailedRun = {
    kind: 'failed',
    reason: reasons[error.code] ?? 'queryError',
    message: (error.code === 'syntax' ? firstErrorText(query) : undefined) ?? error.message,
    code: error.code,
    ...(remedy === undefined ? {} : { remedy }),
  };
  return error.span === undefined ? failure : { ...failure, span: error.span };
}

/** The rows of the tables that lie in the window; a table without a sample has none. */
class WindowedSamples implements TableSource {
  readonly #samples: SampleSet;
  readonly #local: LocalData;
  readonly #query: BoundQuery;
  readonly #window: TimeWindow;
  readonly #tables = new Map<string, Table>();
  readonly #missing = new Map<string, Set<string>>();
  readonly #words: ReadonlySet<string>;

  constructor({ samples, local, query, window }: EvaluationInput) {
    this.#samples = samples;
    this.#local = local;
    this.#query = query;
    this.#window = window;
    this.#words = new Set(query.text.match(/\w+/g));
  }

  table(name: string, columns: ReadonlySet<string> | undefined): Table | undefined {
    const sample = this.#samples.tables.get(name);
    if (sample === undefined) return this.#isKnown(name) ? new Table([], [], 0) : undefined;
    requireLoaded(this.#samples, name, columns);
    this.#noteMissing(name, sample, columns);
    let table = this.#tables.get(name);
    if (table === undefined) {
      table = cutToWindow(sample, this.#window).table;
      this.#tables.set(name, table);
    }
    return table;
  }

  watchlist(alias: string): Table | undefined {
    return this.#local.watchlist(alias);
  }

  external(url: string, file: ExternalFile): Table | undefined {
    return this.#local.external(url, file);
  }

  geoLocation(): ((address: string) => Dynamic) | undefined {
    return this.#local.geoLocation();
  }

  notes(): readonly string[] {
    return Array.from(this.#missing, ([table, columns]) => {
      const names = [...columns].map((column) => `\`${column}\``).join(', ');
      return `The sample of ${table} has no ${names}, which the query reads: taken as empty`;
    });
  }

  #isKnown(name: string): boolean {
    return this.#query.catalog.tables.has(name) || this.#query.catalog.functions.has(name);
  }

  #noteMissing(name: string, sample: Table, columns: ReadonlySet<string> | undefined): void {
    const missing = this.#missing.get(name) ?? new Set();
    for (const column of columns ?? []) {
      // A query that returns whole rows needs every column; only those it names are worth a word.
      if (sample.column(column) === undefined && this.#words.has(column)) missing.add(column);
    }
    if (missing.size > 0) this.#missing.set(name, missing);
  }
}

function runSamples({ samples, window }: EvaluationInput): RunSample[] {
  return samples.samples.map(({ data, columns: _columns, ...sample }) => ({
    ...sample,
    outsideWindow: cutToWindow(data, window).outside,
  }));
}
