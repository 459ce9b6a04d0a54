/** How large a result may be, as Kusto has it (https://learn.microsoft.com/kusto/concepts/query-limits): it refuses to cut it silently. */
import type { BoundQuery } from '@rulesmith/kql';
import type { RunGuard } from './context.ts';
import { QueryError } from './queryError.ts';
import { type Column, DictionaryColumn } from './table/column.ts';
import type { Table } from './table/table.ts';
import { encodeValue, stringifyJson } from './values/encode.ts';

/** Values of these types take so many bytes; those of others as many as they are written with. */
const widths: Readonly<Partial<Record<Column['type'], number>>> = { bool: 1, int: 4, long: 8, real: 8, datetime: 8, timespan: 8, guid: 16 };

/** Below so many values a result is not measured: it would take values of 100 KB each to be too large. */
const leastValues = 640;

const measuredAtOnce = 0x4000;

/** Throws where the result has more rows or bytes than are returned. `set notruncation` lifts both limits. */
export function checkResult(table: Table, query: BoundQuery, guard: RunGuard): void {
  if (query.syntax.statements.some((statement) => statement.kind === 'set-option' && statement.name.toLowerCase() === 'notruncation'))
    return;
  const { resultRows, resultBytes } = guard.limits;
  if (table.rowCount > resultRows) {
    const most = resultRows.toLocaleString('en');
    throw tooLarge(`The result has ${table.rowCount.toLocaleString('en')} rows; at most ${most} are returned`);
  }
  if (table.rowCount * table.columns.length < leastValues) return;
  let bytes = 0;
  for (const column of table.columns) {
    bytes += bytesOf(column, guard);
    if (bytes > resultBytes)
      throw tooLarge(`The result has more than ${Math.round(resultBytes / 2 ** 20)} MiB, which is the most that is returned`);
  }
}

function tooLarge(message: string): QueryError {
  return new QueryError('limit', `${message}; summarize, filter or project less (\`set notruncation;\` lifts the limit)`);
}

function bytesOf(column: Column, guard: RunGuard): number {
  const values = column.force();
  const width = widths[values.type];
  if (width !== undefined) return width * values.length;
  const distinct = values instanceof DictionaryColumn ? sizesOf(values.values, guard) : undefined;
  let bytes = 0;
  if (values instanceof DictionaryColumn && distinct) for (const code of values.codes) bytes += distinct[code];
  else for (const size of sizesOf(values, guard)) bytes += size;
  return bytes;
}

function sizesOf(column: Pick<Column, 'length' | 'type'> & { get(row: number): unknown }, guard: RunGuard): Float64Array {
  const sizes = new Float64Array(column.length);
  for (let row = 0; row < sizes.length; row++) {
    if (row % measuredAtOnce === 0) guard.checkpoint();
    const value = column.get(row);
    sizes[row] = typeof value === 'string' ? value.length : stringifyJson(encodeValue(value as never, column.type)).length;
  }
  return sizes;
}
