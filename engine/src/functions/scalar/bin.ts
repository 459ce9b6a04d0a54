/** `bin(datetime, timespan)`: counts from 0001-01-01 (kql-semantics 41). */

import { mapRows } from '../../expressions/mapRows.ts';
import { type Column, DictionaryColumn, FlatColumn, flatten } from '../../table/column.ts';
import { inRange, instantOfTicks, ticksOfInstant } from '../../values/instant.ts';
import { floorToMultiple, type Long } from '../../values/long.ts';
import type { KernelContext, ScalarOverload } from '../scalarFunction.ts';

function binInstant(value: Long, size: Long): Long | null {
  const ticks = floorToMultiple(ticksOfInstant(value), size);
  return ticks === null ? null : instantOfTicks(BigInt(ticks));
}

/** A log covers few bins, so that the result is a dictionary: what groups by it needs no hashing. */
const mostBins = 1 << 16;

function binColumn(args: readonly Column[], context: KernelContext) {
  const size = args[1].force();
  const times = args[0].force();
  const fast =
    size.kind === 'constant' && typeof size.value === 'number' && size.value > 0 ? binSafe(flatten(times), size.value) : undefined;
  return fast ?? mapRows(binInstant, [times, size], 'datetime', context.rowCount, 'propagate', context.checkpoint);
}

/** Bins of times that are all safe integers; undefined where the bins are too many for a dictionary. */
function binSafe(times: FlatColumn, size: number): DictionaryColumn | undefined {
  const data = times.data;
  if (!(data instanceof Float64Array) || data.length === 0) return undefined;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < data.length; row++) {
    if (times.nulls?.[row] === 1) continue;
    if (data[row] < min) min = data[row];
    if (data[row] > max) max = data[row];
  }
  const first = min === Number.POSITIVE_INFINITY ? null : inRange(binInstant(min, size) as Long);
  const count = first === null ? 0 : Math.floor((max - Number(first)) / size) + 1;
  if (typeof first !== 'number' || count > Math.min(mostBins, data.length * 2 + 1024)) return undefined;
  const codes = new Int32Array(data.length);
  for (let row = 0; row < data.length; row++) {
    codes[row] = times.nulls?.[row] === 1 ? count : binNumber(data[row] - first, size);
  }
  return new DictionaryColumn(codes, binStarts(first, size, count));
}

/** The quotient may have been rounded up to the next whole number. */
function binNumber(distance: number, size: number): number {
  const quotient = Math.floor(distance / size);
  return quotient * size > distance ? quotient - 1 : quotient;
}

/** The start of each bin, and null behind them. */
function binStarts(first: number, size: number, count: number): FlatColumn {
  const starts = Float64Array.from({ length: count + 1 }, (_, bin) => first + bin * size);
  const nulls = new Uint8Array(count + 1);
  nulls[count] = 1;
  return new FlatColumn('datetime', starts, nulls);
}

export const binOfDatetime: ScalarOverload = {
  parameters: ['datetime', 'timespan'],
  returns: 'datetime',
  kernel: binInstant,
  columns: binColumn,
};
