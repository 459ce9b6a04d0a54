/**
 * `sequence_detect`: the times at which rows meet one condition after the other, each within a step of the one before and all within a span
 * (https://learn.microsoft.com/kusto/query/sequence-detect-plugin): every combination of such times is a row. What the documentation leaves
 * open is refused: steps at the same time, a time that several rows of a step share, and a distance that is the limit itself.
 */
import type { ColumnSchema, Expression } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { groupRows } from '../operators/grouping.ts';
import type { Expr } from '../plan/expr.ts';
import { invalid, unsupported } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import type { PhysicalColumn } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import { type Long, subtractLong } from '../values/long.ts';
import { lengthValue, planTimeline, type Timeline } from './activity/timeline.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';
import type { PluginCall } from './pluginCall.ts';

interface Settings {
  readonly timeline: Timeline;
  readonly maxStep: Long;
  readonly maxSpan: Long;
  readonly dimensions: readonly ColumnSchema[];
}

interface Step {
  readonly name: string;
  readonly condition: Expr;
}

export const sequenceDetect: Plugin = {
  name: 'sequence_detect',
  // The conditions come first, then the dimensions.
  parameters: ['TimelineColumn', 'MaxSequenceStepWindow', 'MaxSequenceSpan', 'Step=…'],
  plan(call): PlannedPlugin {
    const timeline = planTimeline(call, 'TimelineColumn');
    if (timeline.type !== 'datetime')
      throw unsupported('`sequence_detect` over what is not a datetime', call.syntax('TimelineColumn').span);
    const { steps, dimensions } = splitArguments(call);
    const settings: Settings = {
      timeline,
      maxStep: lengthValue(call, 'MaxSequenceStepWindow', timeline),
      maxSpan: lengthValue(call, 'MaxSequenceSpan', timeline),
      dimensions,
    };
    const columns: ColumnSchema[] = [
      ...dimensions,
      ...steps.map(({ name }) => ({ name: `${name}_${timeline.name}`, type: timeline.type })),
      { name: 'Duration', type: 'timespan' },
    ];
    const exprs = steps.map(({ condition }) => condition);
    return { columns, exprs, run: (input, conditions, _others, run) => detect(input, conditions, columns, settings, run) };
  },
};

function splitArguments(call: PluginCall): { readonly steps: readonly Step[]; readonly dimensions: readonly ColumnSchema[] } {
  const given = call.all('Step');
  const steps: Step[] = [];
  for (const argument of given) {
    const condition = call.expressionOf(argument.kind === 'named' ? argument.value : argument);
    if (condition.type !== 'bool') break;
    steps.push({ name: stepName(argument), condition });
  }
  if (steps.length === 0) throw invalid('`sequence_detect` needs a condition', call.span);
  return { steps, dimensions: given.slice(steps.length).map((argument) => call.columnOf(argument, 'Dimension')) };
}

function stepName(argument: Expression): string {
  if (argument.kind === 'named' && argument.names.length === 1) return argument.names[0].text;
  if (argument.kind === 'name') return argument.name;
  throw unsupported('A step of `sequence_detect` without a name', argument.span);
}

function detect(
  input: Table,
  conditions: readonly PhysicalColumn[],
  columns: readonly ColumnSchema[],
  settings: Settings,
  run: Execution,
): Table {
  const dimensions = settings.dimensions.map(({ name }) => input.needColumn(name));
  const slices = groupRows(dimensions, input.rowCount, run);
  const times = timesOfSteps(input, conditions, settings.timeline, slices, run);
  const found: { readonly row: number; readonly sequence: readonly Long[] }[] = [];
  times.forEach((ofSlice, slice) => {
    run.guard.checkpoint();
    for (const sequence of sequences(ofSlice, settings, run)) found.push({ row: slices.firstRows[slice], sequence });
    run.guard.checkRows(found.length, sequenceDetect.name);
  });
  const rows = selectionOf(Int32Array.from(found, ({ row }) => row));
  const data = [
    ...dimensions.map((column) => selectColumn(column, rows)),
    ...conditions.map((_, step) =>
      columnOf(
        'datetime',
        found.map(({ sequence }) => sequence[step]),
      ),
    ),
    columnOf(
      'timespan',
      found.map(({ sequence }) => subtractLong(sequence[sequence.length - 1], sequence[0])),
    ),
  ];
  return new Table(columns, data, found.length);
}

/** For each slice and step the times of its rows, in order. */
function timesOfSteps(
  input: Table,
  conditions: readonly PhysicalColumn[],
  timeline: Timeline,
  slices: { readonly groupOf: Int32Array; readonly count: number },
  run: Execution,
): Long[][][] {
  const times = input.needColumn(timeline.name).force();
  const ofSlices = Array.from({ length: slices.count }, () => conditions.map((): Long[] => []));
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint();
    const time = times.get(row) as Long | null;
    if (time === null) continue;
    conditions.forEach((condition, step) => {
      if (condition.get(row) === true) ofSlices[slices.groupOf[row]][step].push(time);
    });
  }
  for (const steps of ofSlices) for (const each of steps) each.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return ofSlices;
}

/** Every sequence of times of the steps. */
function sequences(steps: readonly (readonly Long[])[], { maxStep, maxSpan }: Settings, run: Execution): Long[][] {
  let found = steps[0].map((time) => [time]);
  for (const times of steps.slice(1)) {
    found = found.flatMap((sequence) => {
      run.guard.checkpoint();
      const previous = sequence[sequence.length - 1];
      return following(times, previous, maxStep)
        .filter((time) => isNearer(subtractLong(time, sequence[0]), maxSpan))
        .map((time) => [...sequence, time]);
    });
    run.guard.checkRows(found.length, sequenceDetect.name);
  }
  if (found.length > 0) for (const times of steps) requireDistinct(times);
  return found;
}

function following(times: readonly Long[], previous: Long, maxStep: Long): Long[] {
  const reached: Long[] = [];
  for (let at = firstFrom(times, previous); at < times.length; at++) {
    if (times[at] === previous) throw unsupported('`sequence_detect` where two steps are at the same time');
    if (!isNearer(subtractLong(times[at], previous), maxStep)) break;
    reached.push(times[at]);
  }
  return reached;
}

/** The position of the first time that is not before `from`. */
function firstFrom(times: readonly Long[], from: Long): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isNearer(distance: Long, limit: Long): boolean {
  if (distance === limit) throw unsupported('`sequence_detect` where a distance is the limit itself');
  return distance < limit;
}

/** Whether rows of a step at one time are one occurrence or several is not documented. */
function requireDistinct(times: readonly Long[]): void {
  if (times.some((time, position) => position > 0 && time === times[position - 1]))
    throw unsupported('`sequence_detect` where several rows of a step have one time');
}
