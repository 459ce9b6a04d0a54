/** `array_sort_asc`, `array_sort_desc`. Several arrays give several columns: an array with one for each (plan/planTuple.ts). */
import { unsupported } from '../../queryError.ts';
import { compareText } from '../../values/compare.ts';
import { type Dynamic, DynamicScalar, dynamicNumber } from '../../values/dynamic.ts';
import type { Kernel, ScalarFunction, ScalarOverload } from '../scalarFunction.ts';

type Kind = 'number' | 'datetime' | 'timespan' | 'string' | 'guid';

/** Throws for values whose order among each other is not documented. */
function kindOf(value: Dynamic): Kind {
  if (dynamicNumber(value) !== undefined) return 'number';
  if (typeof value === 'string') return 'string';
  if (value instanceof DynamicScalar && value.type !== 'decimal') return value.type;
  throw unsupported('Sorting an array of booleans, arrays or bags');
}

/** Numbers and times stand before texts, texts before guids. */
const rank: Readonly<Record<Kind, number>> = { number: 0, datetime: 0, timespan: 0, string: 1, guid: 2 };

function compare(a: Dynamic, b: Dynamic, sign: 1 | -1): number {
  const [x, y] = [kindOf(a), kindOf(b)];
  if (rank[x] !== rank[y]) {
    if (sign < 0) throw unsupported('Sorting an array of mixed types in descending order');
    return rank[x] - rank[y];
  }
  if (x !== y) throw unsupported('Sorting an array of numbers and times');
  if (x === 'string') return sign * compareText(a as string, b as string);
  const [left, right] = x === 'number' ? [dynamicNumber(a), dynamicNumber(b)] : [(a as DynamicScalar).value, (b as DynamicScalar).value];
  return left === right ? 0 : sign * ((left as number) < (right as number) ? -1 : 1);
}

/** The positions of the elements in sorted order; equal ones keep theirs. */
function sortedPositions(items: readonly Dynamic[], sign: 1 | -1, nullsLast: boolean): number[] {
  const positions = items.map((_, position) => position);
  const present = positions.filter((position) => items[position] !== null).sort((a, b) => compare(items[a], items[b], sign));
  const nulls = positions.filter((position) => items[position] === null);
  if (present.length === 1) kindOf(items[present[0]]);
  return nullsLast ? [...present, ...nulls] : [...nulls, ...present];
}

function sortOne(sign: 1 | -1): Kernel {
  return (items: Dynamic, nullsLast = true): Dynamic =>
    Array.isArray(items) ? sortedPositions(items, sign, nullsLast).map((position) => items[position]) : null;
}

/** All arrays in the order of the first; null for one of another length. */
function sortSeveral(sign: 1 | -1): Kernel {
  return (...values: (Dynamic | boolean)[]): Dynamic => {
    const last = values.at(-1);
    const arrays = (typeof last === 'boolean' ? values.slice(0, -1) : values) as Dynamic[];
    const first = arrays[0];
    if (!Array.isArray(first)) return null;
    const positions = sortedPositions(first, sign, typeof last === 'boolean' ? last : true);
    return arrays.map((array) =>
      Array.isArray(array) && array.length === first.length ? positions.map((position) => array[position]) : null,
    );
  };
}

function sorter(name: string, sign: 1 | -1): ScalarFunction {
  const one: ScalarOverload = { parameters: ['dynamic', 'bool'], optional: 1, returns: 'dynamic', kernel: sortOne(sign) };
  const several: ScalarOverload = {
    parameters: ['dynamic', 'dynamic'],
    rest: 'any',
    returns: 'dynamic',
    nulls: 'kernel',
    kernel: sortSeveral(sign),
  };
  return { name, overloads: [one, several] };
}

export const arraySorts: readonly ScalarFunction[] = [sorter('array_sort_asc', 1), sorter('array_sort_desc', -1)];
