/**
 * Queries over the hits of a run: its result is the table `Hits`, beside the tables that the rule read. Those are whole, not cut to the window
 * of the run, and `now()` is that of the run.
 */
import { type CancellationToken, type Limits, QueryError, runQuery, Table, type TableSource } from '@rulesmith/engine';
import {
  bindQuery,
  type Catalog,
  catalogForText,
  createCatalog,
  type KqlDiagnostic,
  type TableSchema,
  withServiceFunctions,
} from '@rulesmith/kql';
import { LocalData } from '../samples/localData.ts';
import type { SamplePointer } from '../samples/sampleName.ts';
import { givenPlaces, type SamplePlace, usualPlaces } from '../samples/samplePlaces.ts';
import { bindWithSamples, ColumnsNotLoaded, loadingLocalData, type QueryWithSamples, requireLoaded } from './bindWithSamples.ts';
import { failureOf, type QueryRunFailure, type QueryRunSuccess } from './querySession.ts';
import { type CompletedRun, type RuleRunRequest, type RunHost, sampleFailure, sampleNotes } from './runRule.ts';

/** The name under which a query finds the rows of the run. */
export const hitsTableName = 'Hits';

/** What a query of the hits may refer to. Made once a run and good for any number of queries. */
export interface HitsScope {
  readonly hits: Table;
  /** `Hits` first, then the tables of the rule. */
  readonly tables: readonly TableSchema[];
  /** Those tables, and every function and watchlist that the run knew. */
  readonly catalog: Catalog;
  /** What the rule reads, in its order. */
  readonly wanted: readonly string[];
  /** What the user pointed at, watchlists and external files too. */
  readonly pointers: readonly SamplePointer[];
  /** Where samples are looked for. */
  readonly places: readonly SamplePlace[];
  readonly now: bigint;
  readonly ingestionDelay: bigint;
}

export interface HitsQueryRequest {
  readonly text: string;
  readonly limits?: Partial<Limits>;
  readonly cancellation?: CancellationToken;
}

export type HitsQueryOutcome = QueryRunSuccess | QueryRunFailure;

/** How much work finding unsupported constructs may be; where it takes more, running the query tells. */
const checkLimits: Partial<Limits> = { intermediateRows: 10_000, milliseconds: 100 };

/** The binder's codes for a name that it does not know, and for a table. */
const unknownNameCodes: ReadonlySet<string> = new Set(['KS142', 'KS204']);

export function hitsScope(
  run: CompletedRun,
  request: Pick<RuleRunRequest, 'catalog' | 'ingestionDelay' | 'path' | 'pointers' | 'folders'>,
): HitsScope {
  const catalog = withServiceFunctions(request.catalog);
  const hits: TableSchema = { name: hitsTableName, columns: run.result.schema, description: 'The rows of the run' };
  const tables = [hits, ...run.tables.filter((table) => table.name !== hitsTableName)];
  const functions = [...catalog.functions.values()].filter((each) => each.name !== hitsTableName);
  return {
    hits: run.result,
    tables,
    catalog: createCatalog(tables, functions, catalog.watchlists),
    pointers: request.pointers ?? [],
    wanted: run.wanted.filter((name) => name !== hitsTableName),
    places: [...givenPlaces(request.pointers ?? []), ...usualPlaces(request.path, request.folders)],
    now: run.now,
    ingestionDelay: request.ingestionDelay ?? 0n,
  };
}

/** What is wrong with a query, found without its samples: what the binder says, else the first construct that the engine does not run. */
export function checkHitsQuery(scope: HitsScope, text: string): readonly KqlDiagnostic[] {
  const query = bindQuery(text, catalogForText(scope.catalog, text));
  if (query.diagnostics.some(({ severity }) => severity === 'error')) return query.diagnostics;
  const tables: TableSource = { table: () => new Table([], [], 0), geoLocation: () => () => null };
  try {
    runQuery(query, { now: scope.now, tables, limits: checkLimits, assume: () => {} });
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    // Without rows the query may fail where it would not with them; only what is never supported is certain.
    const { code, message, span = { start: 0, end: text.length } } = error;
    if (code === 'unsupported') return [...query.diagnostics, { code, severity: 'error', message, span }];
  }
  return query.diagnostics;
}

