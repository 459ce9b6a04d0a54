/**
 * `rolling_percentile`: for each bin that has rows the percentile over the window of bins that ends with it
 * (https://learn.microsoft.com/kusto/query/rolling-percentile-plugin).
 */
import type { ColumnSchema } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { AggregateOverload } from '../functions/aggregateFunction.ts';
import { findAggregate } from '../functions/aggregateRegistry.ts';
import { groupRows } from '../operators/grouping.ts';
import { callFunction } from '../plan/planExpression.ts';
import { invalid, unsupported } from '../queryError.ts';
import type { PhysicalColumn } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import { divideLong, type Long, subtractLong } from '../values/long.ts';
import { lengthValue, planDimensions, planTimeline } from './activity/timeline.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';
import type { PluginCall } from './pluginCall.ts';

interface Settings {
  readonly value: ColumnSchema;
  readonly percentile: AggregateOverload;
  readonly percent: number;
  readonly bin: Long;
  /** How many bins a window has. */
  readonly width: number;
  readonly dimensions: readonly ColumnSchema[];
}

export const rollingPercentile: Plugin = {
  name: 'rolling_percentile',
  parameters: ['ValueColumn', 'Percentile', 'IndexColumn', 'BinSize', 'BinsPerWindow', 'Dimension…'],
  plan(call): PlannedPlugin {
    const index = planTimeline(call, 'IndexColumn');
    const settings = planSettings(call, lengthValue(call, 'BinSize', index));
    const { value, percent, width, dimensions } = settings;
    const name = `rolling_${width}_percentile_${value.name}_${percent}`;
    const columns = [{ name: index.name, type: index.type }, ...dimensions, { name, type: value.type }];
    const step = { kind: 'constant', type: index.type === 'datetime' ? 'timespan' : index.type, value: settings.bin } as const;
    const bin = callFunction('bin', [call.expression('IndexColumn'), step], call.syntax('IndexColumn').span);
    return { columns, exprs: [bin], run: (input, [bins], _others, run) => roll(input, bins, columns, settings, run) };
  },
};

function planSettings(call: PluginCall, bin: Long): Settings {
  const value = call.column('ValueColumn');
  const percentile = findAggregate('percentile')?.overloads.find(({ parameters }) => parameters[0] === value.type);
  if (percentile === undefined) throw invalid(`There is no percentile of a ${value.type}`, call.syntax('ValueColumn').span);
  const percent = call.constant('Percentile', 'real', Number.NaN);
  if (!Number.isInteger(percent) || percent < 0 || percent > 100)
    throw unsupported('A percentile in `rolling_percentile` that is not a whole number from 0 to 100', call.syntax('Percentile').span);
  const width = Number(call.constant('BinsPerWindow', 'long', 0));
  if (width < 1) throw invalid('`BinsPerWindow` must be at least 1', call.syntax('BinsPerWindow').span);
  return { value, percentile, percent, bin, width, dimensions: planDimensions(call) };
}

function roll(input: Table, bins: PhysicalColumn, columns: readonly ColumnSchema[], settings: Settings, run: Execution): Table {
  const dimensions = settings.dimensions.map(({ name }) => input.needColumn(name));
  const slices = groupRows(dimensions, input.rowCount, run);
  const cells = groupRows([...dimensions, bins], input.rowCount, run);
  const firstRows = Array.from(cells.firstRows);
  const numbers = binNumbers(firstRows, bins, settings.bin);
  const sliceOfCell = firstRows.map((row) => slices.groupOf[row]);
  const cellAt = cellsBySlice(sliceOfCell, numbers, slices.count);
  if (settings.width > 1) requireGapless(cellAt, numbers);
  const rows: number[] = [];
  const groups: number[] = [];
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0x3ff) === 0) run.guard.checkpoint();
    const own = cells.groupOf[row];
    for (let ahead = 0; ahead < settings.width; ahead++) {
      const cell = cellAt[sliceOfCell[own]].get(numbers[own] + ahead);
      if (cell === undefined) break;
      rows.push(row);
      groups.push(cell);
    }
    run.guard.checkRows(rows.length, rollingPercentile.name);
  }
  const values = selectColumn(input.needColumn(settings.value.name), selectionOf(Int32Array.from(rows))).force();
  const grouping = {
    groupOf: Int32Array.from(groups),
    groupCount: cells.count,
    rowCount: rows.length,
    checkpoint: () => run.guard.checkpoint(),
  };
  const percentiles = settings.percentile.compute([values], grouping, [undefined, settings.percent], settings.value.type);
  const first = selectionOf(cells.firstRows);
  const keys = [bins, ...dimensions].map((column) => selectColumn(column, first));
  return new Table(columns, [...keys, percentiles], cells.count);
}

/** The bins as numbers, the first of all being 0. */
function binNumbers(rows: readonly number[], bins: PhysicalColumn, size: Long): number[] {
  const starts = rows.map((row) => {
    const start = bins.get(row) as Long | null;
    if (start === null) throw unsupported('A null in the column that `rolling_percentile` runs over');
    return start;
  });
  // Not Math.min: a start may be a bigint.
  let least = starts[0];
  for (const start of starts) if (start < least) least = start;
  return starts.map((start) => Number(divideLong(subtractLong(start, least), size)));
}

/** For each slice its cells by the number of the bin. */
function cellsBySlice(sliceOfCell: readonly number[], numbers: readonly number[], count: number): Map<number, number>[] {
  const cells = Array.from({ length: count }, () => new Map<number, number>());
  sliceOfCell.forEach((slice, cell) => {
    cells[slice].set(numbers[cell], cell);
  });
  return cells;
}

/** Whether a bin without rows of its own has a row, where its window has some, is not documented. */
function requireGapless(cells: readonly ReadonlyMap<number, number>[], numbers: readonly number[]): void {
  const last = numbers.reduce((most, number) => Math.max(most, number), 0);
  for (const ofSlice of cells) {
    const first = Array.from(ofSlice.keys()).reduce((least, number) => Math.min(least, number), last);
    if (ofSlice.size !== last - first + 1) throw unsupported('`rolling_percentile` where a bin has no rows');
  }
}
