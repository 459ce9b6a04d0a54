/** Datetimes and timespans. */

import { calendarOf, ticksOfDay } from '../text.ts';
import type { Signature } from '../tree.ts';
import { floorDivide, instantOrNull, lastTick, type Type, ticksPerDay, ticksPerSecond, type Value, wrapLong } from '../values.ts';
import { constants, infix } from './shapes.ts';

const spans = constants('timespan', [
  ticksPerSecond,
  3600n * ticksPerSecond,
  ticksPerDay,
  7n * ticksPerDay,
  30n * ticksPerDay,
  15n * 60n * ticksPerSecond,
]);
const offsets = constants('long', [0n, 1n, -1n, 12n, -13n]);

type Unit = 'day' | 'week' | 'month' | 'year';

/** The first tick of the unit that holds `ticks`, `offset` units later. */
function startOf(unit: Unit, ticks: bigint, offset: bigint): bigint {
  const { year, month } = calendarOf(ticks);
  const day = ticks - (ticks % ticksPerDay);
  switch (unit) {
    case 'day':
      return day + offset * ticksPerDay;
    case 'week':
      return day - (weekday(ticks) - 7n * offset) * ticksPerDay;
    case 'month':
      return ticksOfDay(year, month + Number(offset), 1);
    case 'year':
      return ticksOfDay(year + Number(offset), 1, 1);
  }
}

/** Days since Sunday: the first day of year 1 was a Monday. */
function weekday(ticks: bigint): bigint {
  return (ticks / ticksPerDay + 1n) % 7n;
}

const bounds: readonly Signature[] = (['day', 'week', 'month', 'year'] as const).flatMap((unit): Signature[] => {
  const start = (ticks: bigint, offset = 0n) => instantOrNull(startOf(unit, ticks, offset));
  // The last period of all ends with the last tick.
  const end = (ticks: bigint, offset = 0n) => {
    const last = startOf(unit, ticks, offset + 1n) - 1n;
    return start(ticks, offset) !== null && last > lastTick ? lastTick : instantOrNull(last);
  };
  return [
    { name: `startof${unit}`, parameters: ['datetime'], returns: 'datetime', apply: (ticks: bigint) => start(ticks) },
    { name: `startof${unit}`, parameters: ['datetime', offsets], returns: 'datetime', apply: start },
    { name: `endof${unit}`, parameters: ['datetime'], returns: 'datetime', apply: (ticks: bigint) => end(ticks) },
    { name: `endof${unit}`, parameters: ['datetime', offsets], returns: 'datetime', apply: end },
  ];
});

const fixedUnits: Readonly<Record<string, bigint>> = {
  day: ticksPerDay,
  hour: 3600n * ticksPerSecond,
  minute: 60n * ticksPerSecond,
  second: ticksPerSecond,
  millisecond: ticksPerSecond / 1000n,
};

/** How many of the unit have begun since year 1. */
function countOf(unit: string, ticks: bigint): bigint {
  const { year, month } = calendarOf(ticks);
  if (unit === 'year') return BigInt(year);
  if (unit === 'quarter') return BigInt(year * 4 + Math.floor((month - 1) / 3));
  if (unit === 'month') return BigInt(year * 12 + month);
  return ticks / fixedUnits[unit];
}

function addUnits(unit: string, amount: bigint, ticks: bigint): Value {
  const fixed = unit === 'week' ? 7n * ticksPerDay : fixedUnits[unit];
  if (fixed !== undefined) return instantOrNull(ticks + amount * fixed);
  const months = Number(amount) * (unit === 'year' ? 12 : unit === 'quarter' ? 3 : 1);
  const { year, month, day } = calendarOf(ticks);
  const first = ticksOfDay(year, month + months, 1);
  const length = (ticksOfDay(year, month + months + 1, 1) - first) / ticksPerDay;
  const shift = BigInt(day) > length ? length : BigInt(day);
  return instantOrNull(first + (shift - 1n) * ticksPerDay + (ticks % ticksPerDay));
}

