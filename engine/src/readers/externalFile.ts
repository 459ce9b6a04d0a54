/**
 * Files as `externaldata` reads them: delimited ones by the position of their columns, JSON by name, text line by line
 * (https://learn.microsoft.com/kusto/query/externaldata-operator).
 */
import type { ColumnSchema } from '@rulesmith/kql';
import type { Table } from '../table/table.ts';
import { readRecords } from './csv.ts';
import { readJsonArray, readNdjson } from './json.ts';
import { LogError, plainBytes, type ReadOptions } from './readLog.ts';
import { RowCollector } from './rowCollector.ts';

/** What a query says of a file. */
export interface ExternalFile {
  /** The columns as declared. */
  readonly columns: readonly ColumnSchema[];
  /** As written behind `format=`; undefined: told by the ending of the name, else CSV. */
  readonly format: string | undefined;
  /** The first line names the columns and is no data. */
  readonly ignoreFirstRecord: boolean;
}

const delimiters: Readonly<Record<string, string>> = { csv: ',', tsv: '\t', tsve: '\t', psv: '|', scsv: ';', sohsv: '\u0001' };

/** The formats that can be read. */
export const externalFormats: readonly string[] = [...Object.keys(delimiters), 'txt', 'raw', 'json', 'multijson'];

/** The rows of `bytes`. Throws `LogError` where they cannot be read so. */
export function readExternalFile(path: string, bytes: Uint8Array, file: ExternalFile, options: ReadOptions = {}): Table {
  const rows = new RowCollector({ name: path, columns: file.columns }, undefined);
  for (const column of file.columns) rows.sink(column.name);
  readInto(rows, path, plainBytes({ path, bytes }, options), file, options.checkpoint ?? (() => {}));
  const [first] = rows.skipped;
  if (first !== undefined) throw new LogError(`${path}, line ${first.line}: ${first.reason}`);
  return rows.finish().table;
}

function readInto(rows: RowCollector, path: string, bytes: Uint8Array, file: ExternalFile, checkpoint: () => void): void {
  const format = (file.format ?? formatOf(path)).toLowerCase();
  const delimiter = delimiters[format];
  const names = file.columns.map((column) => column.name);
  if (delimiter !== undefined) readRecords(bytes, delimiter, names, file.ignoreFirstRecord, rows, checkpoint);
  else if (format === 'txt' || format === 'raw') readLines(bytes, names[0], format, file.ignoreFirstRecord, rows);
  else if (format === 'json' || format === 'multijson') {
    if (!readJsonArray(bytes, rows, checkpoint)) readNdjson(bytes, rows, checkpoint);
  } else throw new LogError(`${path}: the format ${format} cannot be read; ${externalFormats.join(', ')} can`);
}

function formatOf(path: string): string {
  const ending = /\.(\w+)(?:\.gz)?(?:\?.*)?$/.exec(path)?.[1]?.toLowerCase() ?? '';
  if (ending === 'jsonl' || ending === 'ndjson') return 'json';
  return externalFormats.includes(ending) ? ending : 'csv';
}

function readLines(bytes: Uint8Array, column: string, format: string, ignoreFirst: boolean, rows: RowCollector): void {
  const text = new TextDecoder().decode(bytes);
  const lines = format === 'raw' ? [text] : text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  for (const line of ignoreFirst ? lines.slice(1) : lines) {
    rows.sink(column)?.text(line, 'text');
    rows.endRow();
  }
}
