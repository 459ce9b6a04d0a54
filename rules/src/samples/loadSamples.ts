/** Finds and loads what a query needs: the samples of its tables. */
import type { LoadedLog, Table } from '@rulesmith/engine';
import type { Catalog, TableSchema } from '@rulesmith/kql';
import type { MemoryBudget } from '../memoryBudget.ts';
import { combineTables } from './combineTables.ts';
import { sampleNamesFor } from './readTables.ts';
import type { ReadSample, SampleCache } from './sampleCache.ts';
import type { SampleFiles } from './sampleFiles.ts';
import { candidatesIn, type SampleCandidate, type SamplePlace } from './samplePlaces.ts';
import {
  assumedSample,
  changedWhileRead,
  columnsDoNotFit,
  emptySample,
  rowsSkipped,
  type SampleProblem,
  sampleNotFound,
  sampleTooLarge,
  unknownTable,
  unreadableSample,
  valuesDoNotFit,
} from './sampleProblem.ts';

export interface SampleRequest {
  /** The tables and functions that need rows (`readTables`). */
  readonly wanted: readonly string[];
  readonly catalog: Catalog;
  /** Where to look, in order: for each table the first place that has it wins. */
  readonly places: readonly SamplePlace[];
  /** The columns to read of a wanted table; all of one that is not listed. */
  readonly columns?: ReadonlyMap<string, ReadonlySet<string>>;
}

/** One file that was loaded. */
export interface LoadedSample {
  /** The table or function of the query that it is a sample of. */
  readonly table: string;
  readonly path: string;
  /** The format it was read as, as `readLog` names it. */
  readonly format: string;
  readonly rows: number;
  readonly skipped: number;
  /** The first few of the skipped rows. */
  readonly firstSkipped: LoadedLog['skipped'];
  readonly data: Table;
  /** The columns that were read; undefined: all the file has. */
  readonly columns: ReadonlySet<string> | undefined;
}

export interface SampleSet {
  /** The rows of each wanted table that was found; several files of one table follow one another. */
  readonly tables: ReadonlyMap<string, Table>;
  readonly samples: readonly LoadedSample[];
  /** Errors and notes, in the order they were met. */
  readonly problems: readonly SampleProblem[];
}

/** Asked and told while files are read. */
export interface LoadProgress {
  readonly isCancelled: boolean;
  /** What the samples may take; undefined for no limit. */
  readonly memory?: MemoryBudget;
  reading(path: string): void;
}

/** Loads the samples of the wanted tables. Never throws for what is wrong with a file: that is a problem of the set. */
export async function loadSamples(
  request: SampleRequest,
  files: SampleFiles,
  cache: SampleCache,
  progress?: LoadProgress,
): Promise<SampleSet> {
  const loading = new Loading(request, files, cache, progress);
  for (const place of request.places) await loading.lookIn(place);
  cache.release();
  return loading.finish();
}

class Loading {
  readonly #request: SampleRequest;
  readonly #files: SampleFiles;
  readonly #cache: SampleCache;
  readonly #progress: LoadProgress | undefined;
  readonly #samples: LoadedSample[] = [];
  readonly #problems: SampleProblem[] = [];
  /** The wanted name that each sample name stands for. */
  readonly #wantedBySampleName = new Map<string, string>();
  readonly #failed = new Set<string>();

