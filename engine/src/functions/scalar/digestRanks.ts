/**
 * Where a value stands among those of a `tdigest`: exact, where Kusto estimates
 * (https://learn.microsoft.com/kusto/query/rank-tdigest-function, https://learn.microsoft.com/kusto/query/percentrank-tdigest-function).
 */
import type { KqlType } from '@rulesmith/kql';
import { unsupported } from '../../queryError.ts';
import { compareValues } from '../../values/compare.ts';
import type { Dynamic } from '../../values/dynamic.ts';
import type { Value } from '../../values/value.ts';
import { type Kernel, type ScalarFunction, scalar } from '../scalarFunction.ts';
import { type Digest, sketchOf } from '../sketch.ts';

const integers: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long']);

/** How many of the digest's values are at most `value`, which is of their type. */
function rank({ type, values }: Digest, value: Value): number {
  const compare = compareValues(type);
  let count = 0;
  for (const each of values) {
    if (compare(each.value, value) > 0) break;
    count += each.weight;
  }
  return count;
}

/** `measure` makes the result of the rank and the size of the digest, which is more than 0. Null of a null digest or value. */
function ranked(name: string, measure: (rank: number, size: number) => number): ScalarFunction {
  const kernel =
    (valueType: KqlType): Kernel =>
    (state: Dynamic, value: Value): number => {
      const digest = sketchOf('tdigest', state, name);
      const fits = digest.type === valueType || (integers.has(digest.type) && integers.has(valueType));
      if (!fits) throw unsupported(`\`${name}\` of a value that is ${valueType} among values that are ${digest.type}`);
      const size = digest.values.reduce((sum, { weight }) => sum + weight, 0);
      if (size === 0) throw unsupported(`\`${name}\` among no values`);
      return measure(rank(digest, value), size);
    };
  return scalar(name, {
    parameters: ['dynamic', 'any'],
    returns: 'real',
    kernel: kernel('unknown'),
    bind: (_constants, types) => kernel(types[1]),
  });
}

export const digestRanks: readonly ScalarFunction[] = [
  ranked('rank_tdigest', (rank) => rank),
  ranked('percentrank_tdigest', (rank, size) => (rank / size) * 100),
];
