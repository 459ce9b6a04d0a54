/**
 * `activity_counts_metrics`: for each period its rows, its distinct ids, those of them that no earlier period had, and the distinct ids up to
 * it (https://learn.microsoft.com/kusto/query/activity-counts-metrics-plugin).
 */
import type { Execution } from '../../execute.ts';
import type { Table } from '../../table/table.ts';
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import { eventsWithin, type ResultRow, resultTable, type Slice, slicesOf } from './events.ts';
import { activityByPeriod, requireActive } from './periodSets.ts';
import { type Periods, planPeriods } from './periods.ts';
import { type Activity, activityColumns, planActivity } from './timeline.ts';

const measures = [
  { name: 'count', type: 'long' },
  { name: 'dcount', type: 'long' },
  { name: 'new_dcount', type: 'long' },
  { name: 'aggregated_dcount', type: 'long' },
] as const;

export const activityCountsMetrics: Plugin = {
  name: 'activity_counts_metrics',
  parameters: ['IdColumn', 'TimelineColumn', 'Start', 'End', 'Step', 'Dimension…'],
  plan(call): PlannedPlugin {
    const activity = planActivity(call);
    const periods = planPeriods(call, 'Step', activity.timeline.type, activity.start);
    const columns = activityColumns(activity, measures);
    return { columns, run: (input, _values, _others, run) => resultTable(columns, activity, rowsOf(input, activity, periods, run), input) };
  },
};

function rowsOf(input: Table, activity: Activity, periods: Periods, run: Execution): ResultRow[] {
  return slicesOf(input, activity, run).flatMap((slice) => sliceRows(slice, activity, periods, run));
}

function sliceRows(slice: Slice, activity: Activity, periods: Periods, run: Execution): ResultRow[] {
  const events = eventsWithin(slice, activity);
  if (events.length === 0) return [];
  const active = activityByPeriod(events, periods, periods.indexOf(activity.end), run);
  requireActive(active, activityCountsMetrics.name);
  const seen = new Set<number>();
  return active.map(({ count, ids }, period) => {
    const before = seen.size;
    for (const id of ids) seen.add(id);
    return { slice, times: [periods.startOf(period)], measures: [count, ids.size, seen.size - before, seen.size] };
  });
}
