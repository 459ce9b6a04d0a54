/** `rows_near`: the rows that meet a condition, with those around them (https://learn.microsoft.com/kusto/query/rows-near-plugin). */
import { invalid } from '../queryError.ts';
import type { PhysicalColumn } from '../table/column.ts';
import { selectionOf } from '../table/selection.ts';
import type { Table } from '../table/table.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';

export const rowsNear: Plugin = {
  name: 'rows_near',
  parameters: ['Condition', 'NumRows', 'RowsAfter'],
  plan(call): PlannedPlugin {
    if (!call.input.serialized) throw invalid('`rows_near` needs ordered rows: `sort` or `serialize` them first', call.span);
    const before = Number(call.constant('NumRows', 'long', 0));
    const after = Number(call.constant('RowsAfter', 'long', before));
    return {
      columns: call.input.columns,
      exprs: [call.expression('Condition')],
      serialized: true,
      run: (input, [condition]) => near(input, condition, before, after),
    };
  },
};

function near(input: Table, condition: PhysicalColumn, before: number, after: number): Table {
  const kept = new Uint8Array(input.rowCount);
  for (let row = 0; row < input.rowCount; row++)
    if (condition.get(row) === true) kept.fill(1, Math.max(0, row - before), Math.min(input.rowCount, row + after + 1));
  return input.select(selectionOf(Int32Array.from(Array.from(kept.keys()).filter((row) => kept[row] === 1))));
}
