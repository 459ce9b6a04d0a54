/**
 * Sort keys as digits of 16 bits, least significant first, so that rows can be put in order by counting: in time linear in the rows, whatever
 * the values. The order of the digits is the order of the values in the direction wanted, nulls and NaN where they belong.
 */

import { type FlatColumn, flatten, type PhysicalColumn } from '../table/column.ts';
import { compareText, compareValues } from '../values/compare.ts';

export interface SortOrder {
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** The digits of a key by row. A key that is the same in all rows has none. */
export type SortDigits = readonly Uint16Array[];

const digitBits = 16;
const digitSize = 1 << digitBits;

/** `checkpoint` is called now and then where values must be compared with one another; it may throw to stop. */
export function sortDigits(column: PhysicalColumn, order: SortOrder, checkpoint: () => void): SortDigits {
  if (column.kind === 'constant') return [];
  // A dictionary may hold many values that none of the rows has.
  if (column.kind === 'dictionary' && column.values.length <= column.length)
    return dictionaryDigits(column.codes, rankValues(column.values, order, checkpoint));
  const flat = flatten(column);
  const whole = wholeDigits(flat, order);
  return whole ?? rankDigits(rankValues(flat, order, checkpoint));
}

function dictionaryDigits(codes: Int32Array, ranks: Int32Array): SortDigits {
  const byRow = new Int32Array(codes.length);
  for (let row = 0; row < byRow.length; row++) byRow[row] = ranks[codes[row]];
  return rankDigits(byRow);
}

function rankDigits(ranks: Int32Array): SortDigits {
  let highest = 0;
  for (let row = 0; row < ranks.length; row++) if (ranks[row] > highest) highest = ranks[row];
  return digitsOf((row) => ranks[row], ranks.length, highest);
}

/** Units in which times often lie: seconds and milliseconds, in ticks. */
const coarseUnits = [10_000_000, 10_000] as const;

/** Whole numbers that doubles hold: their distance from the smallest (or largest). Undefined for any other data. */
function wholeDigits(column: FlatColumn, { descending, nullsFirst }: SortOrder): SortDigits | undefined {
  const { data, nulls, type } = column;
  if (type === 'real' || !(data instanceof Float64Array || data instanceof Int32Array || data instanceof Uint8Array)) return undefined;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < data.length; row++) {
    if (nulls !== undefined && nulls[row] === 1) continue;
    if (data[row] < min) min = data[row];
    if (data[row] > max) max = data[row];
  }
  if (min > max) return [];
  if (max - min >= Number.MAX_SAFE_INTEGER) return undefined;
  const unit = unitOf(data, nulls, min, max);
  const range = (max - min) / unit;
  const shift = nulls !== undefined && nullsFirst ? 1 : 0;
  const absent = nullsFirst ? 0 : range + 1;
  const origin = descending ? max : min;
  const sign = descending ? -1 : 1;
  return digitsOf(
    (row) => (nulls !== undefined && nulls[row] === 1 ? absent : (sign * (data[row] - origin)) / unit + shift),
    data.length,
    range + (nulls === undefined ? 0 : 1),
  );
}

type WholeData = Float64Array | Int32Array | Uint8Array;

function unitOf(data: WholeData, nulls: Uint8Array | undefined, min: number, max: number): number {
  if (max - min < digitSize) return 1;
  return coarseUnits.find((unit) => data.every((value, row) => nulls?.[row] === 1 || (value - min) % unit === 0)) ?? 1;
}

function digitsOf(valueAt: (row: number) => number, length: number, highest: number): SortDigits {
  const count = highest < 1 ? 0 : Math.ceil(Math.log2(highest + 1) / digitBits);
  const digits = Array.from({ length: count }, () => new Uint16Array(length));
  for (let row = 0; row < length; row++) {
    let rest = valueAt(row);
    for (const digit of digits) {
      const high = Math.floor(rest / digitSize);
      digit[row] = rest - high * digitSize;
      rest = high;
    }
  }
  return digits;
}

/** A number for each value so that the order of the numbers is that of the values; from 0 on. Equal values have the same. */
function rankValues(column: FlatColumn, { descending, nullsFirst }: SortOrder, checkpoint: () => void): Int32Array {
  const { nulls, length } = column;
  const present: number[] = [];
  const absent: number[] = [];
  const isNotANumber = (row: number): boolean => column.type === 'real' && Number.isNaN((column.data as Float64Array)[row]);
  for (let row = 0; row < length; row++) (nulls?.[row] === 1 || isNotANumber(row) ? absent : present).push(row);
  const compare = comparison(column);
  const sign = descending ? -1 : 1;
  let comparisons = 0;
  present.sort((a, b) => {
    if ((++comparisons & 0x3fff) === 0) checkpoint();
    return sign * compare(a, b);
  });
  const result = new Int32Array(length);
  // Nulls and NaN lie together before or behind all values, null outermost (kql-semantics 38).
  const first = absent.length > 0 && nullsFirst ? 2 : 0;
  let rank = first;
  present.forEach((row, position) => {
    if (position > 0 && compare(present[position - 1], row) !== 0) rank++;
    result[row] = rank;
  });
  for (const row of absent) {
    const isNull = nulls?.[row] === 1;
    result[row] = nullsFirst ? (isNull ? 0 : 1) : rank + (isNull ? 2 : 1);
  }
  return result;
}

/** The order of two rows of `column`, neither null nor NaN. */
function comparison(column: FlatColumn): (a: number, b: number) => number {
  const { data, type } = column;
  if (data instanceof Float64Array) return (a, b) => (data[a] < data[b] ? -1 : data[a] > data[b] ? 1 : 0);
  if (type === 'string' || type === 'guid') {
    const texts = data as readonly string[];
    return (a, b) => compareText(texts[a], texts[b]);
  }
  const compare = compareValues(type);
  return (a, b) => compare(column.get(a), column.get(b));
}

/** `rows` in the order of one digit, those with equal digits as they were. */
export function sortByDigit(rows: Int32Array, digit: Uint16Array): Int32Array {
  const starts = new Int32Array(digitSize + 1);
  for (let at = 0; at < rows.length; at++) starts[digit[rows[at]] + 1]++;
  for (let value = 0; value < digitSize; value++) starts[value + 1] += starts[value];
  const sorted = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    sorted[starts[digit[row]]++] = row;
  }
  return sorted;
}
