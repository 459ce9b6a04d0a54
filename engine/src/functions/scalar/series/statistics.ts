/** Single numbers out of one series or two: `series_stats` and its dynamic twin, sums and products, similarity and correlation. */
import { unsupported } from '../../../queryError.ts';
import { type Dynamic, dynamicReal } from '../../../values/dynamic.ts';
import { type ScalarFunction, type ScalarOverload, scalar } from '../../scalarFunction.ts';
import { refuseNumber } from './pairWise.ts';
import { elementNumber } from './seriesValues.ts';

interface Statistics {
  readonly min: number;
  readonly minIndex: number;
  readonly max: number;
  readonly maxIndex: number;
  readonly average: number;
  readonly deviation: number;
  readonly variance: number;
  readonly sum: number;
}

/** The values that count and where they stand; undefined where one that may not be left out is missing, NaN or infinite. */
function countedValues(items: readonly Dynamic[], ignoreNonFinite: boolean): { values: number[]; positions: number[] } | undefined {
  const values: number[] = [];
  const positions: number[] = [];
  for (let position = 0; position < items.length; position++) {
    const value = elementNumber(items[position]);
    if (value !== null && Number.isFinite(value)) {
      values.push(value);
      positions.push(position);
    } else if (!ignoreNonFinite) return undefined;
  }
  return { values, positions };
}

/** The variance is that of a sample; of one value it is 0, as that of the aggregates is. */
function statistics(values: readonly number[], positions: readonly number[]): Statistics {
  let least = 0;
  let greatest = 0;
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    if (values[index] < values[least]) least = index;
    if (values[index] > values[greatest]) greatest = index;
    sum += values[index];
  }
  const average = mean(values);
  const variance = sampleVariance(values, average);
  return {
    min: values[least],
    minIndex: positions[least],
    max: values[greatest],
    maxIndex: positions[greatest],
    average,
    deviation: Math.sqrt(variance),
    variance,
    sum,
  };
}

/** Computed as a distance from the first value, which makes that of a constant series exact. */
export function mean(values: ArrayLike<number>): number {
  const first = values[0];
  let sum = 0;
  for (let position = 1; position < values.length; position++) sum += values[position] - first;
  return first + sum / values.length;
}

export function sampleVariance(values: ArrayLike<number>, average: number): number {
  let squares = 0;
  for (let position = 0; position < values.length; position++) squares += (values[position] - average) ** 2;
  return values.length > 1 ? squares / (values.length - 1) : 0;
}

const statsParameters: Pick<ScalarOverload, 'parameters' | 'optional' | 'returns'> = {
  parameters: ['dynamic', 'bool'],
  optional: 1,
  returns: 'dynamic',
};

/** Null where a value is missing, NaN or infinite, unless these are to be ignored, and where none is left. */
function stats(items: Dynamic, ignoreNonFinite = false): Statistics | undefined {
  const counted = Array.isArray(items) ? countedValues(items, ignoreNonFinite) : undefined;
  return counted && counted.values.length > 0 ? statistics(counted.values, counted.positions) : undefined;
}

/** The columns min, min_idx, max, max_idx, avg, stdev, variance. */
function statsTuple(items: Dynamic, ignoreNonFinite?: boolean): Dynamic {
  const found = stats(items, ignoreNonFinite);
  if (!found) return null;
  return [found.min, found.minIndex, found.max, found.maxIndex, found.average, found.deviation, found.variance];
}

/** As `series_stats`, in a bag, with the sum and the length of the whole series. */
function statsBag(items: Dynamic, ignoreNonFinite?: boolean): Dynamic {
  const found = stats(items, ignoreNonFinite);
  if (!found) return null;
  return new Map<string, Dynamic>([
    ['min', dynamicReal(found.min)],
    ['min_idx', found.minIndex],
    ['max', dynamicReal(found.max)],
    ['max_idx', found.maxIndex],
    ['avg', dynamicReal(found.average)],
    ['stdev', dynamicReal(found.deviation)],
    ['variance', dynamicReal(found.variance)],
    ['sum', dynamicReal(found.sum)],
    ['len', (items as Dynamic[]).length],
  ]);
}

