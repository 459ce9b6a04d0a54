/** Percentiles by nearest rank, the type of the input kept (kql-semantics 120); weighted: a value counts as often as its weight says. */
import type { KqlType } from '@rulesmith/kql';
import { unsupported } from '../../queryError.ts';
import { columnOf } from '../../table/builder.ts';
import type { PhysicalColumn } from '../../table/column.ts';
import { compareValues } from '../../values/compare.ts';
import type { Dynamic } from '../../values/dynamic.ts';
import type { Value } from '../../values/value.ts';
import type { AggregateFunction, AggregateOverload, Grouping } from '../aggregateFunction.ts';
import { toDynamic } from '../conversions.ts';
import type { WeightedValue } from '../sketch.ts';
import { isNullAt } from './nulls.ts';
import { RankedNumbers } from './rankedNumbers.ts';

/** The values of each group, nulls left out, sorted. */
export function sortedValues(column: PhysicalColumn, weights: PhysicalColumn | undefined, grouping: Grouping): WeightedValue[][] {
  const groups: WeightedValue[][] = Array.from({ length: grouping.groupCount }, () => []);
  const isNull = isNullAt(column);
  for (let row = 0; row < grouping.rowCount; row++) {
    if (isNull?.(row)) continue;
    const weight = weights ? Number(weights.get(row) ?? 0) : 1;
    if (weight < 0) throw unsupported('A negative weight of a percentile');
    if (weight > 0) groups[grouping.groupOf[row]].push({ value: column.get(row), weight });
  }
  const compare = compareValues(column.type);
  for (const group of groups) group.sort((a, b) => compare(a.value, b.value));
  return groups;
}

/** The first value up to which at least `percent` of the weight lies; null where there is no value. */
export function nearestRank(sorted: readonly WeightedValue[], percent: number): Value {
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const rank = Math.ceil((percent * total) / 100);
  let passed = 0;
  const found = sorted.find(({ weight }) => {
    passed += weight;
    return passed >= rank;
  });
  return (found ?? sorted.at(-1))?.value ?? null;
}

/** The same over plain numbers. */
function numbersAt(numbers: RankedNumbers, percent: number, groupCount: number): Value[] {
  return Array.from({ length: groupCount }, (_, group) => {
    const count = numbers.count(group);
    if (count === 0) return null;
    const rank = Math.ceil((percent * count) / 100);
    return numbers.at(group, Math.min(count, Math.max(1, rank)) - 1);
  });
}

const types: readonly KqlType[] = ['int', 'long', 'real', 'decimal', 'datetime', 'timespan'];

function percentile(name: string, weighted: boolean): AggregateFunction {
  const overload = (type: KqlType): AggregateOverload => ({
    parameters: weighted ? [type, 'long', 'real'] : [type, 'real'],
    returns: type,
    compute: (args, grouping, constants) => {
      const percent = constants[weighted ? 2 : 1];
      if (typeof percent !== 'number') throw new Error(`\`${name}\` takes a constant`);
      const numbers = weighted ? undefined : RankedNumbers.of(args[0], grouping);
      if (numbers) return columnOf(type, numbersAt(numbers, percent, grouping.groupCount));
      const groups = sortedValues(args[0], weighted ? args[1] : undefined, grouping);
      return columnOf(
        type,
        groups.map((values) => nearestRank(values, percent)),
      );
    },
  });
  return { name, overloads: types.map(overload) };
}

/** All percentiles in one array; they are given one by one or as an array. */
function percentilesArray(name: string, weighted: boolean): AggregateFunction {
  const overload = (type: KqlType): AggregateOverload => ({
    parameters: weighted ? [type, 'long'] : [type],
    rest: 'any',
    returns: 'dynamic',
    compute: (args, grouping, constants) => {
      const wanted = constants.slice(weighted ? 2 : 1).flat();
      if (!wanted.every((percent) => typeof percent === 'number')) throw new Error(`\`${name}\` takes constants`);
      const groups = sortedValues(args[0], weighted ? args[1] : undefined, grouping);
      return columnOf(
        'dynamic',
        groups.map((values): Dynamic => wanted.map((percent) => toDynamic(nearestRank(values, percent as number), type))),
      );
    },
  });
  return { name, overloads: types.map(overload) };
}

export const percentiles: readonly AggregateFunction[] = [
  percentile('percentile', false),
  percentile('percentilew', true),
  percentilesArray('percentiles_array', false),
  percentilesArray('percentilesw_array', true),
];
