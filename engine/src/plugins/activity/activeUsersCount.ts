/**
 * `active_users_count`: for each step the distinct ids that were active in it: that, looking back from one of their rows, were seen in at least
 * so many periods (https://learn.microsoft.com/kusto/query/active-users-count-plugin). Rows before the start count for looking back; the window
 * does not include its own beginning (as recorded). Steps without such ids are left out.
 */
import type { Execution } from '../../execute.ts';
import { unsupported } from '../../queryError.ts';
import { type Long, subtractLong } from '../../values/long.ts';
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import { type ActivityEvent, eventsById, type ResultRow, resultTable, type Slice, slicesOf } from './events.ts';
import { equalPeriods, type Periods, requireMultiple } from './periods.ts';
import { type Activity, activityColumns, lengthValue, planActivity } from './timeline.ts';

interface Settings {
  readonly activity: Activity;
  readonly lookback: Long;
  readonly periods: Periods;
  /** In how many periods an id must have been seen. */
  readonly atLeast: number;
  readonly steps: Periods;
}

export const activeUsersCount: Plugin = {
  name: 'active_users_count',
  parameters: ['IdColumn', 'TimelineColumn', 'Start', 'End', 'LookbackWindow', 'Period', 'ActivePeriodsCount', 'Bin', 'Dimension…'],
  plan(call): PlannedPlugin {
    const activity = planActivity(call);
    const period = lengthValue(call, 'Period', activity.timeline);
    requireMultiple(call, activity.timeline.type, activity.start, period);
    const settings: Settings = {
      activity,
      lookback: lengthValue(call, 'LookbackWindow', activity.timeline),
      periods: equalPeriods(activity.start, period),
      atLeast: Number(call.constant('ActivePeriodsCount', 'long', 1)),
      steps: equalPeriods(activity.start, lengthValue(call, 'Bin', activity.timeline)),
    };
    const columns = activityColumns(activity, [{ name: 'dcount', type: 'long' }]);
    return {
      columns,
      run: (input, _values, _others, run) => {
        const rows = slicesOf(input, activity, run).flatMap((slice) => sliceRows(slice, settings, run));
        return resultTable(columns, activity, rows, input);
      },
    };
  },
};

function sliceRows(slice: Slice, settings: Settings, run: Execution): ResultRow[] {
  const { start, end } = settings.activity;
  const active = new Map<number, Set<number>>();
  for (const events of eventsById(slice.events).values()) {
    run.guard.checkpoint();
    events.forEach(({ time, id }, position) => {
      if (time < start || time > end || !isActive(events, position, settings)) return;
      const step = settings.steps.indexOf(time);
      active.set(step, (active.get(step) ?? new Set()).add(id));
    });
  }
  const steps = [...active].sort(([a], [b]) => a - b);
  return steps.map(([step, ids]) => ({ slice, times: [settings.steps.startOf(step)], measures: [ids.size] }));
}

/** Looks back from the event at `position`; `events` are those of one id, in order. */
function isActive(events: readonly ActivityEvent[], position: number, { lookback, periods, atLeast }: Settings): boolean {
  const now = events[position].time;
  const current = periods.indexOf(now);
  const exact = new Set<number>();
  const whole = new Set<number>();
  const from = subtractLong(now, lookback);
  const firstPeriod = periods.indexOf(subtractLong(periods.startOf(current), lookback));
  for (let at = position; at >= 0; at--) {
    const period = periods.indexOf(events[at].time);
    const isExact = events[at].time > from;
    const isWhole = period > firstPeriod;
    if (!isExact && !isWhole) break;
    if (isExact) exact.add(period);
    if (isWhole) whole.add(period);
  }
  if (exact.size >= atLeast !== whole.size >= atLeast)
    throw unsupported('`active_users_count` where it matters whether looking back begins within a period');
  return exact.size >= atLeast;
}
