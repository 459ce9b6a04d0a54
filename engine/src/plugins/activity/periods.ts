/** The periods of a timeline: of one length from a start on, or those of the calendar. */
import { invalid, unsupported } from '../../queryError.ts';
import { civilDate, dayNumber, dayOfCivil, type Instant, instantAt } from '../../values/instant.ts';
import { addLong, divideLong, floorToMultiple, type Long, multiplyLong, subtractLong } from '../../values/long.ts';
import type { PluginCall } from '../pluginCall.ts';
import { timelineValue } from './timeline.ts';

export interface Periods {
  /** The number of the period that a value lies in; 0 is the one of the start. */
  indexOf(value: Long): number;
  /** Where a period begins. */
  startOf(index: number): Long;
}

/** Periods of length `step`, the first from `start`. */
export function equalPeriods(start: Long, step: Long): Periods {
  return {
    indexOf: (value) => Number(divideLong(floorToMultiple(subtractLong(value, start), step) as Long, step)),
    startOf: (index) => addLong(start, multiplyLong(index, step)),
  };
}

interface Calendar {
  /** A number of the period that the day lies in. */
  ofDay(day: number): number;
  firstDay(number: number): number;
}

/** Weeks begin on Sunday; day 0 is a Monday. */
const calendars: Readonly<Record<string, Calendar | undefined>> = {
  week: { ofDay: (day) => Math.floor((day + 1) / 7), firstDay: (week) => week * 7 - 1 },
  month: {
    ofDay: (day) => civilDate(day).year * 12 + civilDate(day).month - 1,
    firstDay: (number) => dayOfCivil(Math.floor(number / 12), (number % 12) + 1, 1),
  },
  year: { ofDay: (day) => civilDate(day).year, firstDay: (year) => dayOfCivil(year, 1, 1) },
};

function calendarPeriods(start: Instant, calendar: Calendar): Periods {
  const first = calendar.ofDay(dayNumber(start));
  return {
    indexOf: (value) => calendar.ofDay(dayNumber(value)) - first,
    startOf: (index) => instantAt(calendar.firstDay(first + index), 0) as Instant,
  };
}

/**
 * The periods that the argument `parameter` asks for: a length, `week`, `month` or `year`. Throws where the documentation leaves open where
 * they begin: a start that is not itself the beginning of a period.
 */
export function planPeriods(call: PluginCall, parameter: string, type: 'datetime' | 'timespan' | 'long', start: Long): Periods {
  const given = call.value(parameter);
  if (given.type === 'string') {
    const calendar = calendars[String(given.value)];
    if (calendar === undefined) throw invalid(`\`${parameter}\` is a length, \`week\`, \`month\` or \`year\``, call.syntax(parameter).span);
    if (type !== 'datetime') throw invalid(`Periods of the calendar need a column of type datetime`, call.syntax(parameter).span);
    const periods = calendarPeriods(start, calendar);
    if (periods.startOf(0) !== start)
      throw unsupported(`\`${call.name}\` with a start that is not the beginning of a ${given.value}`, call.syntax('Start').span);
    return periods;
  }
  const step = timelineValue(call, parameter, type === 'datetime' ? 'timespan' : type);
  if (step <= 0) throw invalid(`\`${parameter}\` must be more than 0`, call.syntax(parameter).span);
  requireMultiple(call, type, start, step);
  return equalPeriods(start, step);
}

/** Whether periods are counted from the start or from zero is not documented: both are the same where the start is a multiple of their length. */
export function requireMultiple(call: PluginCall, type: 'datetime' | 'timespan' | 'long', start: Long, step: Long): void {
  const origin = type === 'datetime' ? (instantAt(0, 0) as Instant) : 0;
  const fromOrigin = subtractLong(start, origin);
  if (floorToMultiple(fromOrigin, step) !== fromOrigin)
    throw unsupported(`\`${call.name}\` with a start that is not a multiple of its step`, call.syntax('Start').span);
}
