/** `count`, `countif`, `dcount` and their kin. */
import { type Codes, encodeColumn } from '../../operators/codes.ts';
import { combineTwo } from '../../operators/grouping.ts';
import { trueFlags } from '../../operators/where.ts';
import { FlatColumn, type PhysicalColumn } from '../../table/column.ts';
import { type AggregateFunction, aggregate, type Grouping } from '../aggregateFunction.ts';
import { isNullAt } from './nulls.ts';

function countRows({ groupOf, groupCount, rowCount }: Grouping): Float64Array {
  const counts = new Float64Array(groupCount);
  for (let row = 0; row < rowCount; row++) counts[groupOf[row]]++;
  return counts;
}

function countFlagged(flags: Uint8Array, { groupOf, groupCount, rowCount }: Grouping): Float64Array {
  const counts = new Float64Array(groupCount);
  for (let row = 0; row < rowCount; row++) counts[groupOf[row]] += flags[row];
  return counts;
}

/** Distinct values of each group, null not counted; exact, where Kusto's own estimate is for large sets (kql-semantics 121). */
function countDistinct(column: PhysicalColumn, grouping: Grouping, flags?: Uint8Array): Float64Array {
  const values = encodeColumn(column);
  if (grouping.groupCount * values.count <= mostBits) return countMarked(values, column, grouping, flags);
  const pairs = combineTwo({ codes: grouping.groupOf, count: grouping.groupCount }, values);
  const seen = new Uint8Array(Math.max(pairs.count, values.count, grouping.groupCount));
  const counts = new Float64Array(grouping.groupCount);
  const isNull = isNullAt(column);
  for (let row = 0; row < grouping.rowCount; row++) {
    if ((flags && flags[row] === 0) || isNull?.(row)) continue;
    const pair = pairs.codes[row];
    if (seen[pair] === 1) continue;
    seen[pair] = 1;
    counts[grouping.groupOf[row]]++;
  }
  return counts;
}

/** Pairs of groups and values that are told apart by a bit for each possible one: at most 32 MiB. */
const mostBits = 2 ** 28;

function countMarked(values: Codes, column: PhysicalColumn, grouping: Grouping, flags: Uint8Array | undefined): Float64Array {
  const { groupOf, groupCount, rowCount } = grouping;
  const { codes, count } = values;
  const seen = new Uint32Array((groupCount * count + 31) >>> 5);
  const counts = new Float64Array(groupCount);
  const isNull = isNullAt(column);
  for (let row = 0; row < rowCount; row++) {
    if ((flags !== undefined && flags[row] === 0) || isNull?.(row)) continue;
    const group = groupOf[row];
    const pair = group * count + codes[row];
    const bit = 1 << (pair & 31);
    if ((seen[pair >>> 5] & bit) !== 0) continue;
    seen[pair >>> 5] |= bit;
    counts[group]++;
  }
  return counts;
}

const long = (counts: Float64Array): FlatColumn => new FlatColumn('long', counts);

export const counts: readonly AggregateFunction[] = [
  // `count(x)` counts all rows too, nulls included (kql-semantics 14).
  aggregate('count', { parameters: ['any'], optional: 1, returns: 'long', compute: (_args, grouping) => long(countRows(grouping)) }, 'cnt'),
  aggregate('countif', {
    parameters: ['bool'],
    returns: 'long',
    compute: ([condition], grouping) => long(countFlagged(trueFlags(condition), grouping)),
  }),
  aggregate('dcount', {
    parameters: ['any', 'long'],
    optional: 1,
    returns: 'long',
    compute: ([column], grouping) => long(countDistinct(column, grouping)),
  }),
  aggregate('dcountif', {
    parameters: ['any', 'bool', 'long'],
    optional: 1,
    returns: 'long',
    compute: ([column, condition], grouping) => long(countDistinct(column, grouping, trueFlags(condition))),
  }),
  aggregate('count_distinct', {
    parameters: ['any'],
    returns: 'long',
    compute: ([column], grouping) => long(countDistinct(column, grouping)),
  }),
  aggregate('count_distinctif', {
    parameters: ['any', 'bool'],
    returns: 'long',
    compute: ([column, condition], grouping) => long(countDistinct(column, grouping, trueFlags(condition))),
  }),
];
