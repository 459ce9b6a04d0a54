/**
 * Parquet files, by `hyparquet`. Times keep their ticks; types come from the file where nobody declared any. Decimals are read as the library
 * gives them, as doubles.
 */
import type { ColumnSchema, ScalarType } from '@rulesmith/kql';
import { type FileMetaData, parquetMetadataAsync, parquetReadObjects, parquetSchema, type SchemaTree } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { type JsonValue, stringifyJson } from '../values/encode.ts';
import { formatInstantTicks } from '../values/ticks.ts';
import type { CellSink } from './cellSink.ts';
import { type LoadedLog, LogError, type LogInput, type ReadOptions } from './readLog.ts';
import { RowCollector } from './rowCollector.ts';

/** Rows that are taken apart at a time: bounds what is held besides the columns. */
const batchRows = 50_000;

/** Ticks of 100 ns from 0001-01-01 to 1970-01-01. */
const epochTicks = 621_355_968_000_000_000n;

const parsers = {
  timestampFromMilliseconds: (millis: bigint) => instantText(millis * 10_000n),
  timestampFromMicroseconds: (micros: bigint) => instantText(micros * 10n),
  timestampFromNanoseconds: (nanos: bigint) => instantText(nanos / 100n),
  dateFromDays: (days: number) => instantText(BigInt(days) * 864_000_000_000n),
};

/** Whether `bytes` begin as a Parquet file does. */
export function isParquet(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, 4)) === 'PAR1';
}

/** Reads a Parquet file into a table. Rejects with a `LogError` where it cannot be read. */
export async function readParquet(input: Omit<LogInput, 'format'>, options: ReadOptions = {}): Promise<LoadedLog> {
  try {
    return await readRows(input, options);
  } catch (error) {
    if (error instanceof LogError || !(error instanceof Error) || error instanceof TypeError) throw error;
    throw new LogError(`${input.path} is no Parquet file that can be read: ${error.message}`);
  }
}

async function readRows({ bytes }: Omit<LogInput, 'format'>, options: ReadOptions): Promise<LoadedLog> {
  const file = bytes.slice().buffer;
  const metadata = await parquetMetadataAsync(file);
  const found = columnsOf(metadata);
  const rows = new RowCollector(options.schema ?? { name: '', columns: found }, options.columns);
  const sinks = found.map((column) => ({ name: column.name, sink: rows.sink(column.name) }));
  const columns = sinks.filter(({ sink }) => sink !== undefined).map(({ name }) => name);
  const count = Number(metadata.num_rows);
  for (let rowStart = 0; rowStart < count; rowStart += batchRows) {
    options.checkpoint?.();
    const rowEnd = Math.min(count, rowStart + batchRows);
    const batch = await parquetReadObjects({ file, metadata, columns, rowStart, rowEnd, parsers, compressors });
    for (const row of batch) {
      for (const { name, sink } of sinks) if (sink) give(row[name], sink);
      rows.endRow();
    }
  }
  const { table, misfits } = rows.finish();
  return { table, format: 'parquet', rows: rows.rowCount, skipped: [], skippedCount: 0, unknownColumns: [...rows.unknownColumns], misfits };
}

function columnsOf(metadata: FileMetaData): ColumnSchema[] {
  return parquetSchema(metadata).children.map((child) => ({ name: child.element.name, type: typeOf(child) }));
}

const logicalTypes: Readonly<Record<string, ScalarType | undefined>> = {
  STRING: 'string',
  ENUM: 'string',
  UUID: 'guid',
  JSON: 'dynamic',
  BSON: 'dynamic',
  DATE: 'datetime',
  TIMESTAMP: 'datetime',
  DECIMAL: 'decimal',
};

const convertedTypes: Readonly<Record<string, ScalarType | undefined>> = {
  UTF8: 'string',
  ENUM: 'string',
  JSON: 'dynamic',
  DATE: 'datetime',
  TIMESTAMP_MILLIS: 'datetime',
  TIMESTAMP_MICROS: 'datetime',
  DECIMAL: 'decimal',
};

const physicalTypes: Readonly<Record<string, ScalarType | undefined>> = {
  BOOLEAN: 'bool',
  INT32: 'int',
  INT64: 'long',
  INT96: 'datetime',
  FLOAT: 'real',
  DOUBLE: 'real',
};

function typeOf({ element, children }: SchemaTree): ScalarType {
  if (children.length > 0 || element.repetition_type === 'REPEATED') return 'dynamic';
  const logical = logicalTypes[element.logical_type?.type ?? ''];
  return logical ?? convertedTypes[element.converted_type ?? ''] ?? physicalTypes[element.type ?? ''] ?? 'string';
}

function give(value: unknown, sink: CellSink): void {
  if (value === null || value === undefined) sink.missing();
  else if (typeof value === 'string') sink.text(value, 'text');
  else if (typeof value === 'boolean') sink.text(String(value), 'bool');
  else if (typeof value === 'number' || typeof value === 'bigint') sink.text(String(value), 'number');
  else if (value instanceof Uint8Array) sink.text(new TextDecoder().decode(value), 'text');
  else sink.text(stringifyJson(value as JsonValue), 'json');
}

function instantText(ticksSinceEpoch: bigint): string {
  return formatInstantTicks(ticksSinceEpoch + epochTicks);
}
