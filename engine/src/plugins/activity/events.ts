/** The rows of an activity as events, and rows of results. */
import type { ColumnSchema } from '@rulesmith/kql';
import type { Execution } from '../../execute.ts';
import { isNullAt } from '../../functions/aggregate/nulls.ts';
import { encodeColumn } from '../../operators/codes.ts';
import { groupRows } from '../../operators/grouping.ts';
import { unsupported } from '../../queryError.ts';
import { columnOf } from '../../table/builder.ts';
import { selectColumn } from '../../table/deferred.ts';
import { selectionOf } from '../../table/selection.ts';
import { Table } from '../../table/table.ts';
import type { Long } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import type { Activity } from './timeline.ts';

export interface ActivityEvent {
  readonly time: Long;
  /** Equal for equal ids. */
  readonly id: number;
}

/** The events of one combination of the dimensions. */
export interface Slice {
  readonly events: readonly ActivityEvent[];
  /** A row of the input that has these dimensions. */
  readonly row: number;
}

/** All events by dimensions, each slice in the order of time. Rows without a time belong to no period and are left out. */
export function slicesOf(input: Table, { id, timeline, dimensions }: Activity, run: Execution): Slice[] {
  const groups = groupRows(
    dimensions.map((dimension) => input.needColumn(dimension.name)),
    input.rowCount,
    run,
  );
  const idColumn = input.needColumn(id.name).force();
  const ids = encodeColumn(idColumn).codes;
  const isNull = isNullAt(idColumn);
  const times = input.needColumn(timeline.name).force();
  const slices = Array.from(groups.firstRows, (row) => ({ events: [] as ActivityEvent[], row }));
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint();
    const time = times.get(row) as Long | null;
    if (time === null) continue;
    if (isNull?.(row)) throw unsupported(`A null in \`${id.name}\`, by which activity is counted,`);
    slices[groups.groupOf[row]].events.push({ time, id: ids[row] });
  }
  for (const slice of slices) slice.events.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return slices;
}

/** The events from the start to the end, both included. */
export function eventsWithin({ events }: Slice, { start, end }: Activity): readonly ActivityEvent[] {
  return events.filter(({ time }) => time >= start && time <= end);
}

/** The events of each id, in order. */
export function eventsById(events: readonly ActivityEvent[]): Map<number, ActivityEvent[]> {
  const byId = new Map<number, ActivityEvent[]>();
  for (const event of events) {
    const known = byId.get(event.id);
    if (known) known.push(event);
    else byId.set(event.id, [event]);
  }
  return byId;
}

/** A row of a result: the values on the timeline, and what was counted; the dimensions are those of `slice`. */
export interface ResultRow {
  readonly slice: Slice;
  readonly times: readonly Long[];
  readonly measures: readonly Value[];
}

/** `columns`: those of the timeline, then the dimensions, then the measures. */
export function resultTable(
  columns: readonly ColumnSchema[],
  { dimensions }: Pick<Activity, 'dimensions'>,
  rows: readonly ResultRow[],
  input: Table,
): Table {
  const timeColumns = rows[0]?.times.length ?? 0;
  const sliceRows = selectionOf(Int32Array.from(rows, (row) => row.slice.row));
  const data = columns.map(({ type }, position) => {
    if (rows.length === 0) return columnOf(type, []);
    const values = (get: (row: ResultRow) => Value) => columnOf(type, rows.map(get));
    if (position < timeColumns) return values((row) => row.times[position]);
    const dimension = dimensions[position - timeColumns];
    if (dimension !== undefined) return selectColumn(input.needColumn(dimension.name), sliceRows);
    return values((row) => row.measures[position - timeColumns - dimensions.length]);
  });
  return new Table(columns, data, rows.length);
}
