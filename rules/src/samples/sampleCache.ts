/**
 * Reads samples and keeps them: the second run of a rule does not read again. A sample is known by path, time of change and size, so that a
 * file that was changed is read anew.
 */
import {
  isParquet,
  type LoadedLog,
  type LogThreads,
  type ReadOptions,
  readLog,
  readLogInThreads,
  readParquet,
  selectionOf,
  Table,
} from '@rulesmith/engine';
import type { TableSchema } from '@rulesmith/kql';
import { gunzip, isGzip } from './gunzip.ts';
import type { FileStat, SampleFiles } from './sampleFiles.ts';
import { type Sniffed, sniffTable } from './sniffTable.ts';

/** A file as it was read. */
export interface ReadSample {
  readonly loaded: LoadedLog;
  /** The file went on changing while it was read; only its whole lines were taken. */
  readonly isPartial: boolean;
  /** When and how large it was. */
  readonly stat: FileStat;
  /** The columns that were asked for; undefined: all. */
  readonly columns: ReadonlySet<string> | undefined;
}

/** How to read a file: as which table, with which columns. */
export interface ReadAs {
  readonly table: string;
  /** Undefined for a table that nobody declared: the types then come from the values. */
  readonly schema?: TableSchema;
  /** Take only the rows whose `Type` is `table`. */
  readonly byType?: boolean;
  /** The columns to read; undefined: all. */
  readonly columns?: ReadonlySet<string>;
  /** Called every some ten thousand rows; may throw to stop. */
  readonly checkpoint?: () => void;
}

/** How many bytes of log files the kept samples may have had; beyond it the longest unused are forgotten. */
const keptBytes = 4 * 1024 ** 3;

/** The samples that were read, for as long as the host keeps this object. */
export class SampleCache {
  readonly #samples = new Map<string, ReadSample>();
  readonly #sniffs = new Map<string, { readonly stat: FileStat; readonly sniffed: Sniffed }>();
  /** The file that was opened last, so that looking at it and reading it costs one reading. */
  #open: (WholeFile & { readonly path: string }) | undefined;

  /** The sample at `path`, read if it is not known as it is now. Throws where it cannot be read. */
  async read(path: string, as: ReadAs, files: SampleFiles): Promise<ReadSample> {
    const key = `${as.byType === true ? '?' : ''}${as.table}=${path}`;
    const known = this.#samples.get(key);
    const stat = await files.stat(path);
    this.#samples.delete(key);
    const isCurrent = known !== undefined && stat !== undefined && !known.isPartial && isSame(known.stat, stat);
    const isEnough = isCurrent && covers(known.columns, as.columns);
    // A query that reads one more column should not lose those of the query before it.
    const columns = isCurrent ? together(known.columns, as.columns) : as.columns;
    const sample = isEnough ? known : await parse(path, await this.#openFile(path, files), as, columns, files.threads);
    this.#samples.set(key, sample);
    this.#forgetOldest();
    return sample;
  }

  /** Which of the `wanted` tables the file says it holds. Throws where it cannot be read. */
  async sniff(path: string, wanted: readonly string[], files: SampleFiles): Promise<Sniffed> {
    const key = `${wanted.join()}=${path}`;
    const known = this.#sniffs.get(key);
    const stat = await files.stat(path);
    if (known !== undefined && stat !== undefined && isSame(known.stat, stat)) return known.sniffed;
    const file = await this.#openFile(path, files);
    const sniffed = sniffTable(file.bytes, wanted);
    this.#sniffs.set(key, { stat: file.stat, sniffed });
    return sniffed;
  }

  /** Lets go of what is only of use while samples are loaded. */
  release(): void {
    this.#open = undefined;
  }

  /** Forgets all samples. */
  clear(): void {
    this.#samples.clear();
    this.#sniffs.clear();
  }

  /** The file as it is now: unpacked, and cut to whole lines where it would not stop changing. */
  async #openFile(path: string, files: SampleFiles): Promise<WholeFile> {
    const stat = await files.stat(path);
    if (stat === undefined) throw new Error('it is gone');
    if (this.#open?.path === path && this.#open.isStable && isSame(this.#open.stat, stat)) return this.#open;
    this.#open = undefined;
    const first = await readWhole(path, stat, files);
    const second = first.isStable ? first : await readWhole(path, first.stat, files);
    const unpacked = isGzip(second.bytes) ? await gunzip(second.bytes) : second.bytes;
    this.#open = {
      ...second,
      path,
      bytes: second.isStable ? unpacked : wholeLines(unpacked),
    };
    return this.#open;
  }

