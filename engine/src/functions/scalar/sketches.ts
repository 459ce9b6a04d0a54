/** What can be read from the states that `hll` and `tdigest` hand on: exact, where Kusto estimates. */
import type { KqlType } from '@rulesmith/kql';
import { unsupported } from '../../queryError.ts';
import type { Dynamic } from '../../values/dynamic.ts';
import type { Value } from '../../values/value.ts';
import { nearestRank } from '../aggregate/percentiles.ts';
import { conversion, toDynamic } from '../conversions.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';
import { type Digest, mergeDigests, mergeDistinct, sketchOf } from '../sketch.ts';

/** What a missing state gives is not documented. */
function countDistinct(state: Dynamic): number {
  return sketchOf('hll', state, 'dcount_hll').keys.size;
}

function percentileOf({ values }: Digest, percent: number, name: string): Value {
  if (!(percent >= 0 && percent <= 100)) throw unsupported(`\`${name}\` of a percentile outside of 0 to 100`);
  return nearestRank(values, percent);
}

/** The percentile as a dynamic value of the digest's type. */
function percentile(state: Dynamic, percent: number): Dynamic {
  const digest = sketchOf('tdigest', state, 'percentile_tdigest');
  return toDynamic(percentileOf(digest, percent, 'percentile_tdigest'), digest.type);
}

const integers: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long']);

/** `percentile_tdigest(…, typeof(type))`: the digest's values must be of the type, or whole numbers of another size. */
function typedPercentile(type: KqlType): ScalarFunction {
  const kernel = (state: Dynamic, percent: number): Value => {
    const digest = sketchOf('tdigest', state, 'percentile_tdigest');
    const fits = digest.type === type || (integers.has(digest.type) && integers.has(type));
    const convert = conversion(digest.type, type);
    if (!fits || !convert) throw unsupported(`\`percentile_tdigest\` as ${type} of values that are ${digest.type}`);
    const found = percentileOf(digest, percent, 'percentile_tdigest');
    return found === null ? null : convert(found);
  };
  return scalar(`$percentile_tdigest_${type}`, { parameters: ['dynamic', 'real'], returns: type, kernel });
}

/** The percentiles are given one by one or as one array. */
function percentilesArray(state: Dynamic, ...percents: readonly (number | Dynamic)[]): Dynamic {
  const name = 'percentiles_array_tdigest';
  const digest = sketchOf('tdigest', state, name);
  return percents.flat().map((percent) => {
    if (typeof percent !== 'number') throw unsupported(`\`${name}\` of a percentile that is no number`);
    return toDynamic(percentileOf(digest, percent, name), digest.type);
  });
}

/** Merging with a missing state is not documented. */
function merger(name: string, merge: (name: string, states: readonly Dynamic[]) => Dynamic, ...aliases: string[]): ScalarFunction {
  return scalar(
    name,
    {
      parameters: ['dynamic', 'dynamic'],
      rest: 'dynamic',
      returns: 'dynamic',
      nulls: 'kernel',
      kernel: (...states) => merge(name, states),
    },
    ...aliases,
  );
}

const types: readonly KqlType[] = ['int', 'long', 'real', 'decimal', 'datetime', 'timespan'];

export const sketchReaders: readonly ScalarFunction[] = [
  scalar('dcount_hll', { parameters: ['dynamic'], returns: 'long', nulls: 'kernel', kernel: countDistinct }),
  scalar('percentile_tdigest', { parameters: ['dynamic', 'real'], returns: 'dynamic', kernel: percentile }),
  ...types.map(typedPercentile),
  {
    name: 'percentiles_array_tdigest',
    overloads: [
      { parameters: ['dynamic', 'real'], rest: 'real', returns: 'dynamic', kernel: percentilesArray },
      { parameters: ['dynamic', 'dynamic'], returns: 'dynamic', kernel: percentilesArray },
    ],
  },
  merger('hll_merge', mergeDistinct),
  merger('tdigest_merge', mergeDigests, 'merge_tdigest'),
];
