/** The gamma and error functions, to about 14 digits. */
import { unsupported } from '../../queryError.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';

/** Lanczos' approximation with g = 7. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

/** The logarithm of the gamma function of a positive number; refuses any other for the function `name`. */
export function logGamma(name: string, x: number): number {
  if (x <= 0) throw unsupported(`\`${name}\` of a number that is not positive`);
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(name, 1 - x);
  const shifted = x - 1;
  const base = shifted + 7.5;
  let sum = lanczos[0];
  for (let term = 1; term < lanczos.length; term++) sum += lanczos[term] / (shifted + term);
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

function gamma(x: number): number {
  if (!Number.isInteger(x) || x < 1 || x > 171) return Math.exp(logGamma('gamma', x));
  let product = 1;
  for (let factor = 2; factor < x; factor++) product *= factor;
  return product;
}

/** A series without cancellation for small numbers. */
function smallErf(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 1e-17; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** A continued fraction for large positive numbers. */
function largeErfc(x: number): number {
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction);
}

function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) < 2) return 1 - smallErf(x);
  return x > 0 ? largeErfc(x) : 2 - largeErfc(-x);
}

function erf(x: number): number {
  if (x === 0 || Number.isNaN(x)) return x;
  return Math.abs(x) < 2 ? smallErf(x) : Math.sign(x) * (1 - largeErfc(Math.abs(x)));
}

const real = (name: string, kernel: (x: number) => number): ScalarFunction =>
  scalar(name, { parameters: ['real'], returns: 'real', kernel });

export const specialMaths: readonly ScalarFunction[] = [
  real('gamma', gamma),
  real('loggamma', (x) => logGamma('loggamma', x)),
  real('erf', erf),
  real('erfc', erfc),
];
