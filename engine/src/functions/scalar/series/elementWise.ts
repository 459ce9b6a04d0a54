/**
 * Functions of each element by itself. A null or an element that is no number gives null, an argument that is no array gives null.
 *
 * Results are reals, as the documented outputs show; `series_abs` and `series_sign` keep a `long` one. What is undefined gives NaN, the
 * logarithm of zero minus infinity.
 */
import { type Dynamic, dynamicReal } from '../../../values/dynamic.ts';
import { type Long, negateLong } from '../../../values/long.ts';
import { type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { elementNumber, isWhole } from './seriesValues.ts';

function each(name: string, compute: (value: number) => number, ofLong?: (value: Long) => Long): ScalarFunction {
  const element = (item: Dynamic): Dynamic => {
    if (ofLong && isWhole(item)) return ofLong(item);
    const value = elementNumber(item);
    return value === null ? null : dynamicReal(compute(value));
  };
  return scalar(name, {
    parameters: ['dynamic'],
    returns: 'dynamic',
    kernel: (items: Dynamic) => (Array.isArray(items) ? items.map(element) : null),
  });
}

export const elementWise: readonly ScalarFunction[] = [
  each('series_abs', Math.abs, (value) => (value < 0 ? negateLong(value) : value)),
  each('series_sign', Math.sign, (value) => (value > 0 ? 1 : value < 0 ? -1 : 0)),
  each('series_ceiling', Math.ceil),
  each('series_floor', Math.floor),
  each('series_exp', Math.exp),
  each('series_log', Math.log),
  each('series_sin', Math.sin),
  each('series_cos', Math.cos),
  each('series_tan', Math.tan),
  each('series_asin', Math.asin),
  each('series_acos', Math.acos),
  each('series_atan', Math.atan),
];
