/**
 * `activity_engagement`: for each period its distinct ids beside those of the longer window that ends with it
 * (https://learn.microsoft.com/kusto/query/activity-engagement-plugin).
 */
import type { Execution } from '../../execute.ts';
import { unsupported } from '../../queryError.ts';
import type { Table } from '../../table/table.ts';
import { divideLong, floorToMultiple } from '../../values/long.ts';
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import type { PluginCall } from '../pluginCall.ts';
import { eventsWithin, type ResultRow, resultTable, type Slice, slicesOf } from './events.ts';
import { activityByPeriod, requireActive } from './periodSets.ts';
import { type Periods, planPeriods } from './periods.ts';
import { RollingIds, requireNoneBefore } from './rolling.ts';
import { type Activity, activityColumns, lengthValue, planActivity } from './timeline.ts';

const measures = [
  { name: 'dcount_activities_inner', type: 'long' },
  { name: 'dcount_activities_outer', type: 'long' },
  { name: 'activity_ratio', type: 'real' },
] as const;

interface Windows {
  readonly periods: Periods;
  /** How many periods the outer window has. */
  readonly width: number;
}

export const activityEngagement: Plugin = {
  name: 'activity_engagement',
  parameters: ['IdColumn', 'TimelineColumn', 'Start', 'End', 'InnerActivityWindow', 'OuterActivityWindow', 'Dimension…'],
  plan(call): PlannedPlugin {
    if (!call.has('InnerActivityWindow')) throw unsupported('`activity_engagement` without start and end', call.span);
    const activity = planActivity(call);
    const windows = planWindows(call, activity);
    const columns = activityColumns(activity, measures);
    return { columns, run: (input, _values, _others, run) => resultTable(columns, activity, rowsOf(input, activity, windows, run), input) };
  },
};

function planWindows(call: PluginCall, { timeline, start }: Activity): Windows {
  const periods = planPeriods(call, 'InnerActivityWindow', timeline.type, start);
  const inner = lengthValue(call, 'InnerActivityWindow', timeline);
  const outer = lengthValue(call, 'OuterActivityWindow', timeline);
  if (floorToMultiple(outer, inner) !== outer)
    throw unsupported('An outer window that is not a multiple of the inner one', call.syntax('OuterActivityWindow').span);
  return { periods, width: Number(divideLong(outer, inner)) };
}

function rowsOf(input: Table, activity: Activity, windows: Windows, run: Execution): ResultRow[] {
  return slicesOf(input, activity, run).flatMap((slice) => sliceRows(slice, activity, windows, run));
}

function sliceRows(slice: Slice, activity: Activity, { periods, width }: Windows, run: Execution): ResultRow[] {
  requireNoneBefore(slice, periods, width, activityEngagement.name);
  const events = eventsWithin(slice, activity);
  if (events.length === 0) return [];
  const active = activityByPeriod(events, periods, periods.indexOf(activity.end), run);
  requireActive(active, activityEngagement.name);
  const outer = new RollingIds(width);
  return active.map(({ ids }, period) => {
    outer.push(ids);
    return { slice, times: [periods.startOf(period)], measures: [ids.size, outer.size, ids.size / outer.size] };
  });
}