const diffUnits = constants('string', ['year', 'quarter', 'month', 'day', 'hour', 'minute', 'second', 'millisecond']);
const addedUnits = constants('string', ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second']);

function part(name: string, value: (ticks: bigint) => bigint): Signature {
  return { name, parameters: ['datetime'], returns: 'long', apply: value };
}

function dayOfYear(ticks: bigint): bigint {
  return (ticks - startOf('year', ticks, 0n)) / ticksPerDay + 1n;
}

/** ISO 8601: the week of the year that has the Thursday of this week. */
function weekOfYear(ticks: bigint): bigint {
  const thursday = ticks - ((weekday(ticks) + 6n) % 7n) * ticksPerDay + 3n * ticksPerDay;
  return (dayOfYear(thursday < 0n ? 0n : thursday > lastTick ? lastTick : thursday) - 1n) / 7n + 1n;
}

function pad(value: bigint | number, width: number): string {
  return String(value).padStart(width, '0');
}

function clock(ticks: bigint): { readonly hours: bigint; readonly minutes: bigint; readonly seconds: bigint; readonly fraction: string } {
  const inDay = ticks % ticksPerDay;
  const seconds = inDay / ticksPerSecond;
  return { hours: seconds / 3600n, minutes: (seconds / 60n) % 60n, seconds: seconds % 60n, fraction: pad(ticks % ticksPerSecond, 7) };
}

function formatInstant(ticks: bigint, format: string): string {
  const { year, month, day } = calendarOf(ticks);
  const { hours, minutes, seconds, fraction } = clock(ticks);
  return format.replace(/y+|M+|d+|H+|h+|m+|s+|f+|tt/g, (run) => {
    const of = (value: bigint | number) => pad(value, run.length);
    switch (run[0]) {
      case 'y':
        return run.length === 4 ? pad(year, 4) : pad(year % 100, run.length);
      case 'M':
        return of(month);
      case 'd':
        return of(day);
      case 'H':
        return of(hours);
      case 'h':
        return of(hours % 12n === 0n ? 12n : hours % 12n);
      case 'm':
        return of(minutes);
      case 's':
        return of(seconds);
      case 't':
        return hours < 12n ? 'AM' : 'PM';
      default:
        return fraction.slice(0, run.length);
    }
  });
}

function formatSpan(ticks: bigint, format: string): string {
  const size = ticks < 0n ? -ticks : ticks;
  const { hours, minutes, seconds, fraction } = clock(size);
  const values: Readonly<Record<string, bigint>> = { d: size / ticksPerDay, h: hours, H: hours, m: minutes, s: seconds };
  const text = format.replace(/d+|[hH]+|m+|s+|f+/g, (run) =>
    run[0] === 'f' ? fraction.slice(0, run.length) : pad(values[run[0]], run.length),
  );
  return `${ticks < 0n ? '-' : ''}${text}`;
}

const instantFormats = constants('string', [
  'yyyy-MM-dd HH:mm:ss',
  'yy-M-d h:m:s',
  'dd/MM/yyyy [hh:mm tt]',
  'HH:mm:ss.fffffff',
  'yyyy-MM-dd HH:mm:ss.fff',
]);
const spanFormats = constants('string', ['hh:mm:ss', 'd.hh:mm:ss.fffffff', 'dd.hh:mm', 'h:m:s.fff', 'HH:mm']);

function ofSpan(returns: Type, name: string, apply: (ticks: bigint, other: bigint) => Value): Signature {
  return infix(name, ['timespan', spans], returns, apply);
}

export const timeSignatures: readonly Signature[] = [
  ...bounds,
  infix('-', ['datetime', 'datetime'], 'timespan', (a: bigint, b: bigint) => a - b),
  infix('+', ['datetime', spans], 'datetime', (a: bigint, b: bigint) => instantOrNull(a + b)),
  infix('-', ['datetime', spans], 'datetime', (a: bigint, b: bigint) => instantOrNull(a - b)),
  infix('+', ['datetime', 'timespan'], 'datetime', (a: bigint, b: bigint) => instantOrNull(a + b)),
  ofSpan('timespan', '+', (a, b) => wrapLong(a + b)),
  ofSpan('timespan', '-', (a, b) => wrapLong(a - b)),
  ofSpan('real', '/', (a, b) => Number(a) / Number(b)),
  infix('*', [spans, constants('long', [2n, -3n, 0n])], 'timespan', (a: bigint, n: bigint) => a * n),
  {
    name: 'bin',
    parameters: ['datetime', spans],
    returns: 'datetime',
    apply: (a: bigint, n: bigint) => instantOrNull(floorDivide(a, n) * n),
  },
  { name: 'bin', parameters: ['timespan', spans], returns: 'timespan', apply: (a: bigint, n: bigint) => wrapLong(floorDivide(a, n) * n) },
  {
    name: 'bin_at',
    parameters: ['datetime', spans, constants('datetime', [ticksOfDay(2024, 5, 1) + 12_345_678n])],
    returns: 'datetime',
    apply: (a: bigint, n: bigint, at: bigint) => instantOrNull(floorDivide(a - at, n) * n + at),
  },
  {
    name: 'datetime_diff',
    parameters: [diffUnits, 'datetime', 'datetime'],
    returns: 'long',
    apply: (unit: string, a: bigint, b: bigint) => countOf(unit, a) - countOf(unit, b),
  },
  { name: 'datetime_add', parameters: [addedUnits, offsets, 'datetime'], returns: 'datetime', apply: addUnits },
  part('getyear', (a) => BigInt(calendarOf(a).year)),
  part('monthofyear', (a) => BigInt(calendarOf(a).month)),
  part('dayofmonth', (a) => BigInt(calendarOf(a).day)),
  part('dayofyear', dayOfYear),
  part('hourofday', (a) => (a % ticksPerDay) / fixedUnits.hour),
  part('week_of_year', weekOfYear),
  { name: 'todatetime', parameters: ['long'], returns: 'datetime', apply: instantOrNull },
  {
    name: 'unixtime_seconds_todatetime',
    parameters: [constants('long', [0n, 1_714_521_600n, -1n, 253_402_300_799n])],
    returns: 'datetime',
    apply: (a: bigint) => ticksOfDay(1970, 1, 1) + a * ticksPerSecond,
  },
  { name: 'abs', parameters: ['timespan'], returns: 'timespan', apply: (a: bigint) => wrapLong(a < 0n ? -a : a) },
  { name: '-', parameters: ['timespan'], returns: 'timespan', apply: (a: bigint) => wrapLong(-a), render: ([a]) => `(-(${a}))` },
  {
    name: 'between',
    parameters: ['datetime', constants('datetime', [ticksOfDay(2024, 4, 30), ticksOfDay(2020, 1, 1)]), spans],
    returns: 'bool',
    apply: (a: bigint, from: bigint, span: bigint) => a >= from && a <= from + span,
    render: ([a, from, span]) => `(${a} between (${from} .. ${span}))`,
  },
  {
    name: 'make_timespan',
    parameters: [constants('long', [0n, 23n, 24n]), constants('long', [0n, 59n, 60n]), constants('long', [0n, 30n])],
    returns: 'timespan',
    apply: (h: bigint, m: bigint, s: bigint) => (h > 23n || m > 59n ? null : ((h * 60n + m) * 60n + s) * ticksPerSecond),
  },
  { name: 'dayofweek', parameters: ['datetime'], returns: 'timespan', apply: (a: bigint) => weekday(a) * ticksPerDay },
  {
    name: 'datetime_part',
    parameters: [constants('string', ['Quarter', 'minute', 'second', 'millisecond', 'Year', 'day', 'hour']), 'datetime'],
    returns: 'long',
    apply: (name: string, a: bigint) => {
      const { year, month, day } = calendarOf(a);
      const { hours, minutes, seconds, fraction } = clock(a);
      const parts = {
        year,
        quarter: Math.floor((month - 1) / 3) + 1,
        day,
        hour: hours,
        minute: minutes,
        second: seconds,
        millisecond: Number(fraction.slice(0, 3)),
      };
      return BigInt(parts[name.toLowerCase() as keyof typeof parts]);
    },
  },
  { name: 'format_datetime', parameters: ['datetime', instantFormats], returns: 'string', apply: formatInstant },
  { name: 'format_timespan', parameters: ['timespan', spanFormats], returns: 'string', apply: formatSpan },
  {
    name: 'make_datetime',
    parameters: [constants('long', [2024n, 2023n, 1n]), constants('long', [1n, 2n, 12n, 13n]), constants('long', [1n, 28n, 29n, 31n])],
    returns: 'datetime',
    apply: (year: bigint, month: bigint, day: bigint) => {
      const ticks = ticksOfDay(Number(year), Number(month), Number(day));
      const back = calendarOf(ticks);
      return BigInt(back.month) === month && BigInt(back.day) === day ? ticks : null;
    },
  },
];
