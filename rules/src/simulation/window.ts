/** The window of a scheduled run: which events the rule sees. */
import { type Column, type Instant, instantOfTicks, selectionOf, type Table, ticksOfInstant } from '@rulesmith/engine';

/** From `from` up to `to`, exclusive: ticks of 100 ns since 0001-01-01. */
export interface TimeWindow {
  readonly from: bigint;
  readonly to: bigint;
}

/** A table cut to a window. */
export interface WindowedTable {
  readonly table: Table;
  /** Rows whose TimeGenerated lies outside of the window, or that have none. */
  readonly outside: number;
}

const ticksPerSecond = 10_000_000n;

/** The last and first TimeGenerated of the tables; undefined where no row has one. */
export function timeRange(tables: Iterable<Table>): { readonly oldest: bigint; readonly newest: bigint } | undefined {
  let oldest: Instant | undefined;
  let newest: Instant | undefined;
  for (const table of tables) {
    const column = timeColumn(table);
    if (column === undefined) continue;
    forEachInstant(column, (instant) => {
      if (oldest === undefined || instant < oldest) oldest = instant;
      if (newest === undefined || instant > newest) newest = instant;
    });
  }
  return oldest === undefined || newest === undefined ? undefined : { oldest: ticksOfInstant(oldest), newest: ticksOfInstant(newest) };
}

/** The whole second after `ticks`: the first moment of the clock at which an event of that time has happened. */
export function justAfter(ticks: bigint): bigint {
  return (ticks / ticksPerSecond + 1n) * ticksPerSecond;
}

/** The rows of `table` whose TimeGenerated lies in the window; all rows of a table without such a column. */
export function cutToWindow(table: Table, window: TimeWindow): WindowedTable {
  const column = timeColumn(table);
  const from = instantOfTicks(window.from);
  const to = instantOfTicks(window.to);
  if (column === undefined || from === null || to === null) return { table, outside: 0 };
  const rows = rowsBetween(column, from, to);
  return rows.length === table.rowCount
    ? { table, outside: 0 }
    : {
        table: table.select(selectionOf(rows)),
        outside: table.rowCount - rows.length,
      };
}

function timeColumn(table: Table): Column | undefined {
  const column = table.column('TimeGenerated');
  return column?.type === 'datetime' ? column : undefined;
}

function forEachInstant(column: Column, visit: (instant: Instant) => void): void {
  const physical = column.force();
  for (let row = 0; row < physical.length; row++) {
    const instant = physical.get(row);
    if (instant !== null) visit(instant as Instant);
  }
}

function rowsBetween(column: Column, from: Instant, to: Instant): Int32Array {
  const physical = column.force();
  const rows = new Int32Array(physical.length);
  let count = 0;
  if (physical.kind === 'flat' && physical.data instanceof Float64Array) {
    // The common case, a million rows: plain numbers without a call for each.
    const { data, nulls } = physical;
    for (let row = 0; row < data.length; row++) {
      const instant = data[row] as number;
      if (instant >= from && instant < to && nulls?.[row] !== 1) rows[count++] = row;
    }
  } else {
    for (let row = 0; row < physical.length; row++) {
      const instant = physical.get(row) as Instant | null;
      if (instant !== null && instant >= from && instant < to) rows[count++] = row;
    }
  }
  return rows.subarray(0, count);
}
