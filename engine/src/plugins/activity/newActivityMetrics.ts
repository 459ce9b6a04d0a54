/**
 * `new_activity_metrics`: the ids first seen in a period, compared with every period from it on, a row for each pair of periods
 * (https://learn.microsoft.com/kusto/query/new-activity-metrics-plugin). Rates of a period without new ids are NaN.
 */
import type { ColumnSchema, Expression } from '@rulesmith/kql';
import type { Execution } from '../../execute.ts';
import type { PlanNode } from '../../plan/plan.ts';
import { isTabular } from '../../plan/planExpression.ts';
import { invalid, unsupported } from '../../queryError.ts';
import { selectionOf } from '../../table/selection.ts';
import type { Table } from '../../table/table.ts';
import type { Long } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import type { PluginCall } from '../pluginCall.ts';
import { eventsWithin, type ResultRow, resultTable, type Slice, slicesOf } from './events.ts';
import { activityByPeriod } from './periodSets.ts';
import { type Periods, planPeriods } from './periods.ts';
import { type Activity, planActivity } from './timeline.ts';

const measures = [
  { name: 'dcount_new_values', type: 'long' },
  { name: 'dcount_retained_values', type: 'long' },
  { name: 'dcount_churn_values', type: 'long' },
  { name: 'retention_rate', type: 'real' },
  { name: 'churn_rate', type: 'real' },
] as const;

interface Settings {
  readonly activity: Activity;
  readonly periods: Periods;
  /** The one period whose new ids are wanted; undefined for all. */
  readonly cohort: number | undefined;
}

export const newActivityMetrics: Plugin = {
  name: 'new_activity_metrics',
  // Behind the window an optional cohort, the dimensions, and a table of ids.
  parameters: ['IdColumn', 'TimelineColumn', 'Start', 'End', 'Window', 'More…'],
  plan(call): PlannedPlugin {
    const { cohort, dimensions, lookback } = splitArguments(call);
    const activity = { ...planActivity(call), dimensions };
    const periods = planPeriods(call, 'Window', activity.timeline.type, activity.start);
    const settings: Settings = { activity, periods, cohort: cohort && planCohort(call, cohort, activity, periods) };
    if (lookback && dimensions.length > 0) throw unsupported('`new_activity_metrics` with both dimensions and a lookback', call.span);
    if (lookback && !lookback.columns.some(({ name, type }) => name === activity.id.name && type === activity.id.type))
      throw invalid(`The lookback of \`new_activity_metrics\` needs a column \`${activity.id.name}\` of the same type`, call.span);
    const columns = resultColumns(activity);
    return {
      columns,
      others: lookback ? [lookback] : [],
      run: (input, _values, [known], run) => {
        const rows = known ? withoutKnown(input, known, activity.id.name, run) : input;
        const slices = slicesOf(rows, activity, run);
        return resultTable(
          columns,
          activity,
          slices.flatMap((slice) => sliceRows(slice, settings, run)),
          rows,
        );
      },
    };
  },
};

interface More {
  readonly cohort: Expression | undefined;
  readonly dimensions: readonly ColumnSchema[];
  readonly lookback: PlanNode | undefined;
}

function splitArguments(call: PluginCall): More {
  const more = [...call.all('More')];
  const isColumn = (argument: Expression): boolean =>
    argument.kind === 'name' && call.input.columns.some((column) => column.name === argument.name);
  const isTable = (argument: Expression): boolean => isTabular(argument, call.rowScope);
  const cohort = more[0] && !isColumn(more[0]) && !isTable(more[0]) ? more.shift() : undefined;
  const last = more.at(-1);
  const lookback = last && isTable(last) ? more.pop() : undefined;
  return { cohort, dimensions: more.map((each) => call.columnOf(each, 'Dimension')), lookback: lookback && call.tableOf(lookback) };
}

function planCohort(call: PluginCall, argument: Expression, { timeline }: Activity, periods: Periods): number {
  const { type, value } = call.valueOf(argument);
  if (type !== timeline.type || value === null)
    throw invalid(`The cohort of \`new_activity_metrics\` is a ${timeline.type}`, argument.span);
  const period = periods.indexOf(value as Long);
  if (periods.startOf(period) !== value) throw unsupported('A cohort that is not the beginning of a period', argument.span);
  return period;
}

function resultColumns({ timeline, dimensions }: Activity): ColumnSchema[] {
  const time = (prefix: string): ColumnSchema => ({ name: `${prefix}_${timeline.name}`, type: timeline.type });
  return [time('from'), time('to'), ...dimensions, ...measures];
}

/** Without the rows whose id is in the table `known`. */
function withoutKnown(input: Table, known: Table, id: string, run: Execution): Table {
  const key = (value: Value): unknown => (typeof value === 'object' && value !== null ? value.toString() : value);
  const column = known.needColumn(id).force();
  const ids = new Set(Array.from({ length: known.rowCount }, (_, row) => key(column.get(row))));
  const all = input.needColumn(id).force();
  const kept: number[] = [];
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint();
    if (!ids.has(key(all.get(row)))) kept.push(row);
  }
  return input.select(selectionOf(Int32Array.from(kept)));
}

function sliceRows(slice: Slice, { activity, periods, cohort }: Settings, run: Execution): ResultRow[] {
  const events = eventsWithin(slice, activity);
  if (events.length === 0) return [];
  const last = periods.indexOf(activity.end);
  run.guard.checkRows(((last + 1) * (last + 2)) / 2, newActivityMetrics.name);
  const seen = seenByCohort(
    activityByPeriod(events, periods, last, run).map(({ ids }) => ids),
    run,
  );
  const rows: ResultRow[] = [];
  for (let from = 0; from <= last; from++) {
    if (cohort !== undefined && cohort !== from) continue;
    for (let to = from; to <= last; to++)
      rows.push({ slice, times: [periods.startOf(from), periods.startOf(to)], measures: compare(seen, from, to) });
  }
  return rows;
}

/** For each period how many of its ids were first seen in each period. */
function seenByCohort(idsOf: readonly ReadonlySet<number>[], run: Execution): number[][] {
  const cohortOf = new Map<number, number>();
  return idsOf.map((ids, period) => {
    run.guard.checkpoint();
    const counts = new Array<number>(period + 1).fill(0);
    for (const id of ids) {
      const cohort = cohortOf.get(id) ?? period;
      cohortOf.set(id, cohort);
      counts[cohort]++;
    }
    return counts;
  });
}

function compare(seen: readonly (readonly number[])[], from: number, to: number): Value[] {
  const size = seen[from][from];
  const retained = seen[to][from];
  const fresh = from === to ? size : seen[to].slice(from + 1).reduce((sum, count) => sum + count, 0);
  return [fresh, retained, size - retained, retained / size, (size - retained) / size];
}