/** A number out of the elements that are numbers; the answer of a series without any is not documented. */
function reduction(name: string, reduce: (values: readonly number[]) => number): ScalarFunction {
  return scalar(name, {
    parameters: ['dynamic'],
    returns: 'real',
    kernel: (items: Dynamic) => {
      if (!Array.isArray(items)) return null;
      const values = items.map(elementNumber).filter((value) => value !== null);
      if (values.length === 0) throw unsupported(`\`${name}\` of a series without numbers`);
      return reduce(values);
    },
  });
}

/** The pairs of two series up to the length of the shorter one, without those of which one is no number; undefined for an empty series. */
function pairsOf(a: readonly Dynamic[], b: readonly Dynamic[]): [number, number][] | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const pairs: [number, number][] = [];
  for (let position = 0; position < Math.min(a.length, b.length); position++) {
    const x = elementNumber(a[position]);
    const y = elementNumber(b[position]);
    if (x !== null && y !== null) pairs.push([x, y]);
  }
  return pairs;
}

function dotProduct(a: Dynamic, b: Dynamic): number | null {
  if (!Array.isArray(a) || !Array.isArray(b)) return refuseNumber('series_dot_product', a, b);
  return pairsOf(a, b)?.reduce((sum, [x, y]) => sum + x * y, 0) ?? null;
}

/** The dot product with a number in place of each element. */
function scaledSum(items: Dynamic, factor: number): number | null {
  return Array.isArray(items)
    ? dotProduct(
        items,
        items.map(() => dynamicReal(factor)),
      )
    : null;
}

/** Magnitudes that are given are taken as they are. */
function cosineSimilarity(a: Dynamic, b: Dynamic, magnitudeOfA?: number, magnitudeOfB?: number): number | null {
  const pairs = Array.isArray(a) && Array.isArray(b) ? pairsOf(a, b) : undefined;
  if (!pairs) return null;
  const product = pairs.reduce((sum, [x, y]) => sum + x * y, 0);
  const left = magnitudeOfA ?? magnitude(pairs.map(([x]) => x));
  const right = magnitudeOfB ?? magnitude(pairs.map(([, y]) => y));
  return product / (left * right);
}

function magnitude(values: readonly number[]): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** Null for series that differ in length and where an element is no number; NaN where one series is constant. */
function pearsonCorrelation(a: Dynamic, b: Dynamic): number | null {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return null;
  const pairs = pairsOf(a, b);
  if (!pairs || pairs.length < a.length) return null;
  const meanOfA = mean(pairs.map(([x]) => x));
  const meanOfB = mean(pairs.map(([, y]) => y));
  let product = 0;
  let squaresOfA = 0;
  let squaresOfB = 0;
  for (const [x, y] of pairs) {
    product += (x - meanOfA) * (y - meanOfB);
    squaresOfA += (x - meanOfA) ** 2;
    squaresOfB += (y - meanOfB) ** 2;
  }
  return product / (Math.sqrt(squaresOfA) * Math.sqrt(squaresOfB));
}

export const statisticsFunctions: readonly ScalarFunction[] = [
  scalar('series_stats', { ...statsParameters, kernel: statsTuple }),
  scalar('series_stats_dynamic', { ...statsParameters, kernel: statsBag }),
  reduction('series_sum', (values) => values.reduce((sum, value) => sum + value, 0)),
  reduction('series_product', (values) => values.reduce((product, value) => product * value, 1)),
  reduction('series_magnitude', magnitude),
  {
    name: 'series_dot_product',
    overloads: [
      { parameters: ['dynamic', 'dynamic'], returns: 'real', kernel: dotProduct },
      { parameters: ['dynamic', 'real'], returns: 'real', kernel: scaledSum },
      { parameters: ['real', 'dynamic'], returns: 'real', kernel: (factor: number, items: Dynamic) => scaledSum(items, factor) },
    ],
  },
  scalar('series_cosine_similarity', {
    parameters: ['dynamic', 'dynamic', 'real', 'real'],
    optional: 2,
    returns: 'real',
    kernel: cosineSimilarity,
  }),
  scalar('series_pearson_correlation', { parameters: ['dynamic', 'dynamic'], returns: 'real', kernel: pearsonCorrelation }),
];
