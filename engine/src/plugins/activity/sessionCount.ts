/**
 * `session_count`: for each step the sessions that begin in it: a row begins one where its id was not seen within the window before it, which
 * does not include its own beginning (https://learn.microsoft.com/kusto/query/session-count-plugin, and as recorded). Steps without are left out.
 */
import type { Execution } from '../../execute.ts';
import { unsupported } from '../../queryError.ts';
import { instantAt } from '../../values/instant.ts';
import { type Long, subtractLong } from '../../values/long.ts';
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import { type ActivityEvent, eventsById, type ResultRow, resultTable, type Slice, slicesOf } from './events.ts';
import { equalPeriods, type Periods } from './periods.ts';
import { type Activity, activityColumns, lengthValue, planActivity } from './timeline.ts';

interface Settings {
  readonly activity: Activity;
  readonly lookback: Long;
  readonly steps: Periods;
}

export const sessionCount: Plugin = {
  name: 'session_count',
  parameters: ['IdColumn', 'TimelineColumn', 'Start', 'End', 'Bin', 'LookBackWindow', 'Dimension…'],
  plan(call): PlannedPlugin {
    const activity = planActivity(call);
    // Steps are multiples of their length, wherever the start lies.
    const origin = activity.timeline.type === 'datetime' ? (instantAt(0, 0) as Long) : 0;
    const settings: Settings = {
      activity,
      lookback: lengthValue(call, 'LookBackWindow', activity.timeline),
      steps: equalPeriods(origin, lengthValue(call, 'Bin', activity.timeline)),
    };
    const columns = activityColumns(activity, [{ name: 'count_sessions', type: 'long' }]);
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
  const sessions = new Map<number, number>();
  for (const events of eventsById(slice.events).values()) {
    run.guard.checkpoint();
    for (const start of sessionStarts(events, settings)) {
      const step = settings.steps.indexOf(start);
      sessions.set(step, (sessions.get(step) ?? 0) + 1);
    }
  }
  const steps = [...sessions].sort(([a], [b]) => a - b);
  return steps.map(([step, count]) => ({ slice, times: [settings.steps.startOf(step)], measures: [count] }));
}

/** When the sessions of one id begin; `events` are its rows in order. */
function sessionStarts(events: readonly ActivityEvent[], { activity, lookback }: Settings): Long[] {
  const starts: Long[] = [];
  let previous: Long | undefined;
  for (const { time } of events) {
    if (time === activity.end) throw unsupported('`session_count` where a row lies at the end itself');
    if (time > activity.end) break;
    const isNew = previous === undefined || subtractLong(time, previous) >= lookback;
    if (!isNew && previous !== undefined && previous < activity.start && time >= activity.start)
      throw unsupported('`session_count` where the window of a row reaches to rows before the start');
    if (isNew && time >= activity.start) starts.push(time);
    previous = time;
  }
  return starts;
}
