/**
 * The values of the reference interpreter. The static type of an expression says what its values are: int, long, datetime and timespan are
 * bigints (ticks of 100 ns, a datetime's since year 1), real is a number, and a string is never null.
 */

export type Type = 'bool' | 'int' | 'long' | 'real' | 'string' | 'datetime' | 'timespan' | 'dynamic';

/** A datetime or a timespan inside a dynamic value, which must remember its type. */
export interface Moment {
  readonly type: 'datetime' | 'timespan';
  readonly ticks: bigint;
}

export type Value = null | boolean | bigint | number | string | Moment | readonly Value[] | ReadonlyMap<string, Value>;

export interface ReferenceColumn {
  readonly name: string;
  readonly type: Type;
}

export type Row = readonly Value[];

export interface ReferenceTable {
  readonly columns: readonly ReferenceColumn[];
  readonly rows: readonly Row[];
}

export const ticksPerSecond = 10_000_000n;
export const ticksPerDay = 86_400n * ticksPerSecond;
export const lastTick = 3_652_059n * ticksPerDay - 1n;

export function isBag(value: Value): value is ReadonlyMap<string, Value> {
  return value instanceof Map;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isMoment(value: Value): value is Moment {
  return typeof value === 'object' && value !== null && !isBag(value) && !isList(value);
}

/** What a column of the type holds where there is no value. */
export function missing(type: Type): Value {
  return type === 'string' ? '' : null;
}

/** A value of a typed column as an element of a dynamic value. */
export function toDynamic(value: Value, type: Type): Value {
  return (type === 'datetime' || type === 'timespan') && typeof value === 'bigint' ? { type, ticks: value } : value;
}

export function wrapLong(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

export function floorDivide(value: bigint, size: bigint): bigint {
  const quotient = value / size;
  return value % size !== 0n && value < 0n !== size < 0n ? quotient - 1n : quotient;
}

/** The datetime of these ticks; null outside the years 1 to 9999. */
export function instantOrNull(ticks: bigint): Value {
  return ticks < 0n || ticks > lastTick ? null : ticks;
}

/** Less, equal or greater: of numbers, of strings by code point, of false before true. Neither may be null. */
export function compareValues(left: Value, right: Value): number {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  const [a, b] = [left as number, right as number];
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareText(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index].codePointAt(0) as number) - (b[index].codePointAt(0) as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** One text for equal values, whatever the order of the keys of bags: what groups, sets and joins go by. */
export function keyOf(value: Value): string {
  if (isList(value)) return `[${value.map(keyOf).join()}]`;
  if (isBag(value))
    return `{${[...value]
      .map(([name, item]) => `${JSON.stringify(name)}:${keyOf(item)}`)
      .sort()
      .join()}}`;
  if (isMoment(value)) return `${value.type} ${value.ticks}`;
  return typeof value === 'string' ? JSON.stringify(value) : `${typeof value} ${value}`;
}
