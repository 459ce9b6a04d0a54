/** `timespan` values: a number of 100 ns ticks. */
import { ticksPerDay, ticksPerHour, ticksPerMinute, ticksPerSecond } from './instant.ts';
import { type Long, maxLong, minLong, negateLong, toLong } from './long.ts';

export type Timespan = Long;

const ticksPerUnit: Readonly<Record<string, number>> = {
  d: ticksPerDay,
  day: ticksPerDay,
  days: ticksPerDay,
  h: ticksPerHour,
  hr: ticksPerHour,
  hrs: ticksPerHour,
  hour: ticksPerHour,
  hours: ticksPerHour,
  m: ticksPerMinute,
  min: ticksPerMinute,
  minute: ticksPerMinute,
  minutes: ticksPerMinute,
  s: ticksPerSecond,
  sec: ticksPerSecond,
  second: ticksPerSecond,
  seconds: ticksPerSecond,
  ms: 10_000,
  milli: 10_000,
  millis: 10_000,
  millisec: 10_000,
  millisecond: 10_000,
  milliseconds: 10_000,
  microsecond: 10,
  microseconds: 10,
  micro: 10,
  micros: 10,
  microsec: 10,
  tick: 1,
  ticks: 1,
};

/** A real number of ticks, toward zero; null beyond 64 bits. */
function fromReal(ticks: number): Timespan | null {
  const whole = Math.trunc(ticks) + 0;
  if (Number.isSafeInteger(whole)) return whole;
  if (!Number.isFinite(whole)) return null;
  const exact = BigInt(whole);
  return exact > maxLong || exact < minLong ? null : toLong(exact);
}

/** `1d`, `1.5h`, `90s`, `1.02:03:04.5`, `13:00`, a bare whole number of days; null for anything else (kql-semantics 51). */
export function parseTimespan(text: string): Timespan | null {
  const trimmed = text.trim();
  const unit = /^([+-]?)\s*(\d+(?:\.\d+)?)\s*([a-zA-Z]+)$/.exec(trimmed);
  if (unit) return unitTicks(unit[1], unit[2], unit[3].toLowerCase());
  if (/^[+-]?\d+$/.test(trimmed)) return fromReal(Number(trimmed) * ticksPerDay);
  return parseClock(trimmed);
}

function unitTicks(sign: string, amount: string, unit: string): Timespan | null {
  const ticks = ticksPerUnit[unit];
  if (ticks === undefined) return null;
  const value = fromReal(scaled(amount, ticks));
  return value !== null && sign === '-' ? negateLong(value) : value;
}

/** `amount * ticks`, the fraction by its digits so that `0.1s` is not 999,999.9… ticks. */
function scaled(amount: string, ticks: number): number {
  const [whole, fraction = ''] = amount.split('.');
  const digits = Math.min(fraction.length, 15);
  return Number(whole) * ticks + Math.round((Number(fraction.slice(0, digits) || '0') * ticks * 1000) / 10 ** digits) / 1000;
}

/** `[-][d.]hh:mm[:ss[.fffffff]]`. */
function parseClock(text: string): Timespan | null {
  const match = /^(-?)(?:(\d+)[.:])??(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.(\d{1,7}))?)?$/.exec(text);
  if (!match) return null;
  const [, sign, days = '0', hours, minutes, seconds = '0', fraction = ''] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const clock =
    Number(hours) * ticksPerHour + Number(minutes) * ticksPerMinute + Number(seconds) * ticksPerSecond + Number(fraction.padEnd(7, '0'));
  const total = toLong(BigInt(days) * BigInt(ticksPerDay) + BigInt(clock));
  return sign ? negateLong(total) : total;
}

/** `[-][d.]hh:mm:ss[.fffffff]`: no days where there are none, the fraction absent or seven digits (kql-semantics 50). */
export function formatTimespan(value: Timespan): string {
  const exact = BigInt(value);
  const positive = exact < 0n ? -exact : exact;
  const days = positive / BigInt(ticksPerDay);
  const ticks = Number(positive % BigInt(ticksPerDay));
  const fraction = ticks % ticksPerSecond;
  const seconds = (ticks - fraction) / ticksPerSecond;
  const two = (part: number): string => String(part).padStart(2, '0');
  const clock = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${exact < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${clock}${fraction ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}
