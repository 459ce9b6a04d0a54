import { encodeRows, type JsonValue, parseTimespan, stringifyJson, type Table } from '@rulesmith/engine';
import type { RowSort } from '@rulesmith/protocol';

type SortKey = null | number | bigint | string;

/** The rows ordered by the values of one column; equal ones keep their order, and nulls come first when ascending. */
export function orderRows(table: Table, rows: readonly number[], { column, descending }: RowSort): number[] {
  const type = table.schema[column]?.type ?? 'string';
  const keys = new Map(rows.map((row) => [row, sortKey(encodeRows(table, row, row + 1)[0]?.[column] ?? null, type)]));
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => sign * compare(keys.get(a) ?? null, keys.get(b) ?? null) || a - b);
}

/** Encoded values do not all order as the values do: `…:00Z` and `…:00.5Z`, `1.00:00:00` and `23:00:00`. */
function sortKey(value: JsonValue, type: string): SortKey {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'object') return stringifyJson(value);
  if (typeof value !== 'string') return value;
  if (type === 'datetime') return value.replace('Z', '');
  if (type === 'timespan') return timespanKey(value);
  if (type === 'real' || type === 'decimal') return Number(value);
  return value;
}

function timespanKey(text: string): SortKey {
  const ticks: unknown = parseTimespan(text);
  return typeof ticks === 'bigint' || typeof ticks === 'number' ? ticks : text;
}

function compare(a: SortKey, b: SortKey): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) === Number.isNaN(b) ? 0 : Number.isNaN(a) ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