/** Runs a query over the hits. Throws only for bugs and for what `host` throws. */
export async function queryHits(scope: HitsScope, request: HitsQueryRequest, host: RunHost): Promise<HitsQueryOutcome> {
  const wrong = bindingFailure(scope, request.text);
  if (wrong !== undefined) return wrong;
  try {
    return await queryOnce(scope, request, host, false);
  } catch (error) {
    if (!(error instanceof ColumnsNotLoaded)) throw error;
    return queryOnce(scope, request, host, true);
  }
}

/** Told before samples are looked for, because a name that the scope lacks would be looked for among them. */
function bindingFailure(scope: HitsScope, text: string): QueryRunFailure | undefined {
  const { diagnostics } = bindQuery(text, catalogForText(scope.catalog, text));
  const error = diagnostics.find(({ severity }) => severity === 'error');
  if (error === undefined) return undefined;
  const { code, message, span } = error;
  const remedy = unknownNameCodes.has(code) ? { remedy: knownTables(scope) } : {};
  return { kind: 'failed', reason: 'queryError', code, message: `${message} (${code})`, span, ...remedy };
}

function knownTables({ tables }: HitsScope): string {
  return `Tables here: ${tables.map(({ name }) => `\`${name}\``).join(', ')}`;
}

async function queryOnce(scope: HitsScope, request: HitsQueryRequest, host: RunHost, allColumns: boolean): Promise<HitsQueryOutcome> {
  const started = host.milliseconds();
  const { text, cancellation, limits } = request;
  const { catalog, places, now } = scope;
  const watched = cancellation === undefined ? {} : { cancellation };
  const local = new LocalData(host.files, scope.pointers, places);
  const sources = { catalog, places, local, given: hitsTableName, together: scope.wanted };
  const bound = await bindWithSamples({ text, ...sources, allColumns, ...watched }, host);
  if (cancellation?.isCancelled === true)
    return { kind: 'failed', reason: 'cancelled', code: 'cancelled', message: 'The query was cancelled' };
  const failure = loadingFailure(bound);
  if (failure !== undefined) return failure;
  host.progress?.('querying', 'Running the query');
  const ready = host.milliseconds();
  try {
    const assumptions = new Set<string>();
    const run = () =>
      runQuery(bound.query, {
        now,
        tables: sourceOf(scope, bound, local),
        assume: (note) => void assumptions.add(note),
        ingestionDelay: scope.ingestionDelay,
        ...watched,
        ...memoryLimits(host, limits),
      });
    const { table, others, profile } = await loadingLocalData(local, run);
    const ended = host.milliseconds();
    return {
      kind: 'completed',
      result: table,
      others,
      profile,
      now,
      samples: bound.samples.samples,
      notes: [...sampleNotes(bound.samples.problems), ...local.notes, ...assumptions],
      timings: { loadMs: bound.loadMs, queryMs: ended - ready, totalMs: ended - started },
    };
  } catch (error) {
    if (error instanceof QueryError) return failureOf(error, bound.query, local);
    throw error;
  }
}

function memoryLimits({ memory }: RunHost, limits: Partial<Limits> | undefined) {
  if (memory === undefined) return limits === undefined ? {} : { limits };
  return { limits: { ...limits, memoryBytes: memory.limitBytes }, memoryUsed: () => memory.used() };
}

/** The samples are held to what they are held to in a run of the rule. */
function loadingFailure({ query, wanted, samples }: QueryWithSamples): QueryRunFailure | undefined {
  const failure = sampleFailure(query, wanted, samples.tables, samples.problems);
  if (failure === undefined) return undefined;
  const { message, remedy } = failure;
  const reason = failure.reason === 'noSample' ? 'noSample' : 'sampleError';
  return { kind: 'failed', reason, code: reason, message, ...(remedy === undefined ? {} : { remedy }) };
}

function sourceOf({ hits, catalog, wanted }: HitsScope, { samples, wanted: loaded }: QueryWithSamples, local: LocalData): TableSource {
  return {
    table(name, columns) {
      if (name === hitsTableName) return hits;
      // `union *` and `search` read tables that they do not name.
      if (wanted.includes(name) && !loaded.includes(name)) throw new ColumnsNotLoaded();
      requireLoaded(samples, name, columns);
      const sample = samples.tables.get(name);
      if (sample !== undefined) return sample;
      return catalog.tables.has(name) || catalog.functions.has(name) ? new Table([], [], 0) : undefined;
    },
    watchlist: (alias) => local.watchlist(alias),
    external: (url, file) => local.external(url, file),
    geoLocation: () => local.geoLocation(),
  };
}
