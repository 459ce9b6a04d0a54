/**
 * `bag_unpack`: a column for each key of a property bag, in alphabetical order behind the others, of the type that all values of the key have,
 * else dynamic (https://learn.microsoft.com/kusto/query/bag-unpack-plugin). A key named like the bag takes its place.
 */
import type { ColumnSchema, EvaluateSchema, KqlType } from '@rulesmith/kql';
import { conversion, scalarOf } from '../functions/conversions.ts';
import { invalid } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import { type Column, missingValue } from '../table/column.ts';
import { Table } from '../table/table.ts';
import type { Dynamic } from '../values/dynamic.ts';
import type { Value } from '../values/value.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';
import type { PluginCall } from './pluginCall.ts';

/** Which of two columns of one name stays: an error, the bag's, or the input's. */
type Conflict = 'error' | 'replace_source' | 'keep_source';

interface Settings {
  /** The name of the column that holds the bags. */
  readonly bag: string;
  readonly prefix: string;
  readonly conflict: Conflict;
  readonly ignored: ReadonlySet<string>;
}

export const bagUnpack: Plugin = {
  name: 'bag_unpack',
  parameters: ['Column', 'OutputColumnPrefix', 'columnsConflict', 'ignoredProperties'],
  plan(call): PlannedPlugin {
    const settings = readSettings(call);
    if (call.schema !== undefined) {
      const declared = declaredColumns(call.schema, call.input.columns, settings.bag);
      return { columns: declared, run: (input) => unpack(input, settings, declared) };
    }
    const table = call.rowsNow(call.input);
    const columns = unpackedColumns(table, settings, call);
    return { columns, run: (input) => unpack(input, settings, columns) };
  },
};

function readSettings(call: PluginCall): Settings {
  const bag = call.column('Column');
  if (bag.type !== 'dynamic') throw invalid(`\`bag_unpack\` needs a dynamic column, not a ${bag.type}`, call.syntax('Column').span);
  const conflict = call.constant('columnsConflict', 'string', 'error');
  if (conflict !== 'error' && conflict !== 'replace_source' && conflict !== 'keep_source')
    throw invalid('`columnsConflict` is `error`, `replace_source` or `keep_source`', call.syntax('columnsConflict').span);
  const ignored = call.constant<Dynamic>('ignoredProperties', 'dynamic', []);
  return {
    bag: bag.name,
    prefix: call.constant('OutputColumnPrefix', 'string', ''),
    conflict,
    ignored: new Set(Array.isArray(ignored) ? ignored.filter((name) => typeof name === 'string') : []),
  };
}

/** `*` stands for the columns of the input but for the bag and those that are declared anew. */
function declaredColumns({ columns, keepsInput }: EvaluateSchema, input: readonly ColumnSchema[], bag: string): readonly ColumnSchema[] {
  if (!keepsInput) return columns;
  const declared = new Set([bag, ...columns.map((column) => column.name)]);
  return [...input.filter((column) => !declared.has(column.name)), ...columns];
}

function unpackedColumns(table: Table, settings: Settings, call: PluginCall): ColumnSchema[] {
  const types = slotTypes(table, settings);
  const columns: ColumnSchema[] = [];
  const nameOf = (key: string): string => settings.prefix + key;
  const inPlace = [...types.keys()].find((key) => nameOf(key) === settings.bag);
  for (const column of table.schema) {
    const key = [...types.keys()].find((each) => nameOf(each) === column.name);
    if (column.name === settings.bag) {
      if (inPlace !== undefined) columns.push({ name: settings.bag, type: types.get(inPlace) as KqlType });
    } else if (key === undefined || settings.conflict === 'keep_source') columns.push(column);
    else if (settings.conflict === 'error')
      throw invalid(`\`bag_unpack\` would make a second column \`${column.name}\`: give a prefix, or say \`columnsConflict\``, call.span);
  }
  const present = new Set(columns.map((column) => column.name));
  for (const key of [...types.keys()].sort())
    if (!present.has(nameOf(key))) columns.push({ name: nameOf(key), type: types.get(key) as KqlType });
  return columns;
}

/** The type of each key: that of its values where they agree, else dynamic. Nulls agree with anything. */
function slotTypes(table: Table, { bag, ignored }: Settings): Map<string, KqlType> {
  const types = new Map<string, KqlType | undefined>();
  const column = table.needColumn(bag).force();
  for (let row = 0; row < table.rowCount; row++) {
    const value = column.get(row) as Dynamic;
    if (!(value instanceof Map)) continue;
    for (const [key, item] of value) {
      if (ignored.has(key) || key === '') continue;
      const known = types.get(key);
      const type = item === null ? known : (scalarOf(item)[0] ?? 'dynamic');
      types.set(key, known === undefined || known === type ? type : 'dynamic');
    }
  }
  return new Map(Array.from(types, ([key, type]) => [key, type ?? 'dynamic']));
}

function unpack(input: Table, { bag, prefix, conflict }: Settings, columns: readonly ColumnSchema[]): Table {
  const bags = input.needColumn(bag).force();
  const cells = (column: ColumnSchema): Column => {
    const source = input.column(column.name);
    const isBag = column.name === bag;
    const key = column.name.startsWith(prefix) ? column.name.slice(prefix.length) : undefined;
    if (source !== undefined && !isBag && (conflict !== 'replace_source' || key === undefined || !hasKey(bags, key))) return source;
    return columnOf(
      column.type,
      Array.from({ length: input.rowCount }, (_, row) => cell(key === undefined ? null : slot(bags.get(row) as Dynamic, key), column.type)),
    );
  };
  return new Table(columns, columns.map(cells), input.rowCount, { kind: 'same', input });
}

function hasKey(bags: Column, key: string): boolean {
  const column = bags.force();
  for (let row = 0; row < column.length; row++) {
    const value = column.get(row);
    if (value instanceof Map && value.has(key)) return true;
  }
  return false;
}

function slot(value: Dynamic, key: string): Dynamic {
  return value instanceof Map ? (value.get(key) ?? null) : null;
}

function cell(value: Dynamic, type: KqlType): Value {
  if (value === null) return missingValue(type);
  return type === 'dynamic' ? value : (conversion('dynamic', type)?.(value) ?? missingValue(type));
}
