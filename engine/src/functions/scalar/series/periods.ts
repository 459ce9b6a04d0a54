/**
 * The periods of a series: `series_periods_detect`, `series_periods_validate`, and what the decompositions detect by themselves.
 *
 * A period is a lag at which the circular autocorrelation has a peak and whose frequency stands out of the spectrum; the spectrum keeps multiples
 * of a period out, which correlate as well. The score is the autocorrelation there, with its least value over all lags as 0 and its
 * value at no lag as 1: equal to the engine's on its recorded answers. The documentation gives the bounds (4 points to half of the series) and no
 * more; that the peak must lie inside of half of the series, and that its line must have more than the mean power, are the simplest rules that
 * agree with every recorded answer.
 */
import { unsupported } from '../../../queryError.ts';
import { type Dynamic, dynamicReal } from '../../../values/dynamic.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { complexSeries, fourier, inverseFourier } from './fourier.ts';
import { finiteSeries, reals, seriesFunction } from './seriesValues.ts';
import { mean } from './statistics.ts';

export interface Period {
  readonly lag: number;
  /** 0 to 1. */
  readonly score: number;
}

const leastPeriod = 4;
const mostValidatedPeriods = 16;

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** The periods of `values` within `bounds`, the highest score first. */
export function detectPeriods(values: Float64Array, bounds: Bounds = { least: 0, most: Number.POSITIVE_INFINITY }): Period[] {
  const length = values.length;
  const power = powerSpectrum(values);
  const half = Math.floor(length / 2);
  const meanPower = power.subarray(1, half + 1).reduce((sum, value) => sum + value, 0) / half;
  if (!(meanPower > 0)) return [];
  const scores = autocorrelationScores(power);
  const found = new Map<number, Period>();
  for (let frequency = 2; frequency <= length / leastPeriod; frequency++) {
    const stands = power[frequency] > meanPower && power[frequency] > power[frequency - 1] && power[frequency] >= power[frequency + 1];
    const peak = stands ? highestPeak(scores, frequency, bounds) : undefined;
    if (peak) found.set(peak.lag, peak);
  }
  return [...found.values()].sort((a, b) => b.score - a.score || a.lag - b.lag);
}

function powerSpectrum(values: Float64Array): Float64Array {
  const average = mean(values);
  const input = complexSeries(values.length);
  for (let position = 0; position < values.length; position++) input.real[position] = values[position] - average;
  // Of a constant series nothing but rounding is left, which has no period.
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (input.real.every((value) => Math.abs(value) <= scale * 1e-12)) return new Float64Array(values.length);
  const spectrum = fourier(input);
  return spectrum.real.map((real, frequency) => real * real + spectrum.imaginary[frequency] ** 2);
}

function autocorrelationScores(power: Float64Array): Float64Array {
  const correlation = inverseFourier({ real: power, imaginary: new Float64Array(power.length) }).real;
  const least = correlation.reduce((smallest, value) => Math.min(smallest, value), correlation[0]);
  return correlation.map((value) => (value - least) / (correlation[0] - least));
}

/** The highest peak among the lags between the periods of the neighbouring frequencies. */
function highestPeak(scores: Float64Array, frequency: number, bounds: Bounds): Period | undefined {
  const length = scores.length;
  const from = Math.max(leastPeriod, Math.ceil(bounds.least), Math.floor(length / (frequency + 1)));
  const to = Math.min(Math.ceil(length / 2) - 1, Math.floor(bounds.most), Math.ceil(length / (frequency - 1)));
  let best: Period | undefined;
  for (let lag = from; lag <= to; lag++) {
    const isPeak = scores[lag] > scores[lag - 1] && scores[lag] >= scores[lag + 1];
    if (isPeak && (!best || scores[lag] > best.score)) best = { lag, score: scores[lag] };
  }
  return best;
}

/** The columns periods and scores, zeros behind the periods that were found. */
function detect(_checkpoint: () => void, items: Dynamic, least: number, most: number, count: number): Dynamic {
  if (!Array.isArray(items)) return null;
  if (count < 1) throw new Error('`series_periods_detect` needs a positive number of periods');
  const found = detectPeriods(finiteSeries(items, 'series_periods_detect'), { least, most });
  const column = (of: (period: Period) => number): Dynamic[] =>
    Array.from({ length: count }, (_, position) => dynamicReal(found[position] ? of(found[position]) : 0));
  return [column((period) => period.lag), column((period) => period.score)];
}

/** The columns periods, as given, and scores: 0 for a period that is not among those of the series. */
function validate(_checkpoint: () => void, items: Dynamic, ...periods: number[]): Dynamic {
  if (!Array.isArray(items)) return null;
  if (periods.length > mostValidatedPeriods) throw new Error(`\`series_periods_validate\` takes at most ${mostValidatedPeriods} periods`);
  if (periods.some((period) => !Number.isInteger(period))) throw unsupported('`series_periods_validate` of a period with a fraction');
  const found = detectPeriods(finiteSeries(items, 'series_periods_validate'));
  return [reals(periods), reals(periods.map((period) => found.find(({ lag }) => lag === period)?.score ?? 0))];
}

export const periodFunctions: readonly ScalarFunction[] = [
  seriesFunction('series_periods_detect', { parameters: ['dynamic', 'real', 'real', 'long'], returns: 'dynamic' }, detect),
  seriesFunction('series_periods_validate', { parameters: ['dynamic', 'real'], rest: 'real', returns: 'dynamic' }, validate),
];
