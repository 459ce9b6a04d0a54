/**
 * Generated rows, so that a query can be tried without logs: plausible by column name and type, and the same for the same number of rows.
 * A column is made only when a query asks for it, out of a small pool of values.
 */
import {
  type Column,
  ConstantColumn,
  columnOf,
  DictionaryColumn,
  type FlatColumn,
  instantOfTicks,
  parseInstant,
  Table,
  type Value,
} from '@rulesmith/engine';
import type { ColumnSchema } from '@rulesmith/kql';
import { Random } from './random.ts';
import { textPool } from './syntheticText.ts';

/** When the newest generated event happened. */
export const syntheticNewest: bigint = parseInstant('2026-01-15T12:00:00Z') ?? 0n;

/** The generated events are spread over this many ticks: a day. */
const spread = 864_000_000_000n;

/** `rowCount` generated rows of the table `name`; of its `columns` only those in `needed` (undefined: all). */
export function syntheticTable(
  name: string,
  columns: readonly ColumnSchema[],
  rowCount: number,
  needed: ReadonlySet<string> | undefined,
): Table {
  const made = columns.filter((column) => needed === undefined || needed.has(column.name));
  return new Table(
    made,
    made.map((column) => syntheticColumn(name, column, rowCount)),
    rowCount,
  );
}

function syntheticColumn(table: string, column: ColumnSchema, rowCount: number): Column {
  const type = column.type === 'unknown' ? 'dynamic' : column.type;
  if (column.name === 'Type') return new ConstantColumn('string', table, rowCount);
  if (type === 'datetime') return instants(table, column.name, rowCount);
  const random = new Random(`${table}.${column.name}.${rowCount}`);
  const pool = columnOf(type, poolOf(column.name, type, random)) as FlatColumn;
  const codes = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) codes[row] = random.skewedBelow(pool.length);
  return new DictionaryColumn(codes, pool);
}

/** TimeGenerated rises evenly to the newest event; other times lie up to a minute before it. */
function instants(table: string, name: string, rowCount: number): Column {
  const random = new Random(`${table}.${name}.${rowCount}`);
  const step = rowCount > 1 ? spread / BigInt(rowCount) : 0n;
  const values: Value[] = [];
  for (let row = 0; row < rowCount; row++) {
    const generated = syntheticNewest - step * BigInt(rowCount - 1 - row);
    const earlier = name === 'TimeGenerated' ? 0n : BigInt(random.below(60_000)) * 10_000n;
    values.push(instantOfTicks(generated - earlier));
  }
  return columnOf('datetime', values);
}

function poolOf(name: string, type: ColumnSchema['type'], random: Random): readonly Value[] {
  switch (type) {
    case 'bool':
      return [false, true];
    case 'int':
    case 'long':
      return integers(name, random);
    case 'real':
      return Array.from({ length: 50 }, () => Math.round(random.next() * 10_000) / 100);
    case 'timespan':
      return Array.from({ length: 50 }, () => random.below(3600) * 10_000_000);
    case 'guid':
      return Array.from({ length: 50 }, () => random.guid());
    case 'string':
      return textPool(name, random);
    case 'dynamic':
      return bags(name, random);
    default:
      return [null];
  }
}

const numberPools: readonly (readonly [RegExp, readonly number[]])[] = [
  [/port/i, [443, 80, 53, 22, 445, 3389, 25, 8080, 49_152, 50_321]],
  [/^event_?id$/i, [4624, 4625, 4688, 4672, 4720, 4728, 4740, 1, 3, 7045]],
  [/logontype/i, [3, 2, 10, 5, 4, 7]],
  [/level|severity/i, [4, 3, 2, 1, 0]],
  [/status|resultcode/i, [200, 404, 401, 302, 500]],
];

function integers(name: string, random: Random): readonly number[] {
  const known = numberPools.find(([pattern]) => pattern.test(name));
  return known?.[1] ?? Array.from({ length: 60 }, () => random.below(/bytes|size/i.test(name) ? 200_000 : 1000));
}

function bags(name: string, random: Random): readonly Value[] {
  const texts = textPool(name, random).slice(0, 20);
  return texts.map(
    (text) =>
      new Map<string, string | number>([
        ['name', text],
        ['value', random.below(100)],
      ]) as Value,
  );
}
