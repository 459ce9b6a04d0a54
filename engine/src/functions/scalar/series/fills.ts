/**
 * `series_fill_const`, `series_fill_forward`, `series_fill_backward`, `series_fill_linear`.
 *
 * The placeholder says which elements are missing: null (the default), or a number. Elements that are there keep their type. Zeros that
 * `make-series` put in by `default=0` are no missing values (kql-semantics 144). An argument that is no array gives null.
 */
import { unsupported } from '../../../queryError.ts';
import { type Dynamic, dynamicReal } from '../../../values/dynamic.ts';
import type { Value } from '../../../values/value.ts';
import { toDynamic } from '../../conversions.ts';
import type { ScalarFunction, ScalarOverload } from '../../scalarFunction.ts';
import { elementNumber, isWhole } from './seriesValues.ts';

type Fill = (items: readonly Dynamic[], isMissing: (item: Dynamic) => boolean, options: readonly Dynamic[]) => Dynamic[];

/** Says of an element whether it is missing. */
function missingTest(name: string, placeholder: Dynamic): (item: Dynamic) => boolean {
  const wanted = placeholder === null ? null : elementNumber(placeholder);
  if (placeholder !== null && wanted === null) throw unsupported(`\`${name}\` with a placeholder that is no number`);
  return (item) => {
    const value = elementNumber(item);
    if (value === null && item !== null) throw unsupported(`\`${name}\` of elements that are no numbers`);
    return value === wanted;
  };
}

/** `placeholderAt` is the position of the placeholder among the arguments behind the series. */
function filler(
  name: string,
  parameters: ScalarOverload['parameters'],
  optional: number,
  placeholderAt: number,
  fill: Fill,
): ScalarFunction {
  return {
    name,
    overloads: [
      {
        parameters: ['dynamic', ...parameters],
        optional,
        returns: 'dynamic',
        nulls: 'kernel',
        kernel: () => null,
        bind:
          (_constants, types) =>
          (items: Dynamic, ...rest: Value[]) => {
            if (!Array.isArray(items)) return null;
            const options = rest.map((value, position) => toDynamic(value, types[position + 1]));
            return fill(items, missingTest(name, options[placeholderAt] ?? null), options);
          },
      },
    ],
  };
}

const fillConstant: Fill = (items, isMissing, [filling]) => items.map((item) => (isMissing(item) ? filling : item));

/** Each missing element takes the last one before it that is there; those at the start stay. */
const fillForward: Fill = (items, isMissing) => {
  let last: Dynamic | undefined;
  return items.map((item) => {
    if (!isMissing(item)) last = item;
    return last ?? item;
  });
};

const fillBackward: Fill = (items, isMissing) => fillForward([...items].reverse(), isMissing, []).reverse();

/**
 * Missing elements lie on the straight line between their neighbours. Where all elements are `long`, so are the results, cut off to whole
 * numbers. At the ends the nearest element is taken unless `fill_edges` is false. A series of missing elements alone is filled with the
 * constant, 0.0 if none is given.
 */
const fillLinear: Fill = (items, isMissing, [, edges = true, constant]) => {
  const present = items.flatMap((item, position) => (isMissing(item) ? [] : [position]));
  if (present.length === 0) return items.map(() => (constant === undefined ? dynamicReal(0) : constant));
  const whole = present.every((position) => isWhole(items[position]));
  const filled = [...items];
  for (let gap = 0; gap + 1 < present.length; gap++) {
    const [from, to] = [present[gap], present[gap + 1]];
    const [start, end] = [elementNumber(items[from]) as number, elementNumber(items[to]) as number];
    for (let position = from + 1; position < to; position++) {
      const value = start + ((end - start) * (position - from)) / (to - from);
      filled[position] = whole ? Math.trunc(value) : dynamicReal(value);
    }
  }
  const last = present[present.length - 1];
  return edges === false ? filled : filled.fill(items[present[0]], 0, present[0]).fill(items[last], last + 1);
};

export const fills: readonly ScalarFunction[] = [
  filler('series_fill_const', ['any', 'any'], 1, 1, fillConstant),
  filler('series_fill_forward', ['any'], 1, 0, fillForward),
  filler('series_fill_backward', ['any'], 1, 0, fillBackward),
  filler('series_fill_linear', ['any', 'bool', 'any'], 3, 0, fillLinear),
];
