/** `series_fir` and `series_iir`: digital filters. What lies before the start of the series counts as zero. */
import { unsupported } from '../../../queryError.ts';
import type { Dynamic } from '../../../values/dynamic.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { finiteSeries, reals, seriesFunction } from './seriesValues.ts';

/** After how many multiplications the cancellation is looked at. */
const checkpointProducts = 1 << 20;

/** Sums `filter[tap] * values[position + shift - tap]`. */
function convolve(values: Float64Array, filter: Float64Array, shift: number, checkpoint: () => void): Float64Array {
  const result = new Float64Array(values.length);
  const checkEvery = Math.max(1, Math.floor(checkpointProducts / Math.max(1, filter.length)));
  for (let position = 0; position < values.length; position++) {
    if (position % checkEvery === 0) checkpoint();
    let sum = 0;
    const newest = position + shift;
    const lastTap = Math.min(filter.length - 1, newest);
    for (let tap = Math.max(0, newest - values.length + 1); tap <= lastTap; tap++) sum += filter[tap] * values[newest - tap];
    result[position] = sum;
  }
  return result;
}

/**
 * Normalising divides the coefficients by their sum; it is on unless a coefficient is negative, and gives null where it is asked for in spite
 * of a negative one. Centred, half of the filter lies ahead of each point.
 */
function finiteResponse(checkpoint: () => void, items: Dynamic, coefficients: Dynamic, normalize?: boolean, center = false): Dynamic {
  if (!Array.isArray(items) || !Array.isArray(coefficients)) return null;
  const values = finiteSeries(items, 'series_fir');
  const filter = finiteSeries(coefficients, 'series_fir');
  if (filter.length === 0) throw unsupported('`series_fir` with an empty filter');
  if (center && filter.length % 2 === 0) throw unsupported('`series_fir` centred on a filter of an even number of coefficients');
  const isNegative = filter.some((coefficient) => coefficient < 0);
  if (normalize === true && isNegative) return null;
  const result = convolve(values, filter, center ? (filter.length - 1) / 2 : 0, checkpoint);
  if (normalize ?? !isNegative) {
    const sum = filter.reduce((total, coefficient) => total + coefficient, 0);
    if (sum === 0) throw unsupported('`series_fir` normalised with coefficients whose sum is zero');
    for (let position = 0; position < result.length; position++) result[position] /= sum;
  }
  return reals(result);
}

/** `a[0] y[i] = b[0] x[i] + b[1] x[i-1] + … - a[1] y[i-1] - a[2] y[i-2] - …`, with numerators `b` and denominators `a`. */
function infiniteResponse(checkpoint: () => void, items: Dynamic, numerators: Dynamic, denominators: Dynamic): Dynamic {
  if (!Array.isArray(items) || !Array.isArray(numerators) || !Array.isArray(denominators)) return null;
  const b = finiteSeries(numerators, 'series_iir');
  const a = finiteSeries(denominators, 'series_iir');
  if (b.length === 0 || a.length === 0 || a[0] === 0)
    throw new Error('`series_iir` needs coefficients, of which the first denominator is not zero');
  const result = convolve(finiteSeries(items, 'series_iir'), b, 0, checkpoint);
  const checkEvery = Math.max(1, Math.floor(checkpointProducts / a.length));
  for (let position = 0; position < result.length; position++) {
    if (position % checkEvery === 0) checkpoint();
    let sum = result[position];
    const lastTap = Math.min(a.length - 1, position);
    for (let tap = 1; tap <= lastTap; tap++) sum -= a[tap] * result[position - tap];
    result[position] = sum / a[0];
  }
  return reals(result);
}

export const filters: readonly ScalarFunction[] = [
  seriesFunction('series_fir', { parameters: ['dynamic', 'dynamic', 'bool', 'bool'], optional: 2, returns: 'dynamic' }, finiteResponse),
  seriesFunction('series_iir', { parameters: ['dynamic', 'dynamic', 'dynamic'], returns: 'dynamic' }, infiniteResponse),
];
