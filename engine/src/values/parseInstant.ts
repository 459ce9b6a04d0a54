/** Text as datetime, by the forms that `todatetime` and datetime literals take. */
import { daysInMonth, type Instant, inRange, instantOfCivil, ticksPerDay, ticksPerMinute, ticksPerSecond } from './instant.ts';
import { addLong } from './long.ts';

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

const weekday = '(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)';

const zonePattern = '(?:\\s*(Z|UTC|GMT|[+-]\\d{1,2}(?::?\\d{2})?))?';
const timePattern = '(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,9}))?)?)?\\s*([AaPp][Mm])?';
const iso = new RegExp(`^(\\d{4})-(\\d{1,2})(?:-(\\d{1,2})(?:(?:[Tt]|\\s+)${timePattern}${zonePattern})?)?\\s*Z?$`);
const isoSlashes = new RegExp(`^(\\d{4})/(\\d{1,2})/(\\d{1,2})(?:\\s+${timePattern}${zonePattern})?$`);
const american = new RegExp(`^(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})(?:[\\sT,]+${timePattern}${zonePattern})?$`);
const dayFirstNamed = new RegExp(
  `^(?:${weekday},?\\s+)?(\\d{1,2})[ -]([A-Za-z]{3,9})[ ,-]+(\\d{4}|\\d{2})(?:[\\s,T]+${timePattern}${zonePattern})?$`,
  'i',
);
const monthFirstNamed = new RegExp(
  `^(?:${weekday},?\\s+)?([A-Za-z]{3,9})\\s+(\\d{1,2}),?\\s+(\\d{4})(?:[\\s,T]+${timePattern}${zonePattern})?$`,
  'i',
);
const ctime = /^[A-Za-z]{3}\s+([A-Za-z]{3})\s+(\d{1,2})\s+(\d{2}):(\d{2}):(\d{2})\s+(\d{4})$/;
const compact = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?Z?$/;

/**
 * The instant that `text` means, or null: ISO 8601 with or without a zone (UTC assumed, offsets converted), a date alone, RFC 822 and 850
 * forms, month first where the order is `1/2/2024`. A date that does not exist is null, never rolled over.
 */
export function parseInstant(text: string): Instant | null {
  const trimmed = text.trim();
  let match = iso.exec(trimmed);
  if (match) return build(match[1], match[2], match[3] ?? '1', match, 4);
  match = isoSlashes.exec(trimmed);
  if (match) return build(match[1], match[2], match[3], match, 4);
  match = american.exec(trimmed);
  if (match) return build(match[3], match[1], match[2], match, 4);
  match = dayFirstNamed.exec(trimmed);
  if (match) return build(fullYear(match[3]), monthOf(match[2]), match[1], match, 4);
  match = monthFirstNamed.exec(trimmed);
  if (match) return build(match[3], monthOf(match[1]), match[2], match, 4);
  match = ctime.exec(trimmed);
  if (match) return build(match[6], monthOf(match[1]), match[2], ['', match[3], match[4], match[5]], 1);
  match = compact.exec(trimmed);
  if (match) return build(match[1], match[2], match[3], match, 4);
  return null;
}

function fullYear(text: string): string {
  if (text.length === 4) return text;
  return String(Number(text) < 50 ? 2000 + Number(text) : 1900 + Number(text));
}

/** The number of a month by its name or its first three letters; 0 for another word. */
function monthOf(name: string): string {
  const lower = name.toLowerCase();
  return String(months.findIndex((month) => lower === month || lower === month.slice(0, 3)) + 1);
}

/** `parts` from `at`: hour, minute, second, fraction, AM/PM, zone. */
function build(year: string, month: string, day: string, parts: ArrayLike<string | undefined>, at: number): Instant | null {
  const y = Number(year);
  const m = Number(month);
  const d = Number(day);
  if (m < 1 || m > 12 || d < 1 || d > daysInMonth(y, m)) return null;
  const time = timeTicks(parts[at], parts[at + 1], parts[at + 2], parts[at + 3], parts[at + 4]);
  const offset = zoneTicks(parts[at + 5]);
  if (time === null || offset === null) return null;
  const instant = instantOfCivil(y, m, d, time);
  return instant === null ? null : inRange(addLong(instant, -offset));
}

function timeTicks(hour = '0', minute = '0', second = '0', fraction = '', meridiem?: string): number | null {
  let h = Number(hour);
  if (meridiem) {
    if (h < 1 || h > 12) return null;
    h = (h % 12) + (meridiem.toLowerCase() === 'pm' ? 12 : 0);
  }
  const m = Number(minute);
  const s = Number(second);
  if (m > 59 || s > 59 || h > 24) return null;
  const ticks = (h * 60 + m) * ticksPerMinute + s * ticksPerSecond + Number(fraction.padEnd(7, '0').slice(0, 7));
  return ticks >= ticksPerDay && !(h === 24 && ticks === ticksPerDay) ? null : ticks;
}

function zoneTicks(zone: string | undefined): number | null {
  if (!zone || /^(Z|UTC|GMT)$/i.test(zone)) return 0;
  const digits = zone.slice(1).replace(':', '');
  const hours = Number(digits.length <= 2 ? digits : digits.slice(0, -2));
  const minutes = Number(digits.length <= 2 ? 0 : digits.slice(-2));
  if (hours > 14 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * ticksPerMinute;
}
