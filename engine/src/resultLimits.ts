/** How large a result may be, as Kusto has it (https://learn.microsoft.com/kusto/concepts/query-limits): it refuses to cut it silently. */
import type { BoundQuery } from '@rulesmith/kql';
import type { RunGuard } from './context.ts';
import { QueryError } from './queryError.ts';
import { type Column, DictionaryColumn } from './table/column.ts';
import type { Table } from './table/table.ts';
import { encodeValue, stringifyJson } from './values/encode.ts';
import type { Value } from './values/value.ts';

/** Values of these types take so many bytes; those of others as many as they are written with. */
const widths: Readonly<Partial<Record<Column['type'], number>>> = { bool: 1, int: 4, long: 8, real: 8, datetime: 8, timespan: 8, guid: 16 };

const measuredAtOnce = 0x4000;

/** Whether the query says `set notruncation`, which lifts both limits. */
export function liftsLimits({ syntax }: BoundQuery): boolean {
  return syntax.statements.some((statement) => statement.kind === 'set-option' && statement.name.toLowerCase() === 'notruncation');
}

/** Throws where the result has more rows than are returned. */
export function checkRows({ rowCount }: Table, { limits: { resultRows } }: RunGuard): void {
  if (rowCount <= resultRows) return;
  throw tooLarge(`The result has ${rowCount.toLocaleString('en')} rows; at most ${resultRows.toLocaleString('en')} are returned`);
}

/** Throws where the result has more bytes than are returned. */
export function checkBytes({ columns }: Table, guard: RunGuard): void {
  const { resultBytes } = guard.limits;
  let bytes = 0;
  for (const column of columns) {
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
  const isDictionary = values instanceof DictionaryColumn;
  // A dictionary may hold many values that no row of the result has.
  const known = isDictionary ? new Float64Array(values.values.length).fill(-1) : undefined;
  let bytes = 0;
  for (let row = 0; row < values.length; row++) {
    if (row % measuredAtOnce === 0) guard.checkpoint();
    const code = isDictionary ? values.codes[row] : row;
    let size = known?.[code] ?? -1;
    if (size < 0) {
      size = sizeOf(values.get(row), values.type);
      if (known) known[code] = size;
    }
    bytes += size;
  }
  return bytes;
}

function sizeOf(value: Value, type: Column['type']): number {
  return typeof value === 'string' ? value.length : stringifyJson(encodeValue(value, type)).length;
}
