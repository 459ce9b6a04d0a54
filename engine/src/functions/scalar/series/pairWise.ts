/**
 * Arithmetic and comparison of two series, element by element, or of a series and a number that stands for each element of the other.
 *
 * A null, an element that is no number and one without a counterpart (the series differ in length) give null. Sums, differences and products
 * of two `long` elements are `long`, as the documented outputs show, quotients and powers are real. Division by zero gives infinity or NaN.
 */
import { unsupported } from '../../../queryError.ts';
import { type Dynamic, dynamicNumber, dynamicReal } from '../../../values/dynamic.ts';
import { addLong, type Long, multiplyLong, subtractLong } from '../../../values/long.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { elementNumber, isWhole } from './seriesValues.ts';

type PairRule = (a: Dynamic, b: Dynamic) => Dynamic;

function arithmetic(compute: (a: number, b: number) => number, ofLongs?: (a: Long, b: Long) => Long): PairRule {
  return (a, b) => {
    if (ofLongs && isWhole(a) && isWhole(b)) return ofLongs(a, b);
    const left = elementNumber(a);
    const right = elementNumber(b);
    return left === null || right === null ? null : dynamicReal(compute(left, right));
  };
}

function comparison(test: (a: number, b: number) => boolean): PairRule {
  return (a, b) => {
    const left = elementNumber(a);
    const right = elementNumber(b);
    return left === null || right === null ? null : test(left, right);
  };
}

function pairWise(name: string, rule: PairRule): ScalarFunction {
  const both = (a: Dynamic, b: Dynamic): Dynamic => {
    if (!Array.isArray(a) || !Array.isArray(b)) return refuseNumber(name, a, b);
    return Array.from({ length: Math.max(a.length, b.length) }, (_, position) => rule(a[position] ?? null, b[position] ?? null));
  };
  const left = (a: Dynamic, b: Dynamic): Dynamic => (Array.isArray(a) ? a.map((item) => rule(item, b)) : null);
  const right = (a: Dynamic, b: Dynamic): Dynamic => (Array.isArray(b) ? b.map((item) => rule(a, item)) : null);
  return {
    name,
    overloads: [
      { parameters: ['dynamic', 'dynamic'], returns: 'dynamic', kernel: both },
      { parameters: ['dynamic', 'long'], returns: 'dynamic', kernel: left },
      { parameters: ['dynamic', 'real'], returns: 'dynamic', kernel: (a: Dynamic, b: number) => left(a, dynamicReal(b)) },
      { parameters: ['long', 'dynamic'], returns: 'dynamic', kernel: right },
      { parameters: ['real', 'dynamic'], returns: 'dynamic', kernel: (a: number, b: Dynamic) => right(dynamicReal(a), b) },
    ],
  };
}

/** Whether a number of type dynamic stands for each element, as one of a numeric type does, is not documented. */
export function refuseNumber(name: string, a: Dynamic, b: Dynamic): null {
  for (const [series, other] of [
    [a, b],
    [b, a],
  ])
    if (Array.isArray(series) && dynamicNumber(other) !== undefined)
      throw unsupported(`\`${name}\` of a series and a dynamic number (convert it, as with \`toreal(…)\`)`);
  return null;
}

export const pairWises: readonly ScalarFunction[] = [
  pairWise(
    'series_add',
    arithmetic((a, b) => a + b, addLong),
  ),
  pairWise(
    'series_subtract',
    arithmetic((a, b) => a - b, subtractLong),
  ),
  pairWise(
    'series_multiply',
    arithmetic((a, b) => a * b, multiplyLong),
  ),
  pairWise(
    'series_divide',
    arithmetic((a, b) => a / b),
  ),
  pairWise('series_pow', arithmetic(Math.pow)),
  pairWise(
    'series_equals',
    comparison((a, b) => a === b),
  ),
  pairWise(
    'series_not_equals',
    comparison((a, b) => a !== b),
  ),
  pairWise(
    'series_greater',
    comparison((a, b) => a > b),
  ),
  pairWise(
    'series_greater_equals',
    comparison((a, b) => a >= b),
  ),
  pairWise(
    'series_less',
    comparison((a, b) => a < b),
  ),
  pairWise(
    'series_less_equals',
    comparison((a, b) => a <= b),
  ),
];
