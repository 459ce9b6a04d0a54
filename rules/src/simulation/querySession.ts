/** Runs queries that are no rules: one with samples, or many in turn over the same tables. */
import { type Limits, type ProfileStep, QueryError, runQuery, type Table, type TableSource } from '@rulesmith/engine';
import { type BoundQuery, type Catalog, type Span, withServiceFunctions } from '@rulesmith/kql';
import type { MemoryBudget } from '../memoryBudget.ts';
import { firstErrorText } from '../query/kqlFindings.ts';
import { LocalData, loadSamples, type SamplePointer, type SampleSet } from '../samples/index.ts';
import { givenPlaces, usualPlaces } from '../samples/samplePlaces.ts';
import { syntheticNewest, syntheticTable } from '../samples/syntheticTable.ts';
import {
  bindWithSamples,
  ColumnsNotLoaded,
  learnedTables,
  loadingLocalData,
  type QueryWithSamples,
  requireLoaded,
} from './bindWithSamples.ts';
import { bindOpenTables } from './openColumns.ts';
import type { RunFailureReason, RunHost, RunTimings } from './runRule.ts';
import { justAfter, timeRange } from './window.ts';

export interface QueryRunRequest {
  readonly text: string;
  readonly catalog: Catalog;
  readonly pointers: readonly SamplePointer[];
  /** Folders to look in for tables that the pointers lack. */
  readonly folders: readonly string[];
  readonly now?: bigint;
  readonly limits?: Partial<Limits>;
  /** How long after TimeGenerated an event is ingested, in ticks; 0 unless given. */
  readonly ingestionDelay?: bigint;
  /** Measure each operator. */
  readonly profile?: boolean;
  /** Generated rows for each table without a sample; undefined: none, and such a table is an error. */
  readonly syntheticRows?: number;
}

/** Why a query gave no rows. */
export interface QueryRunFailure {
  readonly kind: 'failed';
  readonly reason: Exclude<RunFailureReason, 'noQuery'>;
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  /** The place in the query's text. */
  readonly span?: Span;
}

export interface QueryRunSuccess {
  readonly kind: 'completed';
  readonly result: Table;
  /** Further results of the query (`a; b`, `fork`, `facet`). */
  readonly others: readonly Table[];
  /** What each operator did; empty unless asked for. */
  readonly profile: readonly ProfileStep[];
  readonly now: bigint;
  readonly samples: SampleSet['samples'];
  readonly notes: readonly string[];
  readonly timings: RunTimings;
}

/** Finds the samples of a query and runs it over all their rows: a query has no window. */
export async function runKql(request: QueryRunRequest, host: RunHost): Promise<QueryRunSuccess | QueryRunFailure> {
  try {
    return await runKqlOnce(request, host, false);
  } catch (error) {
    if (!(error instanceof ColumnsNotLoaded)) throw error;
    return runKqlOnce(request, host, true);
  }
}

async function runKqlOnce(request: QueryRunRequest, host: RunHost, allColumns: boolean): Promise<QueryRunSuccess | QueryRunFailure> {
  const started = host.milliseconds();
  const { text, catalog } = request;
  const places = [...givenPlaces(request.pointers), ...usualPlaces(undefined, request.folders)];
  const local = new LocalData(host.files, request.pointers, places);
  const bound = await bindWithSamples({ text, catalog, places, local, allColumns }, host);
  const failure = sampleFailure(request, bound);
  if (failure !== undefined) return failure;
  const assumptions = new Set<string>();
  const session = new QuerySession({
    ...request,
    samples: bound.samples,
    local,
    ...memoryOf(host),
    assume: (note) => void assumptions.add(note),
    clock: () => host.clock(),
  });
  const ready = host.milliseconds();
  const run = await session.runBound(bound.query, request.now);
  if (run.kind === 'failed') return run;
  const ended = host.milliseconds();
  return {
    ...run,
    samples: bound.samples.samples,
    notes: [
      ...bound.samples.problems.filter((problem) => problem.severity === 'note').map((problem) => problem.message),
      ...local.notes,
      ...assumptions,
    ],
    timings: { loadMs: bound.loadMs, queryMs: ended - ready, totalMs: ended - started },
  };
}

function memoryOf({ memory }: RunHost): { memory?: MemoryBudget } {
  return memory === undefined ? {} : { memory };
}

/** A missing sample is no failure where rows are generated, nor where the query cannot run anyway. */
function sampleFailure(request: QueryRunRequest, { query, samples }: QueryWithSamples): QueryRunFailure | undefined {
  const isWrong = query.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  const mayBeMissing = isWrong || request.syntheticRows !== undefined;
  const problem = samples.problems.find((item) => item.severity === 'error' && !(item.code === 'not-found' && mayBeMissing));
  if (problem === undefined) return undefined;
  const { code, message, remedy } = problem;
  const reason = code === 'not-found' ? 'noSample' : 'sampleError';
  return { kind: 'failed', reason, code, message, ...(remedy === undefined ? {} : { remedy }) };
}

