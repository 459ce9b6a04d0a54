/**
 * 64-bit integers: `long`, and the ticks of `datetime` and `timespan`.
 *
 * A value is a JavaScript number while it is a safe integer and a bigint beyond that, never both, so that `===` compares and the common
 * case stays fast. Arithmetic wraps modulo 2^64, as Kusto's does (kql-semantics: max + 1 = min).
 */
export type Long = number | bigint;

export const minLong = -9223372036854775808n;
export const maxLong = 9223372036854775807n;

/** The one representation of `value`, wrapped to 64 bits. */
export function toLong(value: bigint): Long {
  const wrapped = BigInt.asIntN(64, value);
  return isSafe(wrapped) ? Number(wrapped) : wrapped;
}

function isSafe(value: bigint): boolean {
  return value <= 9007199254740991n && value >= -9007199254740991n;
}

export function addLong(a: Long, b: Long): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return toLong(BigInt(a) + BigInt(b));
}

export function subtractLong(a: Long, b: Long): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return toLong(BigInt(a) - BigInt(b));
}

export function multiplyLong(a: Long, b: Long): Long {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0; // -0 becomes 0.
  }
  return toLong(BigInt(a) * BigInt(b));
}

/** Quotient toward zero; null where `b` is 0. */
export function divideLong(a: Long, b: Long): Long | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b) + 0 === a / b ? a / b + 0 : truncatedQuotient(a, b);
  return toLong(BigInt(a) / BigInt(b));
}

/** `a / b` may round up to the next integer for large `a`; the remainder tells exactly. */
function truncatedQuotient(a: number, b: number): number {
  return (a - (a % b)) / b + 0;
}

/** Remainder that is never negative (kql-semantics 21); null where `b` is 0. */
export function moduloLong(a: Long, b: Long): Long | null {
  if (b === 0) return null;
  if (typeof a === 'number' && typeof b === 'number') {
    const rest = a % b;
    return rest < 0 ? rest + Math.abs(b) : rest + 0;
  }
  const divisor = BigInt(b);
  const rest = BigInt(a) % divisor;
  return toLong(rest < 0n ? rest + (divisor < 0n ? -divisor : divisor) : rest);
}

/** The largest multiple of `size` that is not above `value`; null where `size` is not positive. */
export function floorToMultiple(value: Long, size: Long): Long | null {
  if (size <= 0) return null;
  const rest = moduloLong(value, size) as Long;
  return subtractLong(value, rest);
}

export function negateLong(value: Long): Long {
  return typeof value === 'number' ? 0 - value : toLong(-value);
}

/** The nearest real. */
export function longToReal(value: Long): number {
  return Number(value);
}

/** A real as long: toward zero, saturated at the ends; null for NaN. */
export function realToLong(value: number): Long | null {
  if (Number.isNaN(value)) return null;
  const whole = Math.trunc(value) + 0;
  if (Number.isSafeInteger(whole)) return whole;
  if (value >= 2 ** 63) return maxLong;
  if (value <= -(2 ** 63)) return minLong;
  return toLong(BigInt(whole));
}

/** The low 32 bits as a signed integer. */
export function longToInt(value: Long): number {
  return typeof value === 'number' ? value | 0 : Number(BigInt.asIntN(32, value));
}

/**
 * Text as long: blanks trimmed, an optional sign, decimal digits, or `0x` and up to 16 hexadecimal digits without a sign; null for anything
 * else and for what 64 bits cannot hold (kql-semantics 26).
 */
export function parseLong(text: string): Long | null {
  const trimmed = text.trim();
  const hex = /^0[xX]([0-9a-fA-F]+)$/.exec(trimmed);
  if (hex) {
    const digits = hex[1].replace(/^0+(?=.)/, '');
    return digits.length > 16 ? null : toLong(BigInt(`0x${digits}`));
  }
  if (!/^[+-]?\d+$/.test(trimmed)) return null;
  const value = Number(trimmed);
  if (Number.isSafeInteger(value)) return value + 0;
  const exact = BigInt(trimmed.replace(/^\+/, ''));
  return exact > maxLong || exact < minLong ? null : toLong(exact);
}

export function compareLong(a: Long, b: Long): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
