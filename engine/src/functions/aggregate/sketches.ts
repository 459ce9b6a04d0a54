/**
 * `hll`, `tdigest` and their merging: exact where Kusto's are estimates, like `dcount` and `percentile` beside them. A group without rows gives
 * null.
 */
import type { KqlType } from '@rulesmith/kql';
import { trueFlags } from '../../operators/where.ts';
import { columnOf } from '../../table/builder.ts';
import type { Column, PhysicalColumn } from '../../table/column.ts';
import { type Dynamic, dynamicKey } from '../../values/dynamic.ts';
import { type AggregateFunction, type AggregateOverload, aggregate, type Grouping } from '../aggregateFunction.ts';
import { toDynamic } from '../conversions.ts';
import { mergeDigests, mergeDistinct, sketchValue } from '../sketch.ts';
import { isNullAt } from './nulls.ts';
import { sortedValues } from './percentiles.ts';

/** The distinct values of each group, null not counted; the accuracy that may be asked for has no meaning here. */
function distinctValues(column: PhysicalColumn, grouping: Grouping, flags?: Uint8Array): Column {
  const groups: (Set<string> | undefined)[] = new Array(grouping.groupCount);
  const isNull = isNullAt(column);
  for (let row = 0; row < grouping.rowCount; row++) {
    if ((row & 0xffff) === 0) grouping.checkpoint();
    const group = grouping.groupOf[row];
    groups[group] ??= new Set();
    if (flags?.[row] === 0 || isNull?.(row)) continue;
    groups[group]?.add(dynamicKey(toDynamic(column.get(row), column.type)));
  }
  const states = Array.from(groups, (keys) => (keys ? sketchValue({ kind: 'hll', type: column.type, keys }) : null));
  return columnOf('dynamic', states);
}

function digests(column: PhysicalColumn, weights: PhysicalColumn | undefined, grouping: Grouping): Column {
  const states = sortedValues(column, weights, grouping).map((values) =>
    values.length > 0 ? sketchValue({ kind: 'tdigest', type: column.type, values }) : null,
  );
  return columnOf('dynamic', states);
}

const digestTypes: readonly KqlType[] = ['int', 'long', 'real', 'decimal', 'datetime', 'timespan'];

function digestOverload(type: KqlType): AggregateOverload {
  return {
    parameters: [type, 'long'],
    optional: 1,
    returns: 'dynamic',
    isOpaque: true,
    compute: ([values, weights], grouping) => digests(values, weights, grouping),
  };
}

/** The states of each group, nulls left out, made one by `merge`. */
function mergeGroups([column]: readonly PhysicalColumn[], grouping: Grouping, merge: (states: readonly Dynamic[]) => Dynamic): Column {
  const groups: Dynamic[][] = Array.from({ length: grouping.groupCount }, () => []);
  const isNull = isNullAt(column);
  for (let row = 0; row < grouping.rowCount; row++) {
    if ((row & 0xffff) === 0) grouping.checkpoint();
    if (!isNull?.(row)) groups[grouping.groupOf[row]].push(column.get(row) as Dynamic);
  }
  return columnOf('dynamic', groups.map(merge));
}

export const sketches: readonly AggregateFunction[] = [
  aggregate('hll', {
    parameters: ['any', 'long'],
    optional: 1,
    returns: 'dynamic',
    isOpaque: true,
    compute: ([column], grouping) => distinctValues(column, grouping),
  }),
  aggregate('hll_if', {
    parameters: ['any', 'bool', 'long'],
    optional: 1,
    returns: 'dynamic',
    isOpaque: true,
    compute: ([column, condition], grouping) => distinctValues(column, grouping, trueFlags(condition)),
  }),
  aggregate('hll_merge', {
    parameters: ['dynamic'],
    returns: 'dynamic',
    isOpaque: true,
    compute: (args, grouping) => mergeGroups(args, grouping, (states) => mergeDistinct('hll_merge', states)),
  }),
  { name: 'tdigest', overloads: digestTypes.map(digestOverload) },
  aggregate(
    'tdigest_merge',
    {
      parameters: ['dynamic'],
      returns: 'dynamic',
      isOpaque: true,
      compute: (args, grouping) => mergeGroups(args, grouping, (states) => mergeDigests('tdigest_merge', states)),
    },
    'merge_tdigest',
  ),
];
