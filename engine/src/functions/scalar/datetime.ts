/** Functions of time (kql-semantics 39-58). */
import { unsupported } from '../../queryError.ts';
import { ConstantColumn } from '../../table/column.ts';
import {
  civilDate,
  dayNumber,
  dayOfCivil,
  daysInMonth,
  type Instant,
  inRange,
  instantAt,
  instantOfCivil,
  instantOfTicks,
  ticksOfDay,
  ticksOfInstant,
  ticksPerDay,
  ticksPerHour,
  ticksPerMillisecond,
  ticksPerMinute,
  ticksPerSecond,
} from '../../values/instant.ts';
import { addLong, type Long, multiplyLong, realToLong, subtractLong } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import { type KernelContext, type ScalarFunction, scalar } from '../scalarFunction.ts';

type Unit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond' | 'microsecond' | 'nanosecond';

const unitTicks: Partial<Record<Unit, number>> = {
  week: 7 * ticksPerDay,
  day: ticksPerDay,
  hour: ticksPerHour,
  minute: ticksPerMinute,
  second: ticksPerSecond,
  millisecond: ticksPerMillisecond,
  microsecond: 10,
};

function unitOf(text: string): Unit {
  const unit = text.toLowerCase();
  const known = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second', 'millisecond', 'microsecond', 'nanosecond'];
  if (!known.includes(unit)) throw new Error(`\`${text}\` is not a part of a datetime`);
  return unit as Unit;
}

/** The start of the period that holds `instant`, moved by `offset` periods; null outside the years 1 to 9999. */
function startOf(unit: 'year' | 'month' | 'week' | 'day', instant: Instant, offset: Long): Instant | null {
  const day = dayNumber(instant);
  const by = Number(offset);
  if (unit === 'day') return instantAt(day + by, 0);
  // Day 0 was a Monday; weeks start on Sunday.
  if (unit === 'week') return instantAt(day - ((day + 1) % 7) + by * 7, 0);
  const date = civilDate(day);
  const months = unit === 'year' ? (date.year + by) * 12 : date.year * 12 + date.month - 1 + by;
  return instantOfCivil(Math.floor(months / 12), (months % 12) + 1, 1);
}

function endOf(unit: 'year' | 'month' | 'week' | 'day', instant: Instant, offset: Long): Instant | null {
  const next = startOf(unit, instant, addLong(offset, 1));
  if (next !== null) return inRange(subtractLong(next, 1));
  const start = startOf(unit, instant, offset);
  return start === null ? null : instantOfTicks(3_155_378_975_999_999_999n);
}

function periods(unit: 'year' | 'month' | 'week' | 'day'): ScalarFunction[] {
  const overload = (kernel: (instant: Instant, offset?: Long) => Value) => ({
    parameters: ['datetime', 'long'] as const,
    optional: 1,
    returns: 'datetime' as const,
    kernel,
  });
  return [
    scalar(
      `startof${unit}`,
      overload((instant, offset = 0) => startOf(unit, instant, offset)),
    ),
    scalar(
      `endof${unit}`,
      overload((instant, offset = 0) => endOf(unit, instant, offset)),
    ),
  ];
}

/** Month and longer steps keep the day, clamped to the month's end (kql-semantics 46). */
function datetimeAdd(part: string, amount: Long, instant: Instant): Instant | null {
  const unit = unitOf(part);
  const ticks = unitTicks[unit];
  if (ticks !== undefined) return inRange(addLong(instant, multiplyLong(amount, ticks)));
  if (unit === 'nanosecond') return inRange(addLong(instant, Math.trunc(Number(amount) / 100)));
  const monthsEach = unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1;
  const date = civilDate(dayNumber(instant));
  const months = date.year * 12 + date.month - 1 + Number(amount) * monthsEach;
  const year = Math.floor(months / 12);
  const month = (((months % 12) + 12) % 12) + 1;
  if (year < 1 || year > 9999) return null;
  return instantOfCivil(year, month, Math.min(date.day, daysInMonth(year, month)), ticksOfDay(instant));
}

