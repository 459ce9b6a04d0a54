/** The beta distribution, and Welch's test, which is computed by it. To about 12 digits. */
import { unsupported } from '../../queryError.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';
import { logGamma } from './specialMath.ts';

/** The logarithm of the beta function of positive numbers. */
function logBeta(a: number, b: number): number {
  return logGamma('beta', a) + logGamma('beta', b) - logGamma('beta', a + b);
}

/**
 * The regularised incomplete beta function I_x(a, b), for 0 <= x <= 1 and positive a and b: the continued fraction by Lentz's method, on the
 * side of the mean on which it converges.
 */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b));
  return x < (a + 1) / (a + b + 2) ? (front * betaFraction(x, a, b)) / a : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m <= 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const numerator of [even, odd]) {
      d = 1 / awayFromZero(1 + numerator * d);
      c = awayFromZero(1 + numerator / c);
      change = d * c;
      fraction *= change;
    }
    if (Math.abs(change - 1) < 1e-16) return fraction;
  }
  return fraction;
}

function awayFromZero(value: number): number {
  return Math.abs(value) < 1e-300 ? 1e-300 : value;
}

/**
 * NaN for x outside of 0 to 1. For a negative alpha the documentation says NaN and the engine gives 1: the gamma function has a pole at a whole
 * one, which takes the fraction out of `1 - front * fraction`. Any other parameter that is not positive is refused.
 */
function betaCdf(x: number, alpha: number, beta: number): number {
  if (!(x >= 0 && x <= 1)) return Number.NaN;
  if (Number.isInteger(alpha) && alpha < 0 && beta > 0 && alpha + beta + 2 > 0 && x > 0) return 1;
  needParameters('beta_cdf', alpha, beta);
  return incompleteBeta(x, alpha, beta);
}

/** NaN for x outside of 0 to 1, and for parameters that are not positive. */
function betaPdf(x: number, alpha: number, beta: number): number {
  if (!(x >= 0 && x <= 1) || !(alpha > 0 && beta > 0)) return Number.NaN;
  if (x === 0 || x === 1) throw unsupported('`beta_pdf` at 0 or 1');
  return Math.exp((alpha - 1) * Math.log(x) + (beta - 1) * Math.log1p(-x) - logBeta(alpha, beta));
}

/** Null for a probability that is not above 0 and at most 1, NaN for parameters that are not positive. */
function betaInv(probability: number, alpha: number, beta: number): number | null {
  if (!(alpha > 0 && beta > 0)) return Number.NaN;
  if (!(probability > 0 && probability <= 1)) return null;
  if (probability === 1) return 1;
  let low = 0;
  let high = 1;
  for (let step = 0; step < 1100; step++) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (incompleteBeta(middle, alpha, beta) < probability) low = middle;
    else high = middle;
  }
  return high;
}

function needParameters(name: string, alpha: number, beta: number): void {
  if (!(alpha > 0 && beta > 0)) throw unsupported(`\`${name}\` with parameters that are not positive`);
}

/** The probability, on both sides, of means at least as far apart in two samples of one population: Student's distribution by the beta function. */
function welchTest(mean1: number, variance1: number, count1: number, mean2: number, variance2: number, count2: number): number {
  const [error1, error2] = [variance1 / count1, variance2 / count2];
  const error = error1 + error2;
  if (!(count1 > 1 && count2 > 1 && variance1 >= 0 && variance2 >= 0 && error > 0))
    throw unsupported('`welch_test` of samples without spread, or of fewer than two values,');
  const freedom = (error * error) / ((error1 * error1) / (count1 - 1) + (error2 * error2) / (count2 - 1));
  const square = (mean1 - mean2) ** 2 / error;
  return incompleteBeta(freedom / (freedom + square), freedom / 2, 0.5);
}

export const distributions: readonly ScalarFunction[] = [
  scalar('beta_cdf', { parameters: ['real', 'real', 'real'], returns: 'real', kernel: betaCdf }),
  scalar('beta_pdf', { parameters: ['real', 'real', 'real'], returns: 'real', kernel: betaPdf }),
  scalar('beta_inv', { parameters: ['real', 'real', 'real'], returns: 'real', kernel: betaInv }),
  scalar('welch_test', { parameters: ['real', 'real', 'real', 'real', 'real', 'real'], returns: 'real', kernel: welchTest }),
];
