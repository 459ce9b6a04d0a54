/**
 * `dynamic` values.
 *
 * A number is a `long` (or a real with a fraction); a real without a fraction is a `DynamicReal`, so that 1.0 stays one; a bigint is a long
 * beyond the safe integers. A property bag is a `Map`, which keeps the order of its keys and has no inherited ones. Values of the other
 * scalar types keep their type in a `DynamicScalar`.
 */
import { type DecimalValue, formatDecimal } from './decimal.ts';
import { formatInstant, type Instant } from './instant.ts';
import type { Long } from './long.ts';
import { formatReal } from './real.ts';
import { formatTimespan } from './timespan.ts';

export class DynamicReal {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export type DynamicScalarType = 'datetime' | 'timespan' | 'guid' | 'decimal';

export class DynamicScalar {
  readonly type: DynamicScalarType;
  readonly value: Instant | Long | string | DecimalValue;
  constructor(type: DynamicScalarType, value: Instant | Long | string | DecimalValue) {
    this.type = type;
    this.value = value;
  }
}

export type DynamicBag = Map<string, Dynamic>;
export type Dynamic = null | boolean | string | number | bigint | DynamicReal | DynamicScalar | Dynamic[] | DynamicBag;

/** A real as dynamic. */
export function dynamicReal(value: number): Dynamic {
  return Number.isInteger(value) || !Number.isFinite(value) ? new DynamicReal(value) : value;
}

export function isBag(value: Dynamic): value is DynamicBag {
  return value instanceof Map;
}

/** What `gettype` says of a dynamic value; a real inside one is a `double`. */
export function dynamicTypeName(value: Dynamic): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Map) return 'dictionary';
  if (value instanceof DynamicReal) return 'double';
  if (value instanceof DynamicScalar) return value.type;
  if (typeof value === 'number') return Number.isInteger(value) ? 'long' : 'double';
  return typeof value === 'bigint' ? 'long' : typeof value === 'boolean' ? 'bool' : 'string';
}

/** The text of a scalar inside a dynamic, without quotes. */
export function dynamicScalarText(value: DynamicScalar): string {
  switch (value.type) {
    case 'datetime':
      return formatInstant(value.value as Instant, 'always');
    case 'timespan':
      return formatTimespan(value.value as Long);
    case 'decimal':
      return formatDecimal(value.value as DecimalValue);
    default:
      return value.value as string;
  }
}

/** `tostring(dynamic)`: a string as it is, null as '', anything else as compact JSON. */
export function dynamicToText(value: Dynamic): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (value instanceof DynamicScalar) return dynamicScalarText(value);
  return dynamicToJson(value);
}

/** Compact JSON text, keys in the order of the bag. */
export function dynamicToJson(value: Dynamic): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoteJson(value);
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : realJson(value);
  if (value instanceof DynamicReal) return realJson(value.value);
  if (value instanceof DynamicScalar)
    return value.type === 'decimal' ? quoteJson(dynamicScalarText(value)) : quoteJson(dynamicScalarText(value));
  if (Array.isArray(value)) return `[${value.map(dynamicToJson).join(',')}]`;
  return `{${Array.from(value, ([key, item]) => `${quoteJson(key)}:${dynamicToJson(item)}`).join(',')}}`;
}

function realJson(value: number): string {
  return Number.isFinite(value) ? formatReal(value) : quoteJson(Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity');
}

/** A JSON string literal. */
export function quoteJson(text: string): string {
  return JSON.stringify(text);
}

/** Whether two dynamics are the same value: bags whatever the order of their keys, `1` and `1.0` alike. */
export function dynamicEquals(a: Dynamic, b: Dynamic): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, index) => dynamicEquals(item, b[index]));
  if (a instanceof Map) {
    if (!(b instanceof Map) || a.size !== b.size) return false;
    for (const [key, item] of a) if (!b.has(key) || !dynamicEquals(item, b.get(key) as Dynamic)) return false;
    return true;
  }
  const left = dynamicNumber(a);
  return left !== undefined && left === dynamicNumber(b)
    ? true
    : a instanceof DynamicScalar && b instanceof DynamicScalar && scalarEquals(a, b);
}

function scalarEquals(a: DynamicScalar, b: DynamicScalar): boolean {
  return a.type === b.type && dynamicScalarText(a) === dynamicScalarText(b);
}

/** The numeric value of a dynamic number; undefined for anything else. A bigint stays one. */
export function dynamicNumber(value: Dynamic): Long | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return value instanceof DynamicReal ? value.value : undefined;
}

/** A key that is equal for equal values, to put dynamics into sets: typed, so that `1` and `"1"` differ. */
export function dynamicKey(value: Dynamic): string {
  if (value instanceof Map) {
    const keys = Array.from(value.keys()).sort();
    return `{${keys.map((key) => `${quoteJson(key)}:${dynamicKey(value.get(key) as Dynamic)}`).join(',')}}`;
  }
  if (Array.isArray(value)) return `[${value.map(dynamicKey).join(',')}]`;
  if (value instanceof DynamicReal) return String(value.value);
  if (value instanceof DynamicScalar) return `${value.type}(${dynamicScalarText(value)})`;
  return typeof value === 'string' ? quoteJson(value) : String(value);
}
