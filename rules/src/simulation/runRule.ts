/**
 * One scheduled run of a rule on samples: find and load the samples, cut them to the window, run the query, and say which alerts the service
 * would raise. The same for the editor and the command line, which only show the result.
 */
import type { CancellationToken, Limits, StageResult, Table } from '@rulesmith/engine';
import type { BoundQuery, Catalog, Span, TableSchema } from '@rulesmith/kql';
import type { MemoryBudget } from '../memoryBudget.ts';
import type { EmbeddedKql } from '../query/embeddedKql.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { type LoadedSample, LocalData, type SampleCache, type SampleFiles, type SamplePointer } from '../samples/index.ts';
import { givenPlaces, usualPlaces } from '../samples/samplePlaces.ts';
import type { SampleProblem } from '../samples/sampleProblem.ts';
import { alertsFor, type SimulatedAlert } from './alerts.ts';
import { bindWithSamples, ColumnsNotLoaded, loadingLocalData } from './bindWithSamples.ts';
import { evaluate, QueryFailure } from './evaluate.ts';
import { isNearRealTime, type Verdict, verdictFor } from './trigger.ts';
import { justAfter, type TimeWindow, timeRange } from './window.ts';

export interface RuleRunRequest {
  readonly document: RuleDocument;
  /** Where the rule's file is, for the samples beside it; undefined for a text without a file. */
  readonly path?: string;
  readonly catalog: Catalog;
  /** Samples that the user named; where they lack a table, the usual places are searched too. */
  readonly pointers?: readonly SamplePointer[];
  /** The workspace's sample folders, absolute. */
  readonly folders: readonly string[];
  /** What `now()` is, in ticks since 0001-01-01; undefined: just after the newest event of the samples. */
  readonly now?: bigint;
  /** How long after TimeGenerated an event is ingested, in ticks; 0 unless given. */
  readonly ingestionDelay?: bigint;
  /** Count the rows of each stage of the query. */
  readonly captureStages?: boolean;
  readonly limits?: Partial<Limits>;
  readonly cancellation?: CancellationToken;
}

export type RunPhase = 'loading' | 'querying' | 'simulating';

/** The world as a run needs it. */
export interface RunHost {
  readonly files: SampleFiles;
  readonly cache: SampleCache;
  /** The time of day, in ticks since 0001-01-01; only asked where no sample has a time. */
  clock(): bigint;
  /** What a run may take; undefined for no limit. */
  readonly memory?: MemoryBudget;
  /** A steady clock in milliseconds, for timings. */
  milliseconds(): number;
  progress?(phase: RunPhase, message: string): void;
}

/** A sample as a result names it. */
export interface RunSample extends Omit<LoadedSample, 'data' | 'columns'> {
  /** Rows whose TimeGenerated lies outside of the window. */
  readonly outsideWindow: number;
}

export interface RunTimings {
  readonly loadMs: number;
  readonly queryMs: number;
  readonly totalMs: number;
}

export interface CompletedRun {
  readonly kind: 'completed';
  readonly query: EmbeddedKql;
  readonly now: bigint;
  readonly window: TimeWindow;
  readonly samples: readonly RunSample[];
  /** The tables and functions that the query needs rows of, also those that were taken as empty. */
  readonly wanted: readonly string[];
  /** The tables among them, with the columns that the query could refer to. */
  readonly tables: readonly TableSchema[];
  readonly result: Table;
  readonly stages: readonly StageResult[];
  readonly verdict: Verdict;
  /** Empty where the rule does not fire. */
  readonly alerts: readonly SimulatedAlert[];
  /** What the reader should know besides: assumptions, limits that were reached, tables without a sample. */
  readonly notes: readonly string[];
  readonly timings: RunTimings;
}

/**
 * - `noQuery`: the file is no rule, or has no query;
 * - `noSample`: no sample for any table of the query; `searched` says where;
 * - `sampleError`: a sample that cannot be used;
 * - `queryError`: the query is wrong, or uses what the engine does not support;
 * - `limit`: a limit on rows or time was reached;
 * - `cancelled`: the user stopped the run.
 */
export type RunFailureReason = 'noQuery' | 'noSample' | 'sampleError' | 'queryError' | 'limit' | 'cancelled';

export interface FailedRun {
  readonly kind: 'failed';
  readonly reason: RunFailureReason;
  readonly message: string;
  /** What the user can do about it. */
  readonly remedy?: string;
  readonly query?: EmbeddedKql;
  /** The place in the query's KQL (`query.toSource` gives that in the file). */
  readonly span?: Span;
  /** The engine's code of a query error, such as `unsupported`. */
  readonly code?: string;
  readonly searched?: readonly string[];
}

export type RuleRun = CompletedRun | FailedRun;

/** Runs the rule. Throws only for bugs and for what `host` throws. */
export async function runRule(request: RuleRunRequest, host: RunHost): Promise<RuleRun> {
  const started = host.milliseconds();
  const query = request.document.queries.find((candidate) => candidate.key === 'query' && candidate.kql.trim() !== '');
  if (query === undefined) {
    const what = request.document.kind === 'rule' ? 'The rule has no query' : 'This file is not a rule with a query';
    return {
      kind: 'failed',
      reason: 'noQuery',
      message: what,
      remedy: 'Write the KQL under the key `query`',
    };
  }
  host.progress?.('loading', 'Looking for samples');
  try {
    return await runQueryOfRule(request, host, query, started, false);
  } catch (error) {
    if (!(error instanceof ColumnsNotLoaded)) throw error;
    return runQueryOfRule(request, host, query, started, true);
  }
}