/** How many boundaries of the unit lie between (kql-semantics 45). */
function datetimeDiff(part: string, a: Instant, b: Instant): Value {
  const unit = unitOf(part);
  if (unit === 'nanosecond') return multiplyLong(subtractLong(a, b), 100);
  const dayDifference = dayNumber(a) - dayNumber(b);
  if (unit === 'day') return dayDifference;
  if (unit === 'week') return weekNumber(a) - weekNumber(b);
  const ticks = unitTicks[unit];
  if (ticks !== undefined)
    return dayDifference * (ticksPerDay / ticks) + Math.floor(ticksOfDay(a) / ticks) - Math.floor(ticksOfDay(b) / ticks);
  const [x, y] = [civilDate(dayNumber(a)), civilDate(dayNumber(b))];
  if (unit === 'year') return x.year - y.year;
  if (unit === 'quarter') return x.year * 4 + Math.floor((x.month - 1) / 3) - y.year * 4 - Math.floor((y.month - 1) / 3);
  return x.year * 12 + x.month - y.year * 12 - y.month;
}

/** Weeks since year 1, beginning on Sundays. */
function weekNumber(instant: Instant): number {
  return Math.floor((dayNumber(instant) + 1) / 7);
}

function isoWeek(instant: Instant): number {
  const day = dayNumber(instant);
  const thursday = day - (day % 7) + 3;
  return Math.floor((thursday - dayOfCivil(civilDate(thursday).year, 1, 1)) / 7) + 1;
}

function dayOfYear(instant: Instant): number {
  const day = dayNumber(instant);
  return day - dayOfCivil(civilDate(day).year, 1, 1) + 1;
}

function datetimePart(part: string, instant: Instant): Value {
  const name = part.toLowerCase();
  const date = civilDate(dayNumber(instant));
  const ticks = ticksOfDay(instant);
  switch (name) {
    case 'year':
      return date.year;
    case 'quarter':
      return Math.floor((date.month - 1) / 3) + 1;
    case 'month':
      return date.month;
    case 'week_of_year':
      return isoWeek(instant);
    case 'day':
      return date.day;
    case 'dayofyear':
      return dayOfYear(instant);
    case 'hour':
      return Math.floor(ticks / ticksPerHour);
    case 'minute':
      return Math.floor(ticks / ticksPerMinute) % 60;
    case 'second':
      return Math.floor(ticks / ticksPerSecond) % 60;
    case 'millisecond':
      return Math.floor(ticks / ticksPerMillisecond) % 1000;
    case 'microsecond':
      return Math.floor(ticks / 10) % 1_000_000;
    case 'nanosecond':
      return (ticks % ticksPerSecond) * 100;
    case 'weekofyear':
    case 'week':
      throw unsupported(`The part \`${part}\`, whose weeks are not those of ISO 8601,`);
    default:
      throw new Error(`\`${part}\` is not a part of a datetime`);
  }
}

function part(name: string, of: string, ...aliases: string[]): ScalarFunction {
  return scalar(name, { parameters: ['datetime'], returns: 'long', kernel: (instant: Instant) => datetimePart(of, instant) }, ...aliases);
}

function makeDatetime(year: Long, month: Long, day: Long, hour: Long = 0, minute: Long = 0, second = 0): Instant | null {
  if (Number(hour) < 0 || Number(hour) > 23 || Number(minute) < 0 || Number(minute) > 59 || second < 0 || second >= 60) return null;
  const ticks = (Number(hour) * 60 + Number(minute)) * ticksPerMinute + Math.round(second * ticksPerSecond);
  return instantOfCivil(Number(year), Number(month), Number(day), ticks);
}

