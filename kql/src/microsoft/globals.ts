import type { Catalog } from '../catalog.ts';
import type { ColumnSchema, FunctionParameter, FunctionSchema, TableSchema } from '../schema.ts';
import type { KqlType } from '../types.ts';
import { Kusto } from './load.ts';
import type { MsGlobals, MsSymbol } from './nodes.ts';

const globalsOfCatalog = new WeakMap<Catalog, MsGlobals>();

/** The binder's view of a catalog: one database with its tables and functions. Made once a catalog, since catalogs do not change. */
export function globalsFor(catalog: Catalog): MsGlobals {
  let globals = globalsOfCatalog.get(catalog);
  if (!globals) {
    const members = [
      ...Array.from(catalog.tables.values(), sharedTableSymbol),
      ...Array.from(catalog.functions.values(), sharedFunctionSymbol),
    ];
    globals = Kusto.GlobalState.Default.WithDatabase(new Kusto.Symbols.DatabaseSymbol.ctor('workspace', members)).WithCache();
    globalsOfCatalog.set(catalog, globals);
  }
  return globals;
}

const symbolNames: Readonly<Record<KqlType, string>> = {
  bool: 'Bool',
  int: 'Int',
  long: 'Long',
  real: 'Real',
  decimal: 'Decimal',
  string: 'String',
  datetime: 'DateTime',
  timespan: 'TimeSpan',
  guid: 'Guid',
  dynamic: 'Dynamic',
  unknown: 'Unknown',
};

/** Catalogs derived from one another share their tables and functions, so they share the symbols: making them all takes half a second. */
const symbolOfSchema = new WeakMap<TableSchema | FunctionSchema, MsSymbol>();

function shared<T extends TableSchema | FunctionSchema>(make: (schema: T) => MsSymbol): (schema: T) => MsSymbol {
  return (schema) => {
    let symbol = symbolOfSchema.get(schema);
    if (!symbol) {
      symbol = make(schema);
      symbolOfSchema.set(schema, symbol);
    }
    return symbol;
  };
}

const sharedTableSymbol = shared(tableSymbol);
const sharedFunctionSymbol = shared(functionSymbol);

function columnSymbol(column: ColumnSchema): MsSymbol {
  const type = Kusto.Symbols.ScalarTypes[symbolNames[column.type]] as MsSymbol;
  return new Kusto.Symbols.ColumnSymbol(column.name, type, column.description ?? null, null, null, null);
}

function tableSymbol(table: TableSchema): MsSymbol {
  const symbol = new Kusto.Symbols.TableSymbol.$ctor6(table.name, table.columns.map(columnSymbol), table.description ?? null);
  return table.open ? symbol.WithIsOpen(true) : symbol;
}

function functionSymbol(schema: FunctionSchema): MsSymbol {
  const parameters = `(${schema.parameters.map(parameterText).join(', ')})`;
  if (schema.body !== undefined) {
    return new Kusto.Symbols.FunctionSymbol.$ctor16(schema.name, parameters, `{\n${schema.body}\n}`, schema.description ?? null);
  }
  const result = tableSymbol({
    name: schema.name,
    columns: schema.result ?? [],
    open: schema.result === undefined || schema.resultIsOpen === true,
  });
  return new Kusto.Symbols.FunctionSymbol.$ctor6(
    schema.name,
    result,
    Kusto.Symbols.Parameter.ParseList(parameters),
    schema.description ?? null,
  );
}

function parameterText(parameter: FunctionParameter): string {
  const declared = `['${parameter.name.replace(/['\\]/g, '\\$&')}']:${parameter.type === 'table' ? tableTypeText(parameter) : parameter.type}`;
  return parameter.defaultText === undefined ? declared : `${declared}=${parameter.defaultText}`;
}

function tableTypeText(parameter: FunctionParameter): string {
  if (!parameter.columns?.length) return '(*)';
  return `(${parameter.columns.map((column) => `['${column.name}']:${column.type}`).join(', ')})`;
}