async function runQueryOfRule(
  request: RuleRunRequest,
  host: RunHost,
  query: EmbeddedKql,
  started: number,
  allColumns: boolean,
): Promise<RuleRun> {
  const places = [...givenPlaces(request.pointers ?? []), ...usualPlaces(request.path, request.folders)];
  const local = new LocalData(host.files, request.pointers ?? [], places);
  const { catalog, cancellation } = request;
  const bound = await bindWithSamples(
    { text: query.kql, catalog, places, local, allColumns, ...(cancellation === undefined ? {} : { cancellation }) },
    host,
  );
  if (cancellation?.isCancelled === true) return { kind: 'failed', reason: 'cancelled', message: 'The run was cancelled', query };
  const failure = sampleFailure(bound.query, bound.wanted, bound.samples.tables, bound.samples.problems);
  if (failure !== undefined) return { ...failure, query };
  try {
    return await loadingLocalData(local, () => simulate(request, host, query, bound, local, started));
  } catch (error) {
    if (error instanceof QueryFailure) return { ...error.failure, query };
    throw error;
  }
}

type Bound = Awaited<ReturnType<typeof bindWithSamples>>;

function simulate(
  request: RuleRunRequest,
  host: RunHost,
  query: EmbeddedKql,
  bound: Bound,
  local: LocalData,
  started: number,
): CompletedRun {
  const { rule } = request.document;
  const range = timeRange(bound.samples.tables.values());
  const now = request.now ?? (range === undefined ? host.clock() : justAfter(range.newest));
  const isNrt = isNearRealTime(rule);
  const period = isNrt ? undefined : rule.queryPeriod?.value.ticks;
  const to = isNrt && range !== undefined && range.newest >= now ? justAfter(range.newest) : now;
  const window = {
    from: period === undefined ? earlier(range?.oldest, to) : atLeastZero(now - period),
    to,
  };
  host.progress?.('querying', 'Running the query');
  const ready = host.milliseconds();
  const evaluation = evaluate({
    query: bound.query,
    samples: bound.samples,
    local,
    now,
    window,
    request,
    ...(host.memory === undefined ? {} : { memory: host.memory }),
  });
  const queried = host.milliseconds();
  host.progress?.('simulating', 'Working out the alerts');
  const verdict = verdictFor(rule, evaluation.result.rowCount);
  const { alerts, notes } = verdict.fires ? alertsFor(rule, evaluation.result) : { alerts: [], notes: [] };
  const ended = host.milliseconds();
  return {
    kind: 'completed',
    query,
    now,
    window,
    samples: evaluation.samples,
    wanted: bound.wanted,
    tables: bound.wanted.flatMap((name) => bound.query.catalog.tables.get(name) ?? []),
    result: evaluation.result,
    stages: evaluation.stages,
    verdict,
    alerts,
    notes: [...windowNotes(isNrt, period, bound.samples.problems), ...evaluation.notes, ...local.notes, ...notes],
    timings: {
      loadMs: bound.loadMs,
      queryMs: queried - ready,
      totalMs: ended - started,
    },
  };
}

function earlier(oldest: bigint | undefined, to: bigint): bigint {
  return oldest !== undefined && oldest < to ? oldest : to;
}

function atLeastZero(ticks: bigint): bigint {
  return ticks < 0n ? 0n : ticks;
}

function windowNotes(isNrt: boolean, period: bigint | undefined, problems: readonly SampleProblem[]): string[] {
  const notes = sampleNotes(problems);
  if (isNrt) notes.push('A near-real-time rule sees each event once, when it arrives: all events of the samples are taken as one run');
  else if (period === undefined) notes.push('The rule has no usable `queryPeriod`: all events of the samples are taken');
  return notes;
}

/** What to know of the samples of a run that they allowed. */
export function sampleNotes(problems: readonly SampleProblem[]): string[] {
  return problems.map(({ code, message }) => (code === 'not-found' ? `${message}. It is taken as empty` : message));
}

/** Why the samples do not allow a run; undefined where they do. */
export function sampleFailure(
  query: BoundQuery,
  wanted: readonly string[],
  tables: ReadonlyMap<string, Table>,
  problems: readonly SampleProblem[],
): FailedRun | undefined {
  const isFatal = (problem: SampleProblem) => {
    if (problem.severity === 'note' || problem.code === 'not-found') return false;
    return problem.code === 'no-such-path' || problem.table === undefined || !tables.has(problem.table);
  };
  const fatal = problems.find(
    (problem) => isFatal(problem) && (problem.table !== undefined || problem.code === 'no-such-path' || tables.size === 0),
  );
  if (fatal !== undefined) return failed('sampleError', fatal);
  const missing = problems.filter((problem) => problem.code === 'not-found');
  const first = missing[0];
  if (first === undefined || tables.size > 0 || wanted.length === 0 || hasSyntaxError(query)) return undefined;
  return {
    ...failed('noSample', first),
    ...(first.searched === undefined ? {} : { searched: first.searched }),
  };
}

/** A query that cannot run anyway should say so, rather than ask for samples first. */
function hasSyntaxError(query: BoundQuery): boolean {
  return query.diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

function failed(reason: RunFailureReason, problem: SampleProblem): FailedRun {
  const { message, remedy } = problem;
  return remedy === undefined ? { kind: 'failed', reason, message } : { kind: 'failed', reason, message, remedy };
}