function makeTimespan(...parts: number[]): Long | null {
  if (parts.length > 4) return null;
  const [days, hours, minutes, seconds] = parts.length === 4 ? parts : parts.length === 3 ? [0, ...parts] : [0, parts[0], parts[1], 0];
  if (days < 0 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds >= 60) return null;
  return realToLong(days * ticksPerDay + hours * ticksPerHour + minutes * ticksPerMinute + Math.round(seconds * ticksPerSecond));
}

/** Seconds and finer since 1970 as a datetime: exact for whole numbers, which reals are not beyond 2^53. */
function unixTime(name: string, ticksEach: number): ScalarFunction {
  const epoch = instantOfCivil(1970, 1, 1) as Instant;
  const ticksOf = (value: bigint) => (ticksEach < 1 ? value / BigInt(Math.round(1 / ticksEach)) : value * BigInt(ticksEach));
  return {
    name,
    overloads: [
      {
        parameters: ['long'],
        returns: 'datetime',
        kernel: (value: Long) => instantOfTicks(ticksOfInstant(epoch) + ticksOf(BigInt(value))),
      },
      {
        parameters: ['real'],
        returns: 'datetime',
        kernel: (value: number) => {
          const ticks = realToLong(value * ticksEach);
          return ticks === null ? null : inRange(addLong(epoch, ticks));
        },
      },
    ],
  };
}

export const datetimes: readonly ScalarFunction[] = [
  ...periods('year'),
  ...periods('month'),
  ...periods('week'),
  ...periods('day'),
  scalar('datetime_add', { parameters: ['string', 'long', 'datetime'], returns: 'datetime', kernel: datetimeAdd }),
  scalar('$datetime_diff', { parameters: ['string', 'datetime', 'datetime'], returns: 'long', kernel: datetimeDiff }),
  scalar('$datetime_diff_week', { parameters: ['string', 'datetime', 'datetime'], returns: 'real', kernel: datetimeDiff }),
  scalar('datetime_part', { parameters: ['string', 'datetime'], returns: 'long', kernel: datetimePart }, 'datepart'),
  part('getyear', 'year'),
  part('monthofyear', 'month', 'getmonth'),
  part('dayofmonth', 'day'),
  part('dayofyear', 'dayofyear'),
  part('hourofday', 'hour'),
  part('week_of_year', 'week_of_year'),
  scalar('dayofweek', {
    parameters: ['datetime'],
    returns: 'timespan',
    kernel: (instant: Instant) => ((dayNumber(instant) + 1) % 7) * ticksPerDay,
  }),
  scalar('make_datetime', {
    parameters: ['long', 'long', 'long', 'long', 'long', 'real'],
    optional: 3,
    returns: 'datetime',
    kernel: makeDatetime,
  }),
  scalar('make_timespan', { parameters: ['real', 'real', 'real', 'real'], optional: 2, returns: 'timespan', kernel: makeTimespan }),
  unixTime('unixtime_seconds_todatetime', ticksPerSecond),
  unixTime('unixtime_milliseconds_todatetime', ticksPerMillisecond),
  unixTime('unixtime_microseconds_todatetime', 10),
  unixTime('unixtime_nanoseconds_todatetime', 0.01),
  {
    name: 'now',
    overloads: [
      {
        parameters: ['timespan'],
        optional: 1,
        returns: 'datetime',
        kernel: () => null,
        columns: (args, context) => nowColumn(args[0]?.force().get(0) as Long | undefined, context, addLong),
      },
    ],
  },
  {
    name: 'ago',
    overloads: [
      {
        parameters: ['timespan'],
        returns: 'datetime',
        kernel: () => null,
        columns: (args, context) => nowColumn(args[0].force().get(0) as Long, context, subtractLong),
      },
    ],
  },
];

/** One instant for the whole run (kql-semantics 57). */
function nowColumn(offset: Long | null | undefined, context: KernelContext, combine: (a: Long, b: Long) => Long): ConstantColumn {
  const value = offset === undefined ? context.now : offset === null ? null : inRange(combine(context.now, offset));
  return new ConstantColumn('datetime', value, context.rowCount);
}
