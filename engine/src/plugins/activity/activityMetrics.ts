/**
 * `activity_metrics`: for each period its distinct ids, those that the period before had not, and which part of that period's ids came back or
 * not (https://learn.microsoft.com/kusto/query/activity-metrics-plugin). The first period counts as wholly retained.
 */
import type { Execution } from '../../execute.ts';
import { unsupported } from '../../queryError.ts';
import type { Table } from '../../table/table.ts';
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import { eventsWithin, type ResultRow, resultTable, type Slice, slicesOf } from './events.ts';
import { activityByPeriod, countCommon, requireActive } from './periodSets.ts';
import { type Periods, planPeriods } from './periods.ts';
import { type Activity, activityColumns, planActivity } from './timeline.ts';

const measures = [
  { name: 'dcount_values', type: 'long' },
  { name: 'dcount_newvalues', type: 'long' },
  { name: 'retention_rate', type: 'real' },
  { name: 'churn_rate', type: 'real' },
] as const;

export const activityMetrics: Plugin = {
  name: 'activity_metrics',
  parameters: ['IdColumn', 'TimelineColumn', 'Start', 'End', 'Window', 'Dimension…'],
  plan(call): PlannedPlugin {
    if (!call.has('End')) throw unsupported('`activity_metrics` without start and end', call.span);
    const activity = planActivity(call);
    const periods = planPeriods(call, 'Window', activity.timeline.type, activity.start);
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
  requireActive(active, activityMetrics.name);
  return active.map(({ ids }, period) => {
    const times = [periods.startOf(period)];
    if (period === 0) return { slice, times, measures: [ids.size, ids.size, 1, 0] };
    const before = active[period - 1].ids;
    const returned = countCommon(ids, before);
    const rates = [returned / before.size, (before.size - returned) / before.size];
    return { slice, times, measures: [ids.size, ids.size - returned, ...rates] };
  });
}
