/** `make_list`, `make_set`, `make_bag` (kql-semantics 98-100). */
import { encodeColumn } from '../../operators/codes.ts';
import { combineTwo } from '../../operators/grouping.ts';
import { trueFlags } from '../../operators/where.ts';
import { columnOf } from '../../table/builder.ts';
import type { PhysicalColumn } from '../../table/column.ts';
import { type Dynamic, type DynamicBag, dynamicKey } from '../../values/dynamic.ts';
import type { Value } from '../../values/value.ts';
import type { AggregateFunction, Grouping } from '../aggregateFunction.ts';
import { toDynamic } from '../conversions.ts';
import { isNullAt } from './nulls.ts';

/** The most elements of an array, and what the deprecated names stop at (kql-semantics 100). */
const mostElements = 1_048_576;
const legacyElements = 128;

function limitOf(value: Value | undefined, fallback: number): number {
  return typeof value === 'number' ? Math.min(value, mostElements) : fallback;
}

function emptyArrays(count: number): Dynamic[][] {
  return Array.from({ length: count }, () => []);
}

interface CollectOptions {
  readonly limit: number;
  readonly keepNulls: boolean;
  readonly flags: Uint8Array | undefined;
}

/** All values in the order of the rows; arrays among dynamic values are taken apart. */
function collect(column: PhysicalColumn, grouping: Grouping, options: CollectOptions): Dynamic[][] {
  const lists = emptyArrays(grouping.groupCount);
  const isDynamic = column.type === 'dynamic';
  const isNull = isNullAt(column);
  for (let row = 0; row < grouping.rowCount; row++) {
    if ((row & 0xffff) === 0) grouping.checkpoint();
    if (options.flags?.[row] === 0) continue;
    if (!isDynamic && !options.keepNulls && isNull?.(row)) continue;
    const list = lists[grouping.groupOf[row]];
    const value = toDynamic(column.get(row), column.type);
    const items = Array.isArray(value) && !options.keepNulls ? value : [value];
    for (const item of items) if (list.length < options.limit) list.push(item);
  }
  return lists;
}

/** Distinct values in the order in which they first occur, nulls left out. */
function collectDistinct(column: PhysicalColumn, grouping: Grouping, options: CollectOptions): Dynamic[][] {
  if (column.type === 'dynamic') return collectDistinctDynamic(column, grouping, options);
  const lists = emptyArrays(grouping.groupCount);
  const values = encodeColumn(column);
  const pairs = combineTwo({ codes: grouping.groupOf, count: grouping.groupCount }, values);
  const seen = new Uint8Array(Math.max(pairs.count, values.count, grouping.groupCount));
  const isNull = isNullAt(column);
  for (let row = 0; row < grouping.rowCount; row++) {
    if ((row & 0xffff) === 0) grouping.checkpoint();
    if (options.flags?.[row] === 0 || isNull?.(row)) continue;
    const pair = pairs.codes[row];
    const list = lists[grouping.groupOf[row]];
    if (seen[pair] === 1 || list.length >= options.limit) continue;
    seen[pair] = 1;
    list.push(toDynamic(column.get(row), column.type));
  }
  return lists;
}

function collectDistinctDynamic(column: PhysicalColumn, grouping: Grouping, options: CollectOptions): Dynamic[][] {
  const sets = Array.from({ length: grouping.groupCount }, () => new Map<string, Dynamic>());
  for (let row = 0; row < grouping.rowCount; row++) {
    if (options.flags?.[row] === 0) continue;
    const value = column.get(row) as Dynamic;
    const set = sets[grouping.groupOf[row]];
    for (const item of Array.isArray(value) ? value : [value]) {
      const key = dynamicKey(item);
      if (item !== null && !set.has(key) && set.size < options.limit) set.set(key, item);
    }
  }
  return sets.map((set) => [...set.values()]);
}

type Collect = (column: PhysicalColumn, grouping: Grouping, options: CollectOptions) => Dynamic[][];

function collection(
  name: string,
  collectInto: Collect,
  options: { conditional?: boolean; keepNulls?: boolean; limit?: number },
  ...aliases: string[]
): AggregateFunction {
  const { conditional = false, keepNulls = false, limit = mostElements } = options;
  return {
    name,
    aliases,
    overloads: [
      {
        parameters: conditional ? ['any', 'bool', 'long'] : ['any', 'long'],
        optional: 1,
        returns: 'dynamic',
        compute: (args, grouping, constants) => {
          const flags = conditional ? trueFlags(args[1]) : undefined;
          const most = limitOf(constants[conditional ? 2 : 1], limit);
          return columnOf('dynamic', collectInto(args[0], grouping, { limit: most, keepNulls, flags }));
        },
      },
    ],
  };
}

/** The first value of a key stays (kql-semantics 93). */
function makeBag(name: string, conditional: boolean, limit = mostElements): AggregateFunction {
  return {
    name,
    overloads: [
      {
        parameters: conditional ? ['dynamic', 'bool', 'long'] : ['dynamic', 'long'],
        optional: 1,
        returns: 'dynamic',
        compute: (args, grouping, constants) => {
          const flags = conditional ? trueFlags(args[1]) : undefined;
          const most = limitOf(constants[conditional ? 2 : 1], limit);
          return columnOf('dynamic', bags(args[0], grouping, most, flags));
        },
      },
    ],
  };
}

function bags(column: PhysicalColumn, grouping: Grouping, most: number, flags: Uint8Array | undefined): DynamicBag[] {
  const result: DynamicBag[] = Array.from({ length: grouping.groupCount }, () => new Map());
  for (let row = 0; row < grouping.rowCount; row++) {
    const value = column.get(row);
    if (flags?.[row] === 0 || !(value instanceof Map)) continue;
    const bag = result[grouping.groupOf[row]];
    for (const [key, item] of value) if (!bag.has(key) && bag.size < most) bag.set(key, item);
  }
  return result;
}

export const collections: readonly AggregateFunction[] = [
  collection('make_list', collect, {}),
  collection('makelist', collect, { limit: legacyElements }),
  collection('make_list_if', collect, { conditional: true }),
  collection('make_list_with_nulls', collect, { keepNulls: true }),
  collection('make_set', collectDistinct, {}),
  collection('makeset', collectDistinct, { limit: legacyElements }),
  collection('make_set_if', collectDistinct, { conditional: true }),
  makeBag('make_bag', false),
  makeBag('make_dictionary', false, legacyElements),
  makeBag('make_bag_if', true),
];
