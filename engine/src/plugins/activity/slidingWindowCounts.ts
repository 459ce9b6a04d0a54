/**
 * `sliding_window_counts`: for each period the rows and distinct ids of the window that ends with it; periods whose window has no rows are left
 * out (https://learn.microsoft.com/kusto/query/sliding-window-counts-plugin).
 */
import type { Execution } from '../../execute.ts';
import { invalid, unsupported } from '../../queryError.ts';
import type { Table } from '../../table/table.ts';
import { divideLong, floorToMultiple, type Long } from '../../values/long.ts';
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import type { PluginCall } from '../pluginCall.ts';
import { eventsWithin, type ResultRow, resultTable, type Slice, slicesOf } from './events.ts';
import { activityByPeriod } from './periodSets.ts';
import { equalPeriods, type Periods } from './periods.ts';
import { RollingIds, requireNoneBefore } from './rolling.ts';
import { type Activity, activityColumns, lengthValue, planActivity } from './timeline.ts';

const measures = [
  { name: 'Count', type: 'long' },
  { name: 'Dcount', type: 'long' },
] as const;

interface Windows {
  readonly periods: Periods;
  /** How many periods a window has. */
  readonly width: number;
}

export const slidingWindowCounts: Plugin = {
  name: 'sliding_window_counts',
  parameters: ['IdColumn', 'TimelineColumn', 'Start', 'End', 'LookbackWindow', 'Bin', 'Dimension…'],
  plan(call): PlannedPlugin {
    const activity = planActivity(call);
    const windows = planWindows(call, activity);
    const columns = activityColumns(activity, measures);
    return { columns, run: (input, _values, _others, run) => resultTable(columns, activity, rowsOf(input, activity, windows, run), input) };
  },
};

/** The window is rounded down to whole periods. */
function planWindows(call: PluginCall, { timeline, start }: Activity): Windows {
  if (call.value('Bin').type === 'string') throw unsupported('`sliding_window_counts` by periods of the calendar', call.syntax('Bin').span);
  const bin = lengthValue(call, 'Bin', timeline);
  const window = floorToMultiple(lengthValue(call, 'LookbackWindow', timeline), bin) as Long;
  if (window === 0) throw invalid('`LookbackWindow` must not be shorter than `Bin`', call.syntax('LookbackWindow').span);
  return { periods: equalPeriods(start, bin), width: Number(divideLong(window, bin)) };
}

function rowsOf(input: Table, activity: Activity, windows: Windows, run: Execution): ResultRow[] {
  return slicesOf(input, activity, run).flatMap((slice) => sliceRows(slice, activity, windows, run));
}

function sliceRows(slice: Slice, activity: Activity, { periods, width }: Windows, run: Execution): ResultRow[] {
  const last = periods.indexOf(activity.end);
  requireNoneBefore(slice, periods, width, slidingWindowCounts.name);
  if (slice.events.some(({ time }) => time > activity.end && periods.indexOf(time) === last))
    throw unsupported('`sliding_window_counts` where the last period has rows behind the end');
  const active = activityByPeriod(eventsWithin(slice, activity), periods, last, run);
  const ids = new RollingIds(width);
  let count = 0;
  const counted = active.map((period, index): ResultRow => {
    ids.push(period.ids);
    count += period.count - (active[index - width]?.count ?? 0);
    return { slice, times: [periods.startOf(index)], measures: [count, ids.size] };
  });
  return counted.filter((row) => row.measures[0] !== 0);
}
