/**
 * `schema_merge`: puts the results of several `getschema` together, a row for each column, by their order; a column that is at another place in
 * one of them is marked (https://learn.microsoft.com/kusto/query/schema-merge-plugin).
 */
import { tableOfRows } from '../execute.ts';
import { invalid, unsupported } from '../queryError.ts';
import type { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';

const columns = [
  { name: 'ColumnName', type: 'string' },
  { name: 'ColumnOrdinal', type: 'long' },
  { name: 'DataType', type: 'string' },
  { name: 'ColumnType', type: 'string' },
] as const;

interface MergedColumn {
  readonly name: string;
  readonly ordinal: Value;
  readonly dataType: string;
  readonly columnType: string;
}

export const schemaMerge: Plugin = {
  name: 'schema_merge',
  parameters: ['PreserveOrder'],
  plan(call): PlannedPlugin {
    for (const { name } of columns)
      if (!call.input.columns.some((column) => column.name === name))
        throw invalid('`schema_merge` needs the result of `getschema`', call.span);
    const preserveOrder = call.constant('PreserveOrder', 'bool', true);
    return { columns, run: (input) => merge(input, preserveOrder) };
  },
};

function merge(input: Table, preserveOrder: boolean): Table {
  const [names, ordinals, dataTypes, columnTypes] = columns.map(({ name }) => input.needColumn(name).force());
  const merged = new Map<string, MergedColumn>();
  for (let row = 0; row < input.rowCount; row++) {
    const name = names.get(row) as string;
    const ordinal = ordinals.get(row);
    const columnType = columnTypes.get(row) as string;
    const dataType = dataTypes.get(row) as string;
    const known = merged.get(name);
    if (known === undefined) merged.set(name, { name, ordinal, dataType, columnType });
    else if (known.columnType !== columnType && known.columnType !== outOfOrder)
      throw unsupported(`\`schema_merge\` of a column that has several types, \`${name}\`,`);
    else if (preserveOrder && known.ordinal !== ordinal) merged.set(name, misplaced(name));
  }
  return tableOfRows(
    columns,
    Array.from(merged.values(), ({ name, ordinal, dataType, columnType }) => [name, ordinal, dataType, columnType]),
  );
}

const outOfOrder = 'ERROR(columns are out of order)';

function misplaced(name: string): MergedColumn {
  return { name, ordinal: -1, dataType: `ERROR(unknown CSL type:${outOfOrder})`, columnType: outOfOrder };
}
