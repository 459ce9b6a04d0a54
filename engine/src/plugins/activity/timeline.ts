/** The arguments that the plugins of user activity share: who, when, from when to when, and by which columns. */
import type { ColumnSchema } from '@rulesmith/kql';
import { invalid, unsupported } from '../../queryError.ts';
import type { Long } from '../../values/long.ts';
import type { PluginCall } from '../pluginCall.ts';

export type TimelineType = 'datetime' | 'timespan' | 'long';

export interface Timeline {
  readonly name: string;
  readonly type: TimelineType;
}

export interface Activity {
  readonly id: ColumnSchema;
  readonly timeline: Timeline;
  readonly start: Long;
  /** Rows at the end itself belong to the activity. */
  readonly end: Long;
  readonly dimensions: readonly ColumnSchema[];
}

/** Throws for columns whose values have no exact periods. */
export function planTimeline(call: PluginCall, parameter: string): Timeline {
  const { name, type } = call.column(parameter);
  if (type === 'datetime' || type === 'timespan' || type === 'long') return { name, type };
  throw unsupported(`\`${call.name}\` over a column of type ${type}`, call.syntax(parameter).span);
}

export function planActivity(call: PluginCall): Activity {
  const timeline = planTimeline(call, 'TimelineColumn');
  const start = timelineValue(call, 'Start', timeline.type);
  const end = timelineValue(call, 'End', timeline.type);
  if (end < start) throw unsupported(`\`${call.name}\` with an end before its start`, call.syntax('End').span);
  return { id: planId(call), timeline, start, end, dimensions: planDimensions(call) };
}

function planId(call: PluginCall): ColumnSchema {
  const id = call.column('IdColumn');
  if (id.type === 'dynamic') throw invalid(`\`IdColumn\` of \`${call.name}\` must not be dynamic`, call.syntax('IdColumn').span);
  return id;
}

export function planDimensions(call: PluginCall): ColumnSchema[] {
  return call.all('Dimension').map((argument) => call.columnOf(argument, 'Dimension'));
}

/** A constant of `type`; an int may stand for a long. */
export function timelineValue(call: PluginCall, parameter: string, type: TimelineType): Long {
  const { type: given, value } = call.value(parameter);
  if (given === type || (given === 'int' && type === 'long')) return value as Long;
  throw invalid(`\`${parameter}\` of \`${call.name}\` takes a ${type} here, not a ${given}`, call.syntax(parameter).span);
}

/** A length on the timeline that is more than 0. */
export function lengthValue(call: PluginCall, parameter: string, timeline: Timeline): Long {
  const length = timelineValue(call, parameter, timeline.type === 'datetime' ? 'timespan' : timeline.type);
  if (length <= 0) throw invalid(`\`${parameter}\` of \`${call.name}\` must be more than 0`, call.syntax(parameter).span);
  return length;
}

/** The columns of a result: the timeline, the dimensions, and what is counted. */
export function activityColumns(
  { timeline, dimensions }: Pick<Activity, 'timeline' | 'dimensions'>,
  measures: readonly ColumnSchema[],
): ColumnSchema[] {
  return [{ name: timeline.name, type: timeline.type }, ...dimensions, ...measures];
}
