/** `series_fit_poly`: a polynomial by least squares. */
import { unsupported } from '../../../queryError.ts';
import type { Dynamic } from '../../../values/dynamic.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { quality } from './lineFit.ts';
import { finiteSeries, reals, seriesFunction } from './seriesValues.ts';
import { mean } from './statistics.ts';

/**
 * The coefficients from the constant up, by Householder reflections of the powers of x, each scaled to one: normal equations would lose half
 * of the digits. Undefined where the points do not determine the polynomial.
 */
function fitPolynomial(x: Float64Array, y: Float64Array, degree: number): Float64Array | undefined {
  const scale = x.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  const columns = Array.from({ length: degree + 1 }, (_, power) => x.map((value) => (value / scale) ** power));
  const right = y.slice();
  const diagonal = new Float64Array(degree + 1);
  for (let column = 0; column <= degree; column++) {
    const pivot = columns[column];
    const norm = Math.sqrt(product(pivot, pivot, column));
    diagonal[column] = pivot[column] > 0 ? -norm : norm;
    if (norm < 1e-13 * Math.sqrt(x.length)) return undefined;
    pivot[column] -= diagonal[column];
    for (const target of [...columns.slice(column + 1), right]) reflect(target, pivot, column);
  }
  const coefficients = new Float64Array(degree + 1);
  for (let row = degree; row >= 0; row--) {
    let sum = right[row];
    for (let column = row + 1; column <= degree; column++) sum -= columns[column][row] * coefficients[column];
    coefficients[row] = sum / diagonal[row];
  }
  return coefficients.map((value, power) => value / scale ** power);
}

function product(a: Float64Array, b: Float64Array, from: number): number {
  let sum = 0;
  for (let position = from; position < a.length; position++) sum += a[position] * b[position];
  return sum;
}

/** Mirrors `target` at the plane to which `normal` is perpendicular, from position `from` on. */
function reflect(target: Float64Array, normal: Float64Array, from: number): void {
  const factor = (2 * product(target, normal, from)) / product(normal, normal, from);
  for (let position = from; position < target.length; position++) target[position] -= factor * normal[position];
}

function polynomialAt(coefficients: Float64Array, x: number): number {
  return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0);
}

/**
 * The columns rsquare, coefficients (of the highest power first), variance, rvariance, poly_fit. Without x the positions 1, 2, 3, … are
 * taken. An empty series gives null; missing and infinite values, and too few points for the degree, are refused.
 */
function polynomialTuple(_checkpoint: () => void, items: Dynamic, xItems?: Dynamic, degree = 1): Dynamic {
  const name = 'series_fit_poly';
  if (!Array.isArray(items) || (xItems !== undefined && !Array.isArray(xItems)) || items.length === 0) return null;
  const y = finiteSeries(items, name);
  const x = xItems ? finiteSeries(xItems, name) : y.map((_, position) => position + 1);
  if (x.length !== y.length) throw unsupported(`\`${name}\` of series that differ in length`);
  if (degree < 1) throw unsupported(`\`${name}\` of degree ${degree}`);
  const coefficients = degree < y.length ? fitPolynomial(x, y, degree) : undefined;
  if (!coefficients) throw unsupported(`\`${name}\` of points that do not determine a polynomial of degree ${degree}`);
  const fitted = x.map((value) => polynomialAt(coefficients, value));
  const average = mean(y);
  const total = y.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const left = y.reduce((sum, value, position) => sum + (value - fitted[position]) ** 2, 0);
  const { rsquare, variance, residualVariance } = quality(y.length, total, left);
  return [rsquare, reals(coefficients.reverse()), variance, residualVariance, reals(fitted)];
}

export const polynomials: readonly ScalarFunction[] = [
  seriesFunction('series_fit_poly', { parameters: ['dynamic', 'dynamic', 'long'], optional: 2, returns: 'dynamic' }, polynomialTuple),
];
