/** Binds a query and loads its samples; tables that nobody declared get their columns from their samples. */
import { type CancellationToken, runQuery, Table, type TableSource } from '@rulesmith/engine';
import { type BoundQuery, type Catalog, type TableSchema, withServiceFunctions } from '@rulesmith/kql';
import type { MemoryBudget } from '../memoryBudget.ts';
import {
  type LocalData,
  LocalDataNeeded,
  loadSamples,
  readTables,
  type SampleCache,
  type SampleFiles,
  type SamplePlace,
  type SampleSet,
} from '../samples/index.ts';
import { bindOpenTables } from './openColumns.ts';

export interface SampleHost {
  readonly files: SampleFiles;
  readonly cache: SampleCache;
  milliseconds(): number;
  readonly memory?: MemoryBudget;
  progress?(phase: 'loading', message: string): void;
}

export interface QueryWithSamples {
  readonly query: BoundQuery;
  /** The tables and functions that the query needs rows of. */
  readonly wanted: readonly string[];
  readonly samples: SampleSet;
  /** How long finding and reading the samples took. */
  readonly loadMs: number;
}

/** The binder's code for a table that it does not know. */
const unknownTableCode = 'KS204';

export interface BindRequest {
  readonly text: string;
  readonly catalog: Catalog;
  readonly places: readonly SamplePlace[];
  readonly local: LocalData;
  readonly cancellation?: CancellationToken;
  /** Read whole logs, not only the columns that the query seems to need. */
  readonly allColumns?: boolean;
  /** A table that has its rows already and needs no sample. */
  readonly given?: string;
  /** What another query reads: loaded with what this one reads, so that each log is taken for the same table as it was there. */
  readonly together?: readonly string[];
}

export async function bindWithSamples(request: BindRequest, host: SampleHost): Promise<QueryWithSamples> {
  const { text, places, cancellation } = request;
  const catalog = withServiceFunctions(request.catalog);
  const { query } = bindOpenTables(text, catalog);
  const read = [...readTables(query), ...unknownTables(query)].filter((name) => name !== request.given);
  const wanted = read.length === 0 && request.allColumns !== true ? [] : [...new Set([...(request.together ?? []), ...read])];
  const progress = {
    get isCancelled() {
      return cancellation?.isCancelled === true;
    },
    ...(host.memory === undefined ? {} : { memory: host.memory }),
    reading: (path: string) => host.progress?.('loading', `Reading ${path}`),
  };
  const started = host.milliseconds();
  const needs = await loadingLocalData(request.local, () => neededColumns(query, wanted, read, request.local));
  const columns = request.allColumns === true ? new Map() : needs.columns;
  // `union *` and `search` read tables that they do not name: those of them count that have a sample.
  const unnamed = needs.tables.filter((name) => !wanted.includes(name) && name !== request.given);
  const loaded = await loadSamples({ wanted: [...wanted, ...unnamed], catalog, places, columns }, host.files, host.cache, progress);
  const loadMs = host.milliseconds() - started;
  const declared = learnedTables(loaded.tables, catalog);
  const bound = bindOpenTables(text, declared.length === 0 ? catalog : catalog.withTables(declared));
  const samples = {
    ...loaded,
    problems: [
      ...loaded.problems.filter(({ code, table }) => code !== 'not-found' || wanted.includes(table ?? '')),
      ...bound.notes.map((message) => ({ code: 'assumed', severity: 'note', message }) as const),
    ],
  };
  return { query: bound.query, wanted, samples, loadMs };
}

/** Does `action`, again after each time it needed something local that was not loaded yet. */
export async function loadingLocalData<T>(local: LocalData, action: () => T): Promise<T> {
  for (;;) {
    try {
      return action();
    } catch (error) {
      // What was looked for is known afterwards, there or not, so that the same is never needed twice.
      if (!(error instanceof LocalDataNeeded)) throw error;
      await local.load(error.request);
    }
  }
}

/** What a query needs, as far as can be told without rows. */
interface Needs {
  /** The columns that it reads of each table; a table that is not listed needs all of them. */
  readonly columns: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every table that it reads, those included that a pattern matches. */
  readonly tables: readonly string[];
}

/** A query may make rows of its own; where those are many, what it needs is found out by running it. */
const needsLimits = { intermediateRows: 100_000, milliseconds: 2000 };

/** Runs the query over empty tables, which asks for what the real run will. */
function neededColumns(query: BoundQuery, wanted: readonly string[], read: readonly string[], local: LocalData): Needs {
  const needed = new Map<string, Set<string>>(wanted.filter((name) => !read.includes(name)).map((name) => [name, new Set()]));
  const whole = new Set<string>();
  const asked = new Set<string>();
  const source: TableSource = {
    table(name, columns) {
      asked.add(name);
      if (columns === undefined) whole.add(name);
      else needed.set(name, new Set([...(needed.get(name) ?? []), ...columns]));
      return new Table([], [], 0);
    },
    watchlist: (alias) => local.watchlist(alias),
    external: (url, file) => local.external(url, file),
    geoLocation: () => local.geoLocation(),
  };
  try {
    // A run over empty tables asks for the columns as the real one will, and costs next to nothing.
    runQuery(query, { now: 0n, tables: source, assume: () => {}, limits: needsLimits });
  } catch (error) {
    if (error instanceof LocalDataNeeded) throw error;
    return { columns: new Map(), tables: [...asked] };
  }
  for (const name of whole) needed.delete(name);
  return { columns: needed, tables: [...asked] };
}

/**
 * A query read a column that was not loaded, because a run over empty tables never came to the place that reads it: everything must be
 * loaded. Never seen outside of the simulation.
 */
export class ColumnsNotLoaded extends Error {}

/** Throws where one of `columns` of `table` was left out when its samples were read. */
export function requireLoaded(samples: SampleSet, table: string, columns: ReadonlySet<string> | undefined): void {
  for (const sample of samples.samples) {
    if (sample.table !== table || sample.columns === undefined) continue;
    const { columns: loaded } = sample;
    if (columns === undefined || [...columns].some((column) => column !== 'TimeGenerated' && !loaded.has(column)))
      throw new ColumnsNotLoaded();
  }
}

/** Names that stand where a table belongs and that no catalog has: custom tables, most likely. */
function unknownTables(query: BoundQuery): string[] {
  return query.diagnostics
    .filter((diagnostic) => diagnostic.code === unknownTableCode)
    .map((diagnostic) => query.text.slice(diagnostic.span.start, diagnostic.span.end))
    .filter((name) => /^[A-Za-z_]\w*$/.test(name));
}

/** What the samples tell of tables: the columns of one that nobody declared, and those that an open one has beyond its declaration. */
export function learnedTables(samples: ReadonlyMap<string, Table>, catalog: Catalog): TableSchema[] {
  return Array.from(samples).flatMap(([name, { schema }]) => {
    if (catalog.functions.has(name)) return [];
    const declared = catalog.tables.get(name);
    if (declared === undefined) return [{ name, columns: schema }];
    if (declared.open !== true) return [];
    const known = new Set(declared.columns.map((column) => column.name));
    const further = schema.filter((column) => !known.has(column.name));
    return further.length === 0 ? [] : [{ name, columns: [...declared.columns, ...further], open: true }];
  });
}
