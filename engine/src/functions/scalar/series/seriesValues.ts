/**
 * Series as the functions see them: arrays of numbers in a dynamic, computed with as doubles.
 *
 * An element that is no number counts as null, as the documentation of the element-wise functions says. Booleans, decimals, dates and
 * timespans inside a series are refused: whether the engine takes them for numbers is not documented.
 */
import { mapRows } from '../../../expressions/mapRows.ts';
import { unsupported } from '../../../queryError.ts';
import { type Dynamic, DynamicReal, DynamicScalar, dynamicReal } from '../../../values/dynamic.ts';
import type { Value } from '../../../values/value.ts';
import type { Kernel, ScalarFunction, ScalarOverload } from '../../scalarFunction.ts';

/** The element as a double, null where it is no number. */
export function elementNumber(item: Dynamic): number | null {
  if (typeof item === 'number') return item;
  if (item instanceof DynamicReal) return item.value;
  if (typeof item === 'bigint') return Number(item);
  if (typeof item === 'boolean') throw unsupported('A boolean in a series');
  if (item instanceof DynamicScalar && item.type !== 'guid') throw unsupported(`A ${item.type} in a series`);
  return null;
}

/** Whether the element is a `long`. */
export function isWhole(item: Dynamic): item is number | bigint {
  return typeof item === 'bigint' || (typeof item === 'number' && Number.isInteger(item));
}

/** The elements as doubles. Throws where one is null, no number or not finite, which `name` gives no documented answer to. */
export function finiteSeries(items: readonly Dynamic[], name: string): Float64Array {
  const values = new Float64Array(items.length);
  for (let position = 0; position < items.length; position++) {
    const value = elementNumber(items[position]);
    if (value === null || !Number.isFinite(value))
      throw unsupported(`\`${name}\` of a series with missing or infinite values (fill them first, as with \`series_fill_linear\`)`);
    values[position] = value;
  }
  return values;
}

/** Doubles as an array of reals. */
export function reals(values: ArrayLike<number>): Dynamic[] {
  const items = new Array<Dynamic>(values.length);
  for (let position = 0; position < values.length; position++) items[position] = dynamicReal(values[position]);
  return items;
}

/** A kernel that may look at the cancellation, since one series can be long. */
// biome-ignore lint/suspicious/noExplicitAny: as narrow as the overload's parameter types, like `Kernel`.
export type SeriesKernel = (checkpoint: () => void, ...values: any[]) => Value;

/** An overload that is called with a checkpoint before its arguments, and that makes one itself before each row. */
export function seriesOverload(options: Omit<ScalarOverload, 'kernel' | 'columns'>, kernel: SeriesKernel): ScalarOverload {
  const over =
    (checkpoint: () => void): Kernel =>
    (...values) => {
      checkpoint();
      return kernel(checkpoint, ...values);
    };
  return {
    ...options,
    kernel: over(() => undefined),
    columns: (args, context, type) => {
      const columns = args.map((column) => column.force());
      return mapRows(over(context.checkpoint), columns, type, context.rowCount, options.nulls ?? 'propagate', context.checkpoint);
    },
  };
}

/** A function with one such overload. */
export function seriesFunction(name: string, options: Omit<ScalarOverload, 'kernel' | 'columns'>, kernel: SeriesKernel): ScalarFunction {
  return { name, overloads: [seriesOverload(options, kernel)] };
}