export interface QuerySessionOptions {
  readonly catalog: Catalog;
  readonly samples: SampleSet;
  /** Where watchlists and external files are found. */
  readonly local: LocalData;
  readonly syntheticRows?: number;
  readonly limits?: Partial<Limits>;
  readonly ingestionDelay?: bigint;
  readonly profile?: boolean;
  readonly memory?: MemoryBudget;
  /** Told what a run takes for granted; without it, what would need it is refused. */
  readonly assume?: (note: string) => void;
  /** The time of day in ticks, for queries over no events at all. */
  clock(): bigint;
}

export type SessionRun = Pick<QueryRunSuccess, 'kind' | 'result' | 'others' | 'profile' | 'now'> | QueryRunFailure;

/** Many queries over the same samples. */
export class QuerySession {
  readonly #options: QuerySessionOptions;
  readonly #catalog: Catalog;
  readonly #defaultNow: bigint;

  constructor(options: QuerySessionOptions) {
    this.#options = options;
    const catalog = withServiceFunctions(options.catalog);
    const learned = learnedTables(options.samples.tables, catalog);
    this.#catalog = learned.length === 0 ? catalog : catalog.withTables(learned);
    const newest =
      timeRange(options.samples.tables.values())?.newest ?? (options.syntheticRows === undefined ? undefined : syntheticNewest);
    this.#defaultNow = newest === undefined ? options.clock() : justAfter(newest);
  }

  /** Runs a text; a failure of any kind is a result. */
  async run(text: string, now?: bigint): Promise<SessionRun> {
    try {
      const { query, notes } = bindOpenTables(text, this.#catalog);
      for (const note of notes) this.#options.assume?.(note);
      return await this.runBound(query, now);
    } catch (error) {
      // The batch goes on whatever one query does to us.
      return { kind: 'failed', reason: 'queryError', code: 'internal', message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** Runs a bound query. Throws only for bugs. */
  runBound(query: BoundQuery, now: bigint | undefined): Promise<SessionRun> {
    return loadingLocalData(this.#options.local, () => this.#runOnce(query, now));
  }

  #runOnce(query: BoundQuery, now: bigint | undefined): SessionRun {
    const moment = now ?? this.#defaultNow;
    try {
      const { limits, memory, assume, ingestionDelay } = this.#options;
      const { table, others, profile } = runQuery(query, {
        now: moment,
        tables: this.#source(query),
        profile: this.#options.profile === true,
        limits: { ...limits, ...(memory === undefined ? {} : { memoryBytes: memory.limitBytes }) },
        ...(assume === undefined ? {} : { assume }),
        ...(ingestionDelay === undefined ? {} : { ingestionDelay }),
        ...(memory === undefined ? {} : { memoryUsed: () => memory.used() }),
      });
      return { kind: 'completed', result: table, others, profile, now: moment };
    } catch (error) {
      if (!(error instanceof QueryError)) throw error;
      return failureOf(error, query, this.#options.local);
    }
  }

  #source(query: BoundQuery): TableSource {
    const { samples, local, syntheticRows } = this.#options;
    return {
      table(name, columns) {
        requireLoaded(samples, name, columns);
        const sample = samples.tables.get(name);
        if (sample !== undefined || syntheticRows === undefined) return sample;
        const schema = query.catalog.tables.get(name)?.columns ?? query.catalog.functions.get(name)?.result;
        return schema === undefined ? undefined : syntheticTable(name, schema, syntheticRows, columns);
      },
      watchlist: (alias) => local.watchlist(alias),
      geoLocation: () => local.geoLocation(),
      external: (url, file) =>
        local.external(url, file) ??
        (syntheticRows === undefined ? undefined : syntheticTable(url, file.columns, syntheticRows, undefined)),
    };
  }
}

/** What the engine threw, as the failed run it leads to. */
export function failureOf({ code, message, span }: QueryError, query: BoundQuery, local: LocalData): QueryRunFailure {
  const reason = code === 'limit' || code === 'cancelled' ? code : code === 'no-table' ? 'noSample' : 'queryError';
  const remedy = code === 'no-table' ? local.remedy() : undefined;
  return {
    kind: 'failed',
    reason,
    code,
    message: (code === 'syntax' ? firstErrorText(query) : undefined) ?? message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(span === undefined ? {} : { span }),
  };
}

/** Loads the given samples whatever tables they are, for queries that are not known yet. */
export async function loadAllSamples(
  declared: Catalog,
  pointers: readonly SamplePointer[],
  folders: readonly string[],
  host: RunHost,
): Promise<SampleSet> {
  const catalog = withServiceFunctions(declared);
  const wanted = [...catalog.tables.keys(), ...catalog.functions.keys()];
  const places = [...givenPlaces(pointers), ...usualPlaces(undefined, folders)];
  const set = await loadSamples({ wanted, catalog, places }, host.files, host.cache);
  return { ...set, problems: set.problems.filter((problem) => problem.code !== 'not-found') };
}
