/**
 * `datetime` values: ticks of 100 ns, counted inside the engine from 2020-01-01 so that the dates of logs (1991 to 2048) are safe integers
 * and all others exact bigints. Kusto counts from 0001-01-01; `ticksOfInstant` and `instantOfTicks` convert.
 */
import { type Long, moduloLong, subtractLong, toLong } from './long.ts';

export type Instant = Long;

export const ticksPerMillisecond = 10_000;
export const ticksPerSecond = 10_000_000;
export const ticksPerMinute = 600_000_000;
export const ticksPerHour = 36_000_000_000;
export const ticksPerDay = 864_000_000_000;

/** Days from 0001-01-01 to 2020-01-01. */
const epochDays = 737_424;
const epochTicks = BigInt(epochDays) * 864_000_000_000n;
const lastTicks = 3_155_378_975_999_999_999n;

/** The first and last representable datetimes: 0001-01-01 and the last tick of 9999. */
export const minInstant: Instant = toLong(-epochTicks);
export const maxInstant: Instant = toLong(lastTicks - epochTicks);

/** Ticks since 0001-01-01, which is what `tolong(datetime)` gives. */
export function ticksOfInstant(instant: Instant): bigint {
  return BigInt(instant) + epochTicks;
}

/** The instant of ticks since 0001-01-01; null outside the years 1 to 9999. */
export function instantOfTicks(ticks: bigint): Instant | null {
  return ticks < 0n || ticks > lastTicks ? null : toLong(ticks - epochTicks);
}

/** `instant` itself, or null where arithmetic left the years 1 to 9999. */
export function inRange(instant: Instant): Instant | null {
  return instant < minInstant || instant > maxInstant ? null : instant;
}

/** Ticks since midnight. */
export function ticksOfDay(instant: Instant): number {
  return moduloLong(instant, ticksPerDay) as number;
}

/** Days since 0001-01-01; 0001-01-01 was a Monday. */
export function dayNumber(instant: Instant): number {
  const midnight = subtractLong(instant, ticksOfDay(instant));
  return (typeof midnight === 'number' ? midnight / ticksPerDay : Number(midnight / 864_000_000_000n)) + epochDays;
}

/** The instant at `ticks` of the day `day` (days since 0001-01-01); null outside the years 1 to 9999. */
export function instantAt(day: number, ticks: number): Instant | null {
  const days = day - epochDays;
  const total = days * ticksPerDay + ticks;
  if (Number.isSafeInteger(total)) return total;
  return inRange(toLong(BigInt(days) * 864_000_000_000n + BigInt(ticks)));
}

export interface CivilDate {
  year: number;
  /** 1 to 12. */
  month: number;
  /** 1 to 31. */
  day: number;
}

/** The calendar date of a day number, by the proleptic Gregorian calendar. */
export function civilDate(day: number): CivilDate {
  const shifted = day + 306; // Days since 0000-03-01, so that the leap day ends a year.
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1 };
}

/** The day number of a calendar date that exists. */
export function dayOfCivil(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 306;
}

export function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** A calendar date and time as an instant; null where it does not exist. `ticks` is the time of day. */
export function instantOfCivil(year: number, month: number, day: number, ticks = 0): Instant | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return instantAt(dayOfCivil(year, month, day), ticks);
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** `2024-05-01T12:00:00.1234567Z`; with `digits` `always` the fraction has seven digits even where it is zero. */
export function formatInstant(instant: Instant, digits: 'always' | 'where-needed' = 'where-needed'): string {
  const date = civilDate(dayNumber(instant));
  const ticks = ticksOfDay(instant);
  const fraction = ticks % ticksPerSecond;
  const seconds = (ticks - fraction) / ticksPerSecond;
  const time = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  const tail = digits === 'always' || fraction !== 0 ? `.${pad(fraction, 7)}` : '';
  return `${pad(date.year, 4)}-${pad(date.month, 2)}-${pad(date.day, 2)}T${time}${tail}Z`;
}

/** The instant of a JavaScript time in milliseconds since 1970. */
export function instantOfMilliseconds(milliseconds: number): Instant {
  return Math.round((milliseconds - Date.UTC(2020, 0, 1)) * ticksPerMillisecond);
}
