/** Reads a log of any known format into a table. */
import type { ScalarType, TableSchema } from '@rulesmith/kql';
import type { Table } from '../table/table.ts';
import { readCsv } from './csv.ts';
import { readJsonArray, readNdjson } from './json.ts';
import { looksLikeQueryResult, parseQueryResult, readQueryResult, schemaFor } from './queryResult.ts';
import { RowCollector, type SkippedRow } from './rowCollector.ts';
import { readW3c } from './w3c.ts';

/** `query-result`: a result of Log Analytics or Azure Data Explorer as JSON. */
export type LogFormat = 'w3c' | 'ndjson' | 'json' | 'query-result' | 'csv' | 'tsv' | 'parquet';

export interface LogInput {
  /** For messages and, by its ending, the format; nothing is read from it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Undefined: told by the content and the path. */
  readonly format?: LogFormat;
}

export interface ReadOptions {
  /** The declared columns; undefined: inferred from all rows. */
  readonly schema?: TableSchema;
  /** The columns to read; undefined: all. */
  readonly columns?: ReadonlySet<string>;
  /** Unpacks gzip; without it a gzipped log is an error. */
  readonly gunzip?: (bytes: Uint8Array) => Uint8Array;
  /** Called every some ten thousand rows; may throw to stop. */
  readonly checkpoint?: () => void;
}

export interface LoadedLog {
  readonly table: Table;
  readonly format: LogFormat;
  readonly rows: number;
  /** The first rows that could not be read. */
  readonly skipped: readonly SkippedRow[];
  readonly skippedCount: number;
  /** Columns of the log that the declared table does not have; they were left out. */
  readonly unknownColumns: readonly string[];
  /** Declared columns some of whose cells are not of their type; those cells are null. */
  readonly misfits: readonly { readonly column: string; readonly type: ScalarType; readonly count: number }[];
}

/** A log that cannot be read at all. The message says what it is and what to do. */
export class LogError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LogError';
  }
}

export function readLog(input: LogInput, options: ReadOptions = {}): LoadedLog {
  const bytes = plainBytes(input, options);
  if (bytes.length === 0) throw new LogError(`${input.path} is empty`);
  const format = input.format ?? detectFormat(bytes, input.path);
  if (format === 'query-result') return readResult(input.path, bytes, options);
  const rows = new RowCollector(options.schema, options.columns);
  const checkpoint = options.checkpoint ?? (() => {});
  switch (format) {
    case 'w3c':
      readW3c(bytes, rows, checkpoint);
      break;
    case 'ndjson':
      readNdjson(bytes, rows, checkpoint);
      break;
    case 'json':
      if (!readJsonArray(bytes, rows, checkpoint)) throw new LogError(`${input.path} holds JSON that is no array of objects`);
      break;
    case 'csv':
      readCsv(bytes, ',', rows, checkpoint);
      break;
    case 'tsv':
      readCsv(bytes, '\t', rows, checkpoint);
      break;
    case 'parquet':
      throw new LogError(`${input.path} is a Parquet file, which \`readParquet\` reads`);
  }
  return loadedLog(rows, format);
}

function readResult(path: string, bytes: Uint8Array, options: ReadOptions): LoadedLog {
  const result = parseQueryResult(new TextDecoder().decode(bytes));
  if (!result) throw new LogError(`${path} begins as a result of a query does, but is none: it needs a table with columns and rows`);
  const rows = new RowCollector(schemaFor(result, options.schema), options.columns);
  readQueryResult(result, rows, options.checkpoint ?? (() => {}));
  return loadedLog(rows, 'query-result');
}

/** What was collected of a log of `format`. */
export function loadedLog(rows: RowCollector, format: LogFormat): LoadedLog {
  const { table, misfits } = rows.finish();
  const { skipped, skippedCount } = rows;
  return { table, format, rows: rows.rowCount, skipped, skippedCount, unknownColumns: [...rows.unknownColumns], misfits };
}

/** The text of a file as UTF-8, unpacked and without its byte order mark. Throws `LogError` where it is no text. */
export function plainBytes(input: LogInput, options: ReadOptions): Uint8Array {
  return withoutMark(decoded(unpacked(input, options), input.path));
}

function unpacked(input: LogInput, options: ReadOptions): Uint8Array {
  if (input.bytes[0] !== 0x1f || input.bytes[1] !== 0x8b) return input.bytes;
  if (!options.gunzip) throw new LogError(`${input.path} is gzipped, which cannot be unpacked here`);
  try {
    return options.gunzip(input.bytes);
  } catch (error) {
    throw new LogError(`${input.path} is gzipped but broken: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Text in UTF-16, as PowerShell writes it, becomes UTF-8; bytes that are no text are refused. */
function decoded(bytes: Uint8Array, path: string): Uint8Array {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextEncoder().encode(new TextDecoder('utf-16le').decode(bytes));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextEncoder().encode(new TextDecoder('utf-16be').decode(bytes));
  if (bytes.subarray(0, 4096).includes(0))
    throw new LogError(`${path} is neither text nor Parquet; logs are read as W3C, NDJSON, JSON, CSV, TSV or Parquet, also gzipped`);
  return bytes;
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** By the first character that is not blank, then by the ending of the path. */
export function detectFormat(bytes: Uint8Array, path: string): LogFormat {
  const head = new TextDecoder().decode(bytes.subarray(0, 4096)).trimStart();
  const ending = path.toLowerCase().replace(/\.gz$/, '');
  if (/^#(Software|Version|Date|Fields|Start-Date|Remark):/i.test(head)) return 'w3c';
  if (looksLikeQueryResult(head)) return 'query-result';
  if (head.startsWith('[')) return 'json';
  if (head.startsWith('{')) return 'ndjson';
  if (ending.endsWith('.tsv')) return 'tsv';
  if (ending.endsWith('.ndjson') || ending.endsWith('.jsonl')) return 'ndjson';
  const header = head.split(/\r?\n/, 1)[0];
  return header.split('\t').length > header.split(',').length ? 'tsv' : 'csv';
}
