/** Whether two results are the same: columns in order, rows in any but where a sort has the last word. */
import { textOf } from './text.ts';
import type { Query } from './tree.ts';
import { isBag, isList, isMoment, type ReferenceTable, type Type, type Value } from './values.ts';

/** A result as JSON has it: integers beyond doubles as bigints. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | { readonly [key: string]: Json };

export interface Result {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly Json[])[];
}

export function encodeTable({ columns, rows }: ReferenceTable): Result {
  return { columns, rows: rows.map((row) => row.map((value, index) => encode(value, columns[index].type))) };
}

function encode(value: Value, type: Type): Json {
  if (value === null) return null;
  if (type === 'datetime') return textOf(value, type).replace(/\.0+Z$/, 'Z');
  if (type === 'timespan') return textOf(value, type);
  if (isList(value)) return value.map((each) => encode(each, 'dynamic'));
  if (isBag(value)) return Object.fromEntries([...value].map(([name, item]) => [name, encode(item, 'dynamic')]));
  if (isMoment(value)) return textOf(value.ticks, value.type);
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** A result as text, its first rows. */
export function showResult({ columns, rows }: Result): string {
  const lines = rows.slice(0, 30).map((row) => row.map(canonical).join(' | '));
  return [columns.map(({ name, type }) => `${name}:${type}`).join(', '), ...lines, `${rows.length} rows`].join('\n');
}

/** What differs; undefined where nothing does. Columns of `opaque` are compared without the order of their elements. */
export function difference(expected: Result, actual: Result, query: Query, opaque: ReadonlySet<string>): string | undefined {
  const schema = ({ columns }: Result) => columns.map(({ name, type }) => `${name}:${type}`).join(', ');
  if (schema(expected) !== schema(actual)) return `columns (${schema(actual)}), not (${schema(expected)})`;
  if (expected.rows.length !== actual.rows.length) return `${actual.rows.length} rows, not ${expected.rows.length}`;
  const canonical = ({ columns, rows }: Result) =>
    rows.map((row) => row.map((cell, index) => canonicalCell(cell, columns[index].type, opaque.has(columns[index].name))));
  const [wanted, got] = [canonical(expected), canonical(actual)];
  const order = sortedColumns(query, expected);
  for (const [index, row] of wanted.entries()) {
    const differing = order.find((column) => !isSameCell(row[column], got[index][column]));
    if (differing !== undefined) return `row ${index} in order has ${got[index][differing]}, not ${row[differing]}`;
  }
  return unmatched(wanted, got);
}

/** The key columns that rows are still ordered by. */
function sortedColumns({ steps }: Query, { columns }: Result): number[] {
  const last = steps.findLastIndex((step) => step.op === 'sort');
  const keepers = ['where', 'extend', 'serialize', 'parse', 'parse-where', 'project-reorder', 'project-keep', 'project-away'];
  const step = steps[last];
  if (step?.op !== 'sort' || !steps.slice(last + 1).every(({ op }) => keepers.includes(op))) return [];
  const indexes = step.keys.map((key) => columns.findIndex(({ name }) => name === key.column.name));
  return indexes.includes(-1) ? [] : indexes;
}

/** A text that equal cells share, but for the last digits of reals. */
function canonicalCell(cell: Json, type: string, isOpaque: boolean): string {
  const items = Array.isArray(cell) && isOpaque ? [...(cell as readonly Json[])].map(canonical).sort() : undefined;
  if (items !== undefined) return `[${items.join()}]`;
  return type === 'real' && typeof cell === 'bigint' ? String(Number(cell)) : canonical(cell);
}

function canonical(cell: Json): string {
  if (typeof cell === 'bigint') return String(cell);
  if (typeof cell === 'number') return Object.is(cell, -0) ? '0' : String(cell);
  if (cell === null || typeof cell !== 'object') return JSON.stringify(cell);
  if (Array.isArray(cell)) return `[${(cell as readonly Json[]).map(canonical).join()}]`;
  return `{${Object.entries(cell)
    .map(([name, item]) => `${JSON.stringify(name)}:${canonical(item)}`)
    .sort()
    .join()}}`;
}

function isSameCell(wanted: string, got: string): boolean {
  if (wanted === got) return true;
  const [a, b] = [Number(wanted), Number(got)];
  const isReal = /[.e]/.test(wanted) || /[.e]/.test(got);
  return isReal && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}

function unmatched(wanted: readonly (readonly string[])[], got: readonly (readonly string[])[]): string | undefined {
  const counts = new Map<string, number>();
  for (const row of got) counts.set(row.join(' | '), (counts.get(row.join(' | ')) ?? 0) + 1);
  const missing = wanted.filter((row) => {
    const count = counts.get(row.join(' | ')) ?? 0;
    if (count > 0) counts.set(row.join(' | '), count - 1);
    return count === 0;
  });
  const left = got.filter((row) => {
    const count = counts.get(row.join(' | ')) ?? 0;
    if (count > 0) counts.set(row.join(' | '), count - 1);
    return count > 0;
  });
  for (const row of missing) {
    const same = left.findIndex((other) => row.every((cell, index) => isSameCell(cell, other[index])));
    if (same < 0)
      return `no row ${row.join(' | ')}\namong the rest:\n${left
        .slice(0, 5)
        .map((other) => other.join(' | '))
        .join('\n')}`;
    left.splice(same, 1);
  }
  return undefined;
}