  #forgetOldest(): void {
    let bytes = 0;
    for (const sample of this.#samples.values()) bytes += sample.stat.size;
    for (const [key, sample] of this.#samples) {
      if (bytes <= keptBytes || this.#samples.size === 1) return;
      this.#samples.delete(key);
      bytes -= sample.stat.size;
    }
  }
}

async function parse(
  path: string,
  file: WholeFile,
  as: ReadAs,
  columns: ReadonlySet<string> | undefined,
  threads: LogThreads | undefined,
): Promise<ReadSample> {
  const loaded = await readAny(path, file.bytes, readOptions(as, columns), threads);
  return {
    loaded: as.byType === true ? rowsOfType(loaded, as.table) : loaded,
    isPartial: !file.isStable,
    stat: file.stat,
    columns,
  };
}

function readAny(path: string, bytes: Uint8Array, options: ReadOptions, threads: LogThreads | undefined): Promise<LoadedLog> | LoadedLog {
  if (isBlank(bytes)) return noRows;
  if (isParquet(bytes)) return readParquet({ path, bytes }, options);
  return threads === undefined ? readLog({ path, bytes }, options) : readLogInThreads({ path, bytes }, options, threads);
}

const noRows: LoadedLog = {
  table: new Table([], [], 0),
  format: 'ndjson',
  rows: 0,
  skipped: [],
  skippedCount: 0,
  unknownColumns: [],
  misfits: [],
};

function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}

/** The time is always needed: the window goes by it. */
function readOptions(as: ReadAs, columns: ReadonlySet<string> | undefined): ReadOptions {
  const needed = columns && new Set([...columns, 'TimeGenerated', ...(as.byType === true ? ['Type'] : [])]);
  return {
    ...(as.schema === undefined ? {} : { schema: as.schema }),
    ...(needed === undefined ? {} : { columns: needed }),
    ...(as.checkpoint === undefined ? {} : { checkpoint: as.checkpoint }),
  };
}

function covers(known: ReadonlySet<string> | undefined, wanted: ReadonlySet<string> | undefined): boolean {
  return known === undefined || (wanted !== undefined && [...wanted].every((column) => known.has(column)));
}

function together(known: ReadonlySet<string> | undefined, wanted: ReadonlySet<string> | undefined): ReadonlySet<string> | undefined {
  return known === undefined || wanted === undefined ? undefined : new Set([...known, ...wanted]);
}

function rowsOfType(loaded: LoadedLog, table: string): LoadedLog {
  const type = loaded.table.column('Type')?.force();
  if (type === undefined) return loaded;
  const rows = Int32Array.from({ length: loaded.table.rowCount }, (_, row) => row).filter((row) => type.get(row) === table);
  return {
    ...loaded,
    table: loaded.table.select(selectionOf(rows)),
    rows: rows.length,
  };
}

interface WholeFile {
  readonly bytes: Uint8Array;
  readonly stat: FileStat;
  /** The file did not change while it was read. */
  readonly isStable: boolean;
}

async function readWhole(path: string, before: FileStat, files: SampleFiles): Promise<WholeFile> {
  const bytes = await files.readFile(path);
  const after = (await files.stat(path)) ?? before;
  return {
    bytes,
    stat: after,
    isStable: isSame(before, after) && bytes.length === after.size,
  };
}

function isSame(a: FileStat, b: FileStat): boolean {
  return a.size === b.size && a.modified === b.modified;
}

/** The bytes up to the last line break. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1);
}
