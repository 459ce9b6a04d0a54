/** Binds a query and loads its samples; tables that nobody declared get their columns from their samples. */
import { type CancellationToken, runQuery, Table, type TableSource } from '@rulesmith/engine';
import { type BoundQuery, bindQuery, type Catalog, catalogForText, type TableSchema } from '@rulesmith/kql';
import { loadSamples, readTables, type SampleCache, type SampleFiles, type SamplePlace, type SampleSet } from '../samples/index.ts';

export interface SampleHost {
  readonly files: SampleFiles;
  readonly cache: SampleCache;
  milliseconds(): number;
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
  readonly cancellation?: CancellationToken;
  /** Read whole logs, not only the columns that the query seems to need. */
  readonly allColumns?: boolean;
  /** A table that has its rows already and needs no sample. */
  readonly given?: string;
  /** What another query reads: loaded with what this one reads, so that each log is taken for the same table as it was there. */
  readonly together?: readonly string[];
}

export async function bindWithSamples(request: BindRequest, host: SampleHost): Promise<QueryWithSamples> {
  const { text, catalog, places, cancellation } = request;
  const query = bindQuery(text, catalogForText(catalog, text));
  const read = [...readTables(query), ...unknownTables(query)].filter((name) => name !== request.given);
  const wanted = read.length === 0 && request.allColumns !== true ? [] : [...new Set([...(request.together ?? []), ...read])];
  const progress = {
    get isCancelled() {
      return cancellation?.isCancelled === true;
    },
    reading: (path: string) => host.progress?.('loading', `Reading ${path}`),
  };
  const started = host.milliseconds();
  const columns = wanted.length === 0 || request.allColumns === true ? new Map() : neededColumns(query, wanted, read);
  const samples = await loadSamples({ wanted, catalog, places, columns }, host.files, host.cache, progress);
  const loadMs = host.milliseconds() - started;
  const declared = undeclared(samples, catalog);
  return {
    query: declared.length === 0 ? query : bindQuery(text, catalogForText(catalog.withTables(declared), text)),
    wanted,
    samples,
    loadMs,
  };
}

/** The columns that the query reads of each table, as far as can be told; a table that is not listed needs all of them. */
function neededColumns(query: BoundQuery, wanted: readonly string[], read: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const needed = new Map<string, Set<string>>(wanted.filter((name) => !read.includes(name)).map((name) => [name, new Set()]));
  const whole = new Set<string>();
  const source: TableSource = {
    table(name, columns) {
      if (columns === undefined) whole.add(name);
      else needed.set(name, new Set([...(needed.get(name) ?? []), ...columns]));
      return new Table([], [], 0);
    },
  };
  try {
    // A run over empty tables asks for the columns as the real one will, and costs next to nothing.
    runQuery(query, { now: 0n, tables: source });
  } catch {
    return new Map();
  }
  for (const name of whole) needed.delete(name);
  return needed;
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

function undeclared(samples: SampleSet, catalog: Catalog): TableSchema[] {
  return Array.from(samples.tables)
    .filter(([name]) => !catalog.tables.has(name) && !catalog.functions.has(name))
    .map(([name, table]) => ({ name, columns: table.schema }));
}
