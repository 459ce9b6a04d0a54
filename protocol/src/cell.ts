/**
 * One value of a result table on its way to the editor: a JSON scalar, exact whatever its type. The column's type tells how to read it.
 *
 * - `bool`: true or false; `int`, `real`: a number (NaN and the infinities as the strings `NaN`, `Infinity`, `-Infinity`).
 * - `long`: a number while it is a safe integer of JavaScript, else its decimal digits as a string.
 * - `decimal`, `guid`, `string`, `datetime` (`2024-05-01T12:00:00.1234567Z`), `timespan` (`1.02:03:04.5000000`): a string.
 * - `dynamic`: the JSON text of the value, so that neither its numbers nor its shape change on the way; null where there is no value.
 * - null: the null of any type. A `string` is never null.
 */
export type Cell = null | boolean | number | string;

/** A column of a result: its name and KQL's name of its type (`long`, `dynamic`, …). */
export interface ColumnInfo {
  readonly name: string;
  readonly type: string;
}

/** A value as the engine encodes it: JSON, with a bigint for an integer that a number cannot hold. */
export type EncodedValue = null | boolean | number | bigint | string | readonly EncodedValue[] | { readonly [key: string]: EncodedValue };

/** `value` of a column of type `type` as a cell; `stringifyJson` must write a bigint as a plain JSON integer. */
export function toCell(value: EncodedValue, type: string, stringifyJson: (value: EncodedValue) => string): Cell {
  if (value === null) return null;
  if (type === 'dynamic') return stringifyJson(value);
  if (typeof value === 'bigint') return isSafe(value) ? Number(value) : value.toString();
  return typeof value === 'object' ? stringifyJson(value) : value;
}

function isSafe(value: bigint): boolean {
  return value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
}