  constructor(request: SampleRequest, files: SampleFiles, cache: SampleCache, progress: LoadProgress | undefined) {
    this.#request = request;
    this.#files = files;
    this.#cache = cache;
    this.#progress = progress;
    for (const wanted of request.wanted) {
      for (const name of sampleNamesFor(wanted, request.catalog)) {
        if (!this.#wantedBySampleName.has(name) || name === wanted) this.#wantedBySampleName.set(name, wanted);
      }
    }
  }

  async lookIn(place: SamplePlace): Promise<void> {
    const missing = this.#missing();
    if (missing.size === 0) return;
    const { candidates, problems } = await candidatesIn(place, this.#files, this.#request.catalog);
    this.#problems.push(...problems);
    const [named, nameless] = partition(candidates, (candidate) => (candidate.table ?? candidate.name.table) !== undefined);
    for (const candidate of named) await this.#loadNamed(candidate, missing);
    // A file that no name gives away must be read to know its table; that is not worth it once all tables are there.
    for (const candidate of nameless)
      if (candidate.given || this.#missing().size > 0 || isW3c(candidate)) await this.#loadNameless(candidate, missing);
  }

  finish(): SampleSet {
    const tables = new Map<string, Table>();
    for (const wanted of this.#request.wanted) {
      const parts = this.#samples.filter((sample) => sample.table === wanted).map((sample) => sample.data);
      if (parts.length > 0) tables.set(wanted, combineTables(parts));
      else if (!this.#failed.has(wanted)) this.#problems.push(this.#notFound(wanted));
    }
    return { tables, samples: this.#samples, problems: this.#problems };
  }

  #notFound(wanted: string): SampleProblem {
    const searched = this.#request.places.map((place) => place.path);
    return sampleNotFound(wanted, searched, this.#request.catalog.functions.has(wanted));
  }

  /** The tables still to look for. A place whose log cannot be used has the table none the less: another log in its stead would deceive. */
  #missing(): ReadonlySet<string> {
    const met = new Set([...this.#samples.map((sample) => sample.table), ...this.#failed]);
    return new Set(this.#request.wanted.filter((wanted) => !met.has(wanted)));
  }

  async #loadNamed(candidate: SampleCandidate, missing: ReadonlySet<string>): Promise<void> {
    const name = candidate.table ?? candidate.name.table ?? '';
    const wanted = this.#wantedBySampleName.get(name);
    if (wanted === undefined || !missing.has(wanted)) return;
    const note = name === wanted ? undefined : `${candidate.path} is taken for what \`${wanted}\` returns`;
    await this.#load(candidate, wanted, note);
  }

  async #loadNameless(candidate: SampleCandidate, missing: ReadonlySet<string>): Promise<void> {
    if (candidate.stat.size === 0) {
      this.#problems.push(emptySample(candidate.path, undefined));
      return;
    }
    const sniffed = await this.#attempt(candidate, undefined, () =>
      this.#cache.sniff(candidate.path, [...this.#wantedBySampleName.keys()], this.#files),
    );
    if (sniffed === undefined) return;
    const wanted = new Set(sniffed.tables.flatMap((name) => this.#wantedBySampleName.get(name) ?? []));
    for (const table of wanted) if (missing.has(table)) await this.#load(candidate, table, undefined, sniffed.byType);
    if (!candidate.given || sniffed.tables.length > 0) return;
    const [only, ...others] = this.#request.wanted;
    if (only === undefined || others.length > 0) this.#problems.push(unknownTable(candidate.path, this.#request.wanted));
    else if (missing.has(only)) await this.#load(candidate, only, `${candidate.path} is taken for ${only}, the only table of the query`);
  }

  async #load(candidate: SampleCandidate, table: string, note: string | undefined, byType = false): Promise<void> {
    const columns = this.#request.columns?.get(table);
    const as = { table, byType, checkpoint: () => this.#checkpoint(), ...this.#schema(table) };
    const read = (needed: ReadonlySet<string> | undefined) =>
      this.#attempt(candidate, table, () =>
        this.#cache.read(candidate.path, needed === undefined ? as : { ...as, columns: needed }, this.#files),
      );
    let sample = await read(columns);
    // Whether a log that has none of the needed columns is of the table at all shows in its other columns.
    if (sample !== undefined && columns !== undefined && this.#misfit(candidate.path, table, sample.loaded) !== undefined)
      sample = await read(undefined);
    // The name of a table may occur in a log of another one.
    if (sample === undefined || (byType && sample.loaded.rows === 0)) return;
    if (note !== undefined) this.#problems.push(assumedSample(candidate.path, table, note));
    this.#add(candidate, table, sample);
  }

  /** What fails is a problem if the file matters: the user pointed at it, or it is known to be of a table of the query. */
  async #attempt<T>(candidate: SampleCandidate, table: string | undefined, read: () => Promise<T>): Promise<T | undefined> {
    if (this.#progress?.isCancelled === true) return undefined;
    this.#progress?.reading(candidate.path);
    try {
      this.#requireRoomFor(candidate.stat.size);
      return await read();
    } catch (error) {
      if (error instanceof LoadingStopped) return undefined;
      if (candidate.given || table !== undefined) this.#fail(table, this.#problemOf(error, candidate.path));
      return undefined;
    }
  }

  #problemOf(error: unknown, path: string): SampleProblem {
    if (error instanceof OutOfMemory) return sampleTooLarge(path, error.limitBytes);
    return unreadableSample(path, error instanceof Error ? error.message : String(error));
  }

  /** A file is read whole before it becomes columns. */
  #requireRoomFor(fileBytes: number): void {
    const memory = this.#progress?.memory;
    if (memory !== undefined && fileBytes > memory.limitBytes) throw new OutOfMemory(memory.limitBytes);
  }

  /** Called in the midst of a file; what it throws ends the reading. */
  #checkpoint(): void {
    if (this.#progress?.isCancelled === true) throw new LoadingStopped();
    const memory = this.#progress?.memory;
    if (memory !== undefined && memory.used() > memory.limitBytes) throw new OutOfMemory(memory.limitBytes);
  }

  #add(candidate: SampleCandidate, table: string, { loaded, isPartial, columns }: ReadSample): void {
    const { path } = candidate;
    const first = loaded.skipped.slice(0, 10);
    if (loaded.skippedCount > 0) this.#problems.push(rowsSkipped(path, loaded.skippedCount, first));
    if (isPartial) this.#problems.push(changedWhileRead(path, loaded.rows));
    const unusable = loaded.rows === 0 ? emptySample(path, table) : this.#misfit(path, table, loaded);
    if (unusable !== undefined) {
      this.#fail(table, unusable);
      return;
    }
    for (const { column, type, count } of loaded.misfits) this.#problems.push(valuesDoNotFit(path, column, type, count));
    this.#samples.push({
      table,
      path,
      format: loaded.format,
      rows: loaded.rows,
      skipped: loaded.skippedCount,
      firstSkipped: first,
      data: loaded.table,
      columns,
    });
  }

  #fail(table: string | undefined, problem: SampleProblem): void {
    this.#problems.push(problem);
    if (table !== undefined) this.#failed.add(table);
  }

