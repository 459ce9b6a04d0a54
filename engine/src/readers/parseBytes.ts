/** Numbers and times straight from the bytes of a log, for the common forms; NaN where the bytes are of another form. */
import { dayOfCivil, daysInMonth, ticksPerDay, ticksPerSecond } from '../values/instant.ts';

/** Days from 0001-01-01 to 2020-01-01, where instants count from. */
const epochDays = 737_424;

/** Digits with an optional sign, up to 15 of them. */
export function wholeNumber(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const negative = bytes[at] === 45;
  if (negative) at++;
  if (at >= end || end - at > 15) return Number.NaN;
  let value = 0;
  for (; at < end; at++) {
    const digit = bytes[at] - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return negative ? 0 - value : value;
}

function digits(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let index = 0; index < count; index++) {
    const digit = bytes[at + index] - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** `yyyy-MM-dd` as ticks of its midnight since 2020-01-01. */
export function dateTicks(bytes: Uint8Array, at: number): number {
  const year = digits(bytes, at, 4);
  const month = digits(bytes, at + 5, 2);
  const day = digits(bytes, at + 8, 2);
  if (bytes[at + 4] !== 45 || bytes[at + 7] !== 45 || !(month >= 1 && month <= 12) || !(day >= 1 && year >= 1)) return Number.NaN;
  if (day > daysInMonth(year, month)) return Number.NaN;
  const ticks = (dayOfCivil(year, month, day) - epochDays) * ticksPerDay;
  return Number.isSafeInteger(ticks) ? ticks : Number.NaN;
}

/** `HH:mm:ss` as ticks. */
export function clockTicks(bytes: Uint8Array, at: number): number {
  const hour = digits(bytes, at, 2);
  const minute = digits(bytes, at + 3, 2);
  const second = digits(bytes, at + 6, 2);
  if (bytes[at + 2] !== 58 || bytes[at + 5] !== 58 || !(hour < 24) || !(minute < 60) || !(second < 60)) return Number.NaN;
  return ((hour * 60 + minute) * 60 + second) * ticksPerSecond;
}

/** `yyyy-MM-ddTHH:mm:ss[.fffffff]Z`, in UTC, as ticks since 2020-01-01. */
export function isoTicks(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 20 || bytes[end - 1] !== 90 || (bytes[start + 10] !== 84 && bytes[start + 10] !== 32)) return Number.NaN;
  const whole = dateTicks(bytes, start) + clockTicks(bytes, start + 11);
  const fractionStart = start + 19;
  if (fractionStart === end - 1) return whole;
  const width = end - 1 - (fractionStart + 1);
  if (bytes[fractionStart] !== 46 || width < 1 || width > 7) return Number.NaN;
  return whole + digits(bytes, fractionStart + 1, width) * 10 ** (7 - width);
}

/**
 * From `at`, behind the four bytes at a time that do not have the byte of which `pattern` is made: at most at the first one that has it, or less
 * than four bytes before `end`.
 */
export function skipWords(view: DataView, at: number, end: number, pattern: number): number {
  let position = at;
  for (const last = end - 4; position <= last; position += 4) {
    const word = view.getInt32(position) ^ pattern;
    if (((word - 0x01010101) & ~word & 0x80808080) !== 0) break;
  }
  return position;
}
