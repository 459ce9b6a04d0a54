/**
 * Results of queries as services return them: Log Analytics (`{"tables": [{"columns", "rows"}]}`) and Azure Data Explorer, in the first version
 * of its API (`{"Tables": …}`) and the second (frames, `[{"FrameType": "DataTable", "TableKind": "PrimaryResult", …}]`).
 * https://learn.microsoft.com/azure/data-explorer/kusto/api/rest/response
 */
import { type ColumnSchema, scalarTypeFromName, type TableSchema } from '@rulesmith/kql';
import { type Dynamic, dynamicToJson } from '../values/dynamic.ts';
import { parseJson } from '../values/parseJson.ts';
import type { CellSink } from './cellSink.ts';
import type { RowCollector } from './rowCollector.ts';

/** The primary table of a result. */
export interface QueryResultTable {
  readonly columns: readonly ColumnSchema[];
  readonly rows: readonly Dynamic[];
}

/** Whether a JSON text begins as a result does. */
export function looksLikeQueryResult(head: string): boolean {
  return /^\s*\{\s*"[Tt]ables"\s*:/.test(head) || /^\s*\[\s*\{\s*"FrameType"\s*:/.test(head);
}

/** The primary table of the result in `text`; undefined where it is none. */
export function parseQueryResult(text: string): QueryResultTable | undefined {
  const value = parseJson(text);
  const table = value instanceof Map ? firstTable(value.get('tables') ?? value.get('Tables') ?? null) : primaryFrame(value);
  const columns = table?.get('columns') ?? table?.get('Columns');
  const rows = table?.get('rows') ?? table?.get('Rows');
  if (!Array.isArray(columns) || !Array.isArray(rows)) return undefined;
  const schema = columns.map(columnOf);
  return schema.includes(undefined) ? undefined : { columns: schema as ColumnSchema[], rows };
}

type Bag = Map<string, Dynamic>;

function firstTable(tables: Dynamic): Bag | undefined {
  const first = Array.isArray(tables) ? tables[0] : undefined;
  return first instanceof Map ? first : undefined;
}

function primaryFrame(frames: Dynamic | undefined): Bag | undefined {
  if (!Array.isArray(frames)) return undefined;
  return frames.find((frame): frame is Bag => frame instanceof Map && frame.get('TableKind') === 'PrimaryResult');
}

/** `ColumnType` and `type` are KQL's names; the first API has .NET's names in `DataType` besides. */
function columnOf(column: Dynamic): ColumnSchema | undefined {
  if (!(column instanceof Map)) return undefined;
  const name = column.get('name') ?? column.get('ColumnName');
  const type = column.get('type') ?? column.get('ColumnType') ?? column.get('DataType');
  if (typeof name !== 'string') return undefined;
  return { name, type: (typeof type === 'string' ? scalarTypeFromName(type) : undefined) ?? 'string' };
}

/** The columns to read the result with: those that are declared, where they are, else its own. */
export function schemaFor(result: QueryResultTable, declared: TableSchema | undefined): TableSchema {
  return declared ?? { name: '', columns: result.columns };
}

/** Gives the rows to `rows`. A row that is no array of as many values as there are columns is skipped and counted. */
export function readQueryResult(result: QueryResultTable, rows: RowCollector, checkpoint: () => void): void {
  const sinks = result.columns.map((column) => rows.sink(column.name));
  for (const [index, row] of result.rows.entries()) {
    if ((index & 0x3fff) === 0) checkpoint();
    if (!Array.isArray(row) || row.length !== sinks.length) {
      rows.skip(index + 1, `row ${index + 1} of the result has not as many values as there are columns`);
      continue;
    }
    for (let column = 0; column < sinks.length; column++) give(row[column], sinks[column], rows.rowCount);
    rows.endRow();
  }
}

function give(value: Dynamic, sink: CellSink | undefined, row: number): void {
  if (sink === undefined || sink.length > row) return;
  if (value === null) sink.missing();
  else if (typeof value === 'string') sink.text(value, 'text');
  else if (typeof value === 'boolean') sink.text(String(value), 'bool');
  else sink.text(dynamicToJson(value), value instanceof Map || Array.isArray(value) ? 'json' : 'number');
}
