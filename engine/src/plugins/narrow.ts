/** `narrow`: a row for each cell, with the number of its row and the name of its column (https://learn.microsoft.com/kusto/query/narrow-plugin). */
import { conversion } from '../functions/conversions.ts';
import { columnOf } from '../table/builder.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';

const columns = [
  { name: 'Row', type: 'long' },
  { name: 'Column', type: 'string' },
  { name: 'Value', type: 'string' },
] as const;

export const narrow: Plugin = {
  name: 'narrow',
  parameters: [],
  plan: (): PlannedPlugin => ({ columns, run: (input) => cells(input) }),
};

function cells(input: Table): Table {
  const width = input.schema.length;
  const count = input.rowCount * width;
  const row = (cell: number): number => Math.floor(cell / width);
  const texts = input.columns.map((column) => {
    const physical = column.force();
    const convert = conversion(physical.type, 'string') ?? ((value) => value);
    return (at: number) => {
      const value = physical.get(at);
      return value === null ? '' : (convert(value) ?? '');
    };
  });
  const each = Array.from({ length: count }, (_, cell) => cell);
  return new Table(
    columns,
    [
      columnOf('long', each.map(row)),
      columnOf(
        'string',
        each.map((cell) => input.schema[cell % width].name),
      ),
      columnOf(
        'string',
        each.map((cell) => texts[cell % width](row(cell))),
      ),
    ],
    count,
    { kind: 'select', input, selection: selectionOf(Int32Array.from(each, row)) },
  );
}
