/**
 * `series_outliers`: how far each value lies outside the range between two percentiles, in units of that range.
 *
 * `tukey` takes the 25th and the 75th percentile, and the score is the distance over the range: 1.5 is Tukey's fence. `ctukey` takes the 10th
 * and the 90th and scales the distance so that, were the data normal, the score 1.5 would lie in the same place
 * (https://github.com/microsoft/Kusto-Query-Language/issues/136). The engine approximates the quantiles of the normal distribution for that;
 * its answers tell those of 75 and 90 per cent only, which is why other percentiles are refused.
 */
import { unsupported } from '../../../queryError.ts';
import { type Dynamic, dynamicNumber } from '../../../values/dynamic.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { percentileOfSorted } from './percentile.ts';
import { elementNumber, reals, seriesOverload } from './seriesValues.ts';

interface Fences {
  readonly low: number;
  readonly high: number;
  /** The part of the range that is a score of 1. */
  readonly unit: number;
}

/** As the engine has them: 0.6745 and 1.2816 would be nearer. */
const normalQuantile75 = 0.675;
const normalQuantile90 = 1.29682082;

const fences: Readonly<Record<string, Fences | undefined>> = {
  tukey: { low: 25, high: 75, unit: 1 },
  ctukey: { low: 10, high: 90, unit: (1.5 * 2 * normalQuantile75 + normalQuantile75 - normalQuantile90) / (1.5 * 2 * normalQuantile90) },
};

interface ScoreOptions {
  /** The function that is called, for messages. */
  readonly name: string;
  readonly kind: string;
  /** How many of the first values make the range. */
  readonly learned: number;
  /** A distance that is rounding and counts as none. */
  readonly rounding: number;
}

/**
 * The scores of `values`, 0 inside the range and for NaN, which stands for a missing value. Throws for an unknown kind, and where the range
 * is empty but not all values lie in it: the engine's answer to that is not known.
 */
export function outlierScores(values: Float64Array, { name, kind, learned, rounding }: ScoreOptions): Float64Array {
  const fence = fences[kind];
  if (!fence) throw new Error(`\`${kind}\` is no method of \`${name}\`: it has \`ctukey\` and \`tukey\``);
  const sorted = values
    .slice(0, learned)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const scores = new Float64Array(values.length);
  if (sorted.length === 0) return scores;
  const low = percentileOfSorted(sorted, fence.low);
  const high = percentileOfSorted(sorted, fence.high);
  for (let position = 0; position < values.length; position++) {
    const beyond = Math.max(values[position] - high, 0) + Math.min(values[position] - low, 0);
    if (!(Math.abs(beyond) > rounding)) continue;
    if (high - low <= rounding)
      throw unsupported(
        `\`${name}\` of a series of which the ${fence.low}th and the ${fence.high}th percentile are equal and a value differs`,
      );
    scores[position] = beyond / ((high - low) * fence.unit);
  }
  return scores;
}

/** Elements that are null, no numbers or equal to `ignored` count as missing. */
function outliers(items: Dynamic, kind: string, ignored: number | null, learned: number): Dynamic {
  if (!Array.isArray(items)) return null;
  const values = Float64Array.from(items, (item) => {
    const value = elementNumber(item);
    if (value !== null && !Number.isFinite(value)) throw unsupported('`series_outliers` of a series with infinite values or NaN');
    return value === null || value === ignored ? Number.NaN : value;
  });
  return reals(outlierScores(values, { name: 'series_outliers', kind, learned, rounding: 0 }));
}

function refusePercentiles(kind: string, low: number | null, high: number | null): void {
  const fence = fences[kind];
  if (kind === 'ctukey' && (low !== fence?.low || high !== fence.high))
    throw unsupported('`series_outliers` with percentiles other than 10 and 90');
}

export const outlierFunctions: readonly ScalarFunction[] = [
  {
    name: 'series_outliers',
    overloads: [
      seriesOverload(
        { parameters: ['dynamic', 'string', 'any'], optional: 2, returns: 'dynamic', nulls: 'kernel' },
        (_checkpoint, items: Dynamic, kind = 'ctukey', ignored: Dynamic = null) =>
          outliers(items, kind, ignoredNumber(ignored), Number.POSITIVE_INFINITY),
      ),
      seriesOverload(
        { parameters: ['dynamic', 'string', 'real', 'real', 'real', 'long'], optional: 2, returns: 'dynamic', nulls: 'kernel' },
        (_checkpoint, items: Dynamic, kind: string, ignored: number | null, low: number, high: number | null = 90, testPoints = 0) => {
          refusePercentiles(kind, low, high);
          return outliers(items, kind, ignored, Array.isArray(items) ? Math.max(0, items.length - testPoints) : 0);
        },
      ),
    ],
  },
];

function ignoredNumber(ignored: Dynamic): number | null {
  return ignored === null ? null : Number(dynamicNumber(ignored) ?? Number.NaN);
}
