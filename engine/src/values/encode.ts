/** Values as Kusto's REST API encodes them, which is what the command line prints and the results page shows. */
import type { KqlType } from '@rulesmith/kql';
import { type DecimalValue, formatDecimal } from './decimal.ts';
import { type Dynamic, DynamicReal, DynamicScalar, dynamicScalarText } from './dynamic.ts';
import { formatInstant, type Instant } from './instant.ts';
import type { Long } from './long.ts';
import { formatTimespan } from './timespan.ts';
import type { Value } from './value.ts';

/** JSON with integers of any size: a bigint is written as a plain integer by `stringifyJson`. */
export type JsonValue = null | boolean | number | bigint | string | JsonValue[] | { [key: string]: JsonValue };

export function encodeValue(value: Value, type: KqlType): JsonValue {
  if (value === null) return null;
  switch (type) {
    case 'datetime':
      return formatInstant(value as Instant);
    case 'timespan':
      return formatTimespan(value as Long);
    case 'real':
      return encodeReal(value as number);
    case 'decimal':
      return formatDecimal(value as DecimalValue);
    case 'dynamic':
      return encodeDynamic(value as Dynamic);
    default:
      return value as JsonValue;
  }
}

function encodeReal(value: number): JsonValue {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

function encodeDynamic(value: Dynamic): JsonValue {
  if (value instanceof DynamicReal) return encodeReal(value.value);
  if (value instanceof DynamicScalar) return dynamicScalarText(value);
  if (Array.isArray(value)) return value.map(encodeDynamic);
  if (value instanceof Map) {
    const object: { [key: string]: JsonValue } = {};
    for (const [key, item] of value) defineKey(object, key, encodeDynamic(item));
    return object;
  }
  return value;
}

/** Sets an own property whatever its name: logs hold keys such as `__proto__`. */
function defineKey(object: { [key: string]: JsonValue }, key: string, value: JsonValue): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

/** JSON text on one line; bigints as plain integers. */
export function stringifyJson(value: JsonValue): string {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(stringifyJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    return `{${Object.entries(value)
      .map(([key, item]) => `${JSON.stringify(key)}:${stringifyJson(item)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value);
}