  /** A log fits a table if it has one of its columns besides those that all tables have. */
  #misfit(path: string, table: string, { table: data, unknownColumns }: ReadSample['loaded']): SampleProblem | undefined {
    const schema = this.#schema(table).schema;
    if (schema === undefined || schema.open === true || schema.columns.length === 0) return undefined;
    const own = new Set(schema.columns.map((column) => column.name).filter((name) => !commonColumns.has(name)));
    const found = data.schema.map((column) => column.name);
    if (own.size === 0 || found.some((name) => own.has(name))) return undefined;
    return columnsDoNotFit(path, table, [...unknownColumns, ...found], [...own]);
  }

  #schema(table: string): { readonly schema?: TableSchema } {
    const known = this.#request.catalog.tables.get(table);
    if (known !== undefined) return { schema: known };
    const result = this.#request.catalog.functions.get(table)?.result;
    return result === undefined ? {} : { schema: { name: table, columns: result } };
  }
}

class LoadingStopped extends Error {}

class OutOfMemory extends Error {
  readonly limitBytes: number;

  constructor(limitBytes: number) {
    super('out of memory');
    this.limitBytes = limitBytes;
  }
}

const commonColumns: ReadonlySet<string> = new Set([
  'TenantId',
  'TimeGenerated',
  'Type',
  'SourceSystem',
  'Computer',
  '_ResourceId',
  '_SubscriptionId',
  '_ItemId',
  '_TimeReceived',
  '_BilledSize',
  '_IsBillable',
]);

function isW3c(candidate: SampleCandidate): boolean {
  return candidate.name.extension === 'log';
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  return [items.filter(test), items.filter((item) => !test(item))];
}
