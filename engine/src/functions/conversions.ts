/** Conversions between types: the implicit ones of arguments, and what `tolong` and its like do (which `scalar/conversion.ts` registers). */
import type { KqlType } from '@rulesmith/kql';
import { Decimal, type DecimalValue, formatDecimal, parseDecimal } from '../values/decimal.ts';
import { type Dynamic, DynamicReal, DynamicScalar, dynamicReal, dynamicToText } from '../values/dynamic.ts';
import { formatInstant, type Instant, instantOfTicks, ticksOfInstant } from '../values/instant.ts';
import { type Long, longToInt, maxLong, minLong, parseLong, realToLong, toLong } from '../values/long.ts';
import { parseInstant } from '../values/parseInstant.ts';
import { formatReal, parseReal } from '../values/real.ts';
import { formatTimespan, parseTimespan } from '../values/timespan.ts';
import type { Value } from '../values/value.ts';

type Convert = (value: never) => Value;

/** How a value of type `from` becomes one of type `to`; undefined where Kusto has no such conversion. Null stays null and is not passed. */
export function conversion(from: KqlType, to: KqlType): ((value: Value) => Value) | undefined {
  if (from === to) return (value) => value;
  const convert = to === 'dynamic' ? (value: never) => toDynamic(value, from) : from === 'dynamic' ? fromDynamic(to) : table[to]?.[from];
  return convert as ((value: Value) => Value) | undefined;
}

const identity: Convert = (value) => value;
const number: Convert = (value: Long) => Number(value);

const table: Partial<Record<KqlType, Partial<Record<KqlType, Convert>>>> = {
  string: {
    bool: (value: boolean) => (value ? 'True' : 'False'),
    int: (value: number) => String(value),
    long: (value: Long) => String(value),
    real: formatReal,
    decimal: formatDecimal,
    datetime: (value: Instant) => formatInstant(value, 'always'),
    timespan: formatTimespan,
    guid: identity,
  },
  long: {
    bool: (value: boolean) => (value ? 1 : 0),
    int: identity,
    real: realToLong,
    decimal: (value: DecimalValue) => bigToLong(BigInt(value.trunc().toFixed())),
    string: parseLong,
    datetime: (value: Instant) => toLong(ticksOfInstant(value)),
    timespan: identity,
  },
  int: {
    bool: (value: boolean) => (value ? 1 : 0),
    long: longToInt,
    real: realToInt,
    decimal: (value: DecimalValue) => realToInt(value.toNumber()),
    string: (value: string) => {
      const parsed = parseLong(value);
      return typeof parsed === 'number' && parsed >= -2147483648 && parsed <= 2147483647 ? parsed : null;
    },
    datetime: (value: Instant) => longToInt(toLong(ticksOfInstant(value))),
    timespan: longToInt,
  },
  real: {
    bool: (value: boolean) => (value ? 1 : 0),
    int: identity,
    long: number,
    decimal: (value: DecimalValue) => value.toNumber(),
    string: parseReal,
    datetime: (value: Instant) => Number(ticksOfInstant(value)),
    timespan: number,
  },
  decimal: {
    bool: (value: boolean) => new Decimal(value ? 1 : 0),
    int: (value: number) => new Decimal(value),
    long: (value: Long) => new Decimal(String(value)),
    real: (value: number) => (Number.isFinite(value) ? new Decimal(value) : null),
    string: parseDecimal,
    timespan: (value: Long) => new Decimal(String(value)),
    datetime: (value: Instant) => new Decimal(String(ticksOfInstant(value))),
  },
  bool: {
    int: (value: number) => value !== 0,
    long: (value: Long) => value !== 0,
    real: (value: number) => (Number.isNaN(value) ? null : value !== 0),
    decimal: (value: DecimalValue) => !value.isZero(),
    string: parseBool,
    timespan: (value: Long) => value !== 0,
  },
  datetime: {
    string: parseInstant,
    long: (value: Long) => instantOfTicks(BigInt(value)),
    int: (value: number) => instantOfTicks(BigInt(value)),
    real: (value: number) => (Number.isFinite(value) ? instantOfTicks(BigInt(Math.trunc(value))) : null),
    timespan: (value: Long) => instantOfTicks(BigInt(value)),
  },
  timespan: {
    string: parseTimespan,
    long: identity,
    int: identity,
    real: realToLong,
    datetime: (value: Instant) => toLong(ticksOfInstant(value)),
    decimal: (value: DecimalValue) => realToLong(value.toNumber()),
  },
  guid: { string: parseGuid },
};

function bigToLong(value: bigint): Long | null {
  return value > maxLong || value < minLong ? null : toLong(value);
}

/** Toward zero, saturated (kql-semantics 25); null for NaN. */
function realToInt(value: number): number | null {
  if (Number.isNaN(value)) return null;
  return Math.trunc(Math.max(-2147483648, Math.min(2147483647, value))) + 0;
}

/** `true`, `false` in any case, or an integer, without blanks around; null for anything else (kql-semantics 28). */
function parseBool(text: string): boolean | null {
  const lower = text.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower === 'true';
  const whole = /\s/.test(text) ? null : parseLong(text);
  return whole === null ? null : whole !== 0;
}

/** The canonical form of a guid, wherever its dashes are; null where the text is none. */
export function parseGuid(text: string): string | null {
  const plain = text
    .trim()
    .replace(/^[{(]|[)}]$/g, '')
    .replaceAll('-', '');
  if (!/^[0-9a-fA-F]{32}$/.test(plain)) return null;
  return plain.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A typed value inside a dynamic. */
export function toDynamic(value: Value, from: KqlType): Dynamic {
  if (value === null) return null;
  switch (from) {
    case 'real':
      return dynamicReal(value as number);
    case 'datetime':
    case 'timespan':
    case 'guid':
    case 'decimal':
      return new DynamicScalar(from, value as Long | string | DecimalValue);
    default:
      return value as Dynamic;
  }
}

/** How a dynamic becomes a value of type `to`; arrays and bags become text, and null of any other type. */
function fromDynamic(to: KqlType): Convert | undefined {
  if (to === 'string') return dynamicToText as Convert;
  return ((value: Dynamic) => {
    const [type, scalar] = scalarOf(value);
    if (type === undefined || scalar === null) return null;
    return conversion(type, to)?.(scalar) ?? null;
  }) as Convert;
}

/** The scalar in a dynamic with its type; no type for arrays and bags. */
export function scalarOf(value: Dynamic): [KqlType | undefined, Value] {
  if (value === null || Array.isArray(value) || value instanceof Map) return [undefined, null];
  if (value instanceof DynamicReal) return ['real', value.value];
  if (value instanceof DynamicScalar) return [value.type, value.value];
  if (typeof value === 'number') return [Number.isInteger(value) ? 'long' : 'real', value];
  return [typeof value === 'bigint' ? 'long' : typeof value === 'boolean' ? 'bool' : 'string', value];
}
