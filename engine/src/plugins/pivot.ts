/**
 * `pivot`: the values of one column become columns, which hold an aggregate over the rows with that value
 * (https://learn.microsoft.com/kusto/query/pivot-plugin). The new columns stand in the order in which their values first occur.
 */
import type { Call, ColumnSchema, Expression } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { conversion } from '../functions/conversions.ts';
import { groupRows } from '../operators/grouping.ts';
import { planAggregates } from '../operators/planAggregates.ts';
import { projectNode, reference } from '../operators/project.ts';
import { summarizeNode } from '../operators/summarize.ts';
import type { PlanNode } from '../plan/plan.ts';
import { invalid, unsupported } from '../queryError.ts';
import { ColumnBuilder } from '../table/builder.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';
import type { PluginCall } from './pluginCall.ts';

/** The aggregates that the documentation lists, with what a cell without rows holds: what the aggregate gives of no rows, as it does
 * in a `summarize`; undefined where whether it is that or null is not known. */
const emptyCells: Readonly<Record<string, { readonly value: Value } | undefined>> = {
  count: { value: 0 },
  dcount: { value: 0 },
  sum: { value: 0 },
  min: { value: null },
  max: { value: null },
  take_any: { value: null },
  any: { value: null },
  avg: undefined,
  stdev: undefined,
  variance: undefined,
  make_list: undefined,
  make_bag: undefined,
  make_set: undefined,
};

export const pivot: Plugin = {
  name: 'pivot',
  parameters: ['pivotColumn', 'aggregationFunction', 'column…'],
  plan(call): PlannedPlugin {
    const pivoted = call.column('pivotColumn');
    const { aggregate, columns: written } = splitArguments(call);
    const used = new Set([pivoted.name, ...aggregate.arguments.flatMap(columnNames)]);
    const keys = written.length === 0 ? call.input.columns.filter((column) => !used.has(column.name)) : written;
    const groups = groupedInput(call, pivoted, keys, aggregate);
    const empty = emptyCells[aggregate.name];
    const columns = call.schema?.columns ?? pivotedColumns(call, groups, pivoted, keys);
    return { columns, input: groups, run: (input, _values, _others, run) => rotate(input, columns, keys, empty, call, run) };
  },
};

/** The second argument may already be a column: the aggregate is then `count()`. */
function splitArguments(call: PluginCall): { readonly aggregate: Call; readonly columns: readonly ColumnSchema[] } {
  const second = call.all('aggregationFunction')[0];
  const rest = call.all('column');
  if (second?.kind === 'call') {
    if (!Object.hasOwn(emptyCells, second.name)) throw invalid(`\`pivot\` does not take the aggregate \`${second.name}\``, second.nameSpan);
    return { aggregate: second, columns: rest.map((argument) => call.columnOf(argument, 'column')) };
  }
  const columns = second === undefined ? rest : [second, ...rest];
  return { aggregate: countCall(call), columns: columns.map((argument) => call.columnOf(argument, 'column')) };
}

function countCall({ span }: PluginCall): Call {
  return {
    kind: 'call',
    name: 'count',
    nameSpan: span,
    arguments: [],
    target: 'aggregate',
    isTabular: false,
    type: 'long',
    resultName: 'count_',
    span,
  };
}

function columnNames(node: Expression): string[] {
  if (node.kind === 'name') return [node.name];
  if (node.kind === 'call') return node.arguments.flatMap(columnNames);
  if (node.kind === 'binary') return [...columnNames(node.left), ...columnNames(node.right)];
  return node.kind === 'path' || node.kind === 'element' ? columnNames(node.base) : [];
}

/** The aggregate by the keys and the pivoted column, which is the last but one. */
function groupedInput(call: PluginCall, pivoted: ColumnSchema, keys: readonly ColumnSchema[], aggregate: Call): PlanNode {
  const by = [...keys, pivoted].map((column) => {
    if (column.type === 'dynamic') throw invalid(`\`pivot\` cannot group by the dynamic column \`${column.name}\``, call.span);
    return { name: column.name, expr: reference(column) };
  });
  const taken = new Set(by.map((key) => key.name));
  const { aggregates, results } = planAggregates([aggregate], call.rowScope, taken, new Set(taken));
  const groups = summarizeNode(call.input, by, aggregates, call.span);
  return projectNode(groups, [...by, ...results], call.span, false);
}

function pivotedColumns(call: PluginCall, groups: PlanNode, pivoted: ColumnSchema, keys: readonly ColumnSchema[]): ColumnSchema[] {
  const table = call.rowsNow(groups);
  const aggregateType = groups.columns[groups.columns.length - 1].type;
  const names = new Set<string>();
  const text = textOf(table, keys.length);
  for (let row = 0; row < table.rowCount; row++) {
    const name = text(row);
    if (name === '') throw unsupported(`\`pivot\` of \`${pivoted.name}\` with empty values (filter them out first)`, call.span);
    names.add(name);
  }
  for (const key of keys) if (names.has(key.name)) throw invalid(`\`pivot\` would make a second column \`${key.name}\``, call.span);
  return [...keys, ...Array.from(names, (name): ColumnSchema => ({ name, type: aggregateType }))];
}

function textOf(table: Table, position: number): (row: number) => string {
  const column = table.columns[position].force();
  const convert = conversion(column.type, 'string') ?? ((value: Value) => value);
  return (row) => {
    const value = column.get(row);
    return value === null ? '' : ((convert(value) ?? '') as string);
  };
}

function rotate(
  table: Table,
  columns: readonly ColumnSchema[],
  keys: readonly ColumnSchema[],
  empty: { readonly value: Value } | undefined,
  call: PluginCall,
  run: Execution,
): Table {
  const keyNames = new Set(keys.map((key) => key.name));
  const groups = groupRows(
    keys.map((key) => table.needColumn(key.name).force()),
    table.rowCount,
    run,
  );
  const text = textOf(table, keys.length);
  const values = table.columns[keys.length + 1].force();
  const cells = new Map<string, Map<number, Value>>();
  for (let row = 0; row < table.rowCount; row++) {
    const ofColumn = cells.get(text(row)) ?? new Map<number, Value>();
    cells.set(text(row), ofColumn.set(groups.groupOf[row], values.get(row)));
  }
  const first = selectionOf(groups.firstRows);
  const columnData = columns.map((column) => {
    if (keyNames.has(column.name)) return selectColumn(table.needColumn(column.name), first);
    const known = cells.get(column.name) ?? new Map<number, Value>();
    const builder = new ColumnBuilder(column.type, groups.count);
    for (let group = 0; group < groups.count; group++) {
      if (known.has(group)) builder.set(group, known.get(group) as Value);
      else if (empty === undefined)
        throw call.refuse(`where a combination has no rows (\`${column.name}\`), under an average, a deviation or a collection`);
      else builder.set(group, empty.value);
    }
    return builder.finish();
  });
  return new Table(columns, columnData, groups.count, { kind: 'group', input: table, groupOf: groups.groupOf });
}
