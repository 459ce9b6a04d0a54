/**
 * What a workspace adds to the catalog: tables (`{Name, Properties: [{Name, Type}]}` as JSON), functions of parser files (YAML with
 * `FunctionQuery` or `ParserQuery`), and functions saved as `.kql` files.
 */
import { type Catalog, type ColumnSchema, type FunctionSchema, scalarTypeFromName, type TableSchema } from '@rulesmith/kql';
import type { DeclarationFile } from './declarationPlace.ts';
import { readFunctionFile } from './functionFile.ts';
import type { Logger } from './logging.ts';
import { functionParameters } from './query/functionParameters.ts';
import type { Workspace } from './workspace.ts';
import { parseYaml } from './yaml/parseYaml.ts';
import { entryOf, textOf, type YamlNode } from './yaml/yamlTree.ts';

/** What one file declares. */
export interface Declarations {
  readonly tables: readonly TableSchema[];
  readonly functions: readonly FunctionSchema[];
  /** Which file declares what, where that is known. */
  readonly files?: readonly DeclarationFile[];
}

export const noDeclarations: Declarations = { tables: [], functions: [] };

/** Longer files are data, not declarations. */
const longestText = 2_000_000;

/** What all files of the workspace declare. A file that cannot be read is logged and left out. */
export async function loadDeclarations(workspace: Workspace, logger: Logger): Promise<Declarations> {
  const tables: TableSchema[] = [];
  const functions: FunctionSchema[] = [];
  const files: DeclarationFile[] = [];
  for (const path of await workspace.listFiles()) {
    if (!mayDeclare(path)) continue;
    try {
      const declared = readDeclarations(path, await workspace.readText(path));
      tables.push(...declared.tables);
      functions.push(...declared.functions);
      files.push(...[...declared.tables, ...declared.functions].map(({ name }) => ({ name, path })));
    } catch (error) {
      logger.error(`${path} could not be read`, error);
    }
  }
  return { tables, functions, files };
}

/**
 * `base` with the declarations; `base` itself where there are none. A declaration of a table that `base` knows adds to its columns: such
 * files are often older than the table is now.
 */
export function withDeclarations(base: Catalog, { tables, functions }: Declarations): Catalog {
  if (tables.length === 0 && functions.length === 0) return base;
  return base.withTables(tables.map((table) => merged(base.tables.get(table.name), table))).withFunctions(functions);
}

function merged(known: TableSchema | undefined, declared: TableSchema): TableSchema {
  if (known === undefined) return declared;
  const columns = new Map([...known.columns, ...declared.columns].map((column) => [column.name, column]));
  const { open, description } = known;
  return {
    name: known.name,
    columns: [...columns.values()],
    ...(open === undefined ? {} : { open }),
    ...(description === undefined ? {} : { description }),
  };
}

/** Whether a file of this name can declare something. */
export function mayDeclare(path: string): boolean {
  return /\.(json|ya?ml|kql)$/i.test(path);
}

/** What a file declares by its content; nothing for any other file. Never throws. */
export function readDeclarations(path: string, text: string): Declarations {
  if (text.length > longestText) return noDeclarations;
  if (/\.json$/i.test(path)) return text.includes('"Properties"') ? { ...noDeclarations, tables: tablesOfJson(text) } : noDeclarations;
  if (/\.kql$/i.test(path)) return { ...noDeclarations, functions: readFunctionFile(path, text) };
  return /^(Function|Parser)Query\s*:/m.test(text)
    ? { ...noDeclarations, functions: functionsOfParser(parseYaml(text).root) }
    : noDeclarations;
}

function tablesOfJson(text: string): TableSchema[] {
  const value = parseJson(text);
  return (Array.isArray(value) ? value : [value]).flatMap((item) => tableOf(item) ?? []);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function tableOf(value: unknown): TableSchema | undefined {
  const { Name: name, Properties: properties } = fieldsOf(value);
  if (typeof name !== 'string' || !/^\w+$/.test(name) || !Array.isArray(properties)) return undefined;
  const columns = properties.flatMap((property) => columnOf(property) ?? []);
  const names = new Set(columns.map((column) => column.name));
  return { name, columns: [...columns, ...commonColumns.filter((column) => !names.has(column.name))] };
}

function columnOf(value: unknown): ColumnSchema | undefined {
  const { Name: name, Type: type } = fieldsOf(value);
  if (typeof name !== 'string' || name === '') return undefined;
  return { name, type: typeof type === 'string' ? (scalarTypeFromName(type) ?? 'unknown') : 'unknown' };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Every table of a Log Analytics workspace has these, whether its declaration lists them or not. */
const commonColumns: readonly ColumnSchema[] = [
  { name: 'TenantId', type: 'string' },
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Type', type: 'string' },
  { name: 'SourceSystem', type: 'string' },
  { name: '_ResourceId', type: 'string' },
  { name: '_SubscriptionId', type: 'string' },
  { name: '_ItemId', type: 'string' },
  { name: '_TimeReceived', type: 'datetime' },
];

const nameKeys = ['FunctionName', 'FunctionAlias', 'ParserName', 'EquivalentBuiltInParser', 'EquivalentBuiltInFunction'];

function functionsOfParser(root: YamlNode | undefined): FunctionSchema[] {
  const body = textOf((entryOf(root, 'FunctionQuery') ?? entryOf(root, 'ParserQuery'))?.value);
  if (body === undefined) return [];
  const parameters = functionParameters(root);
  const described = textOf(entryOf(root, 'Description')?.value) ?? textOf(entryOf(entryOf(root, 'Function')?.value, 'Title')?.value);
  const names = new Set(
    nameKeys.map((key) => textOf(entryOf(root, key)?.value)?.trim() ?? '').filter((name) => /^[A-Za-z_]\w*$/.test(name)),
  );
  return [...names].map((name) => ({ name, parameters, body, ...(described === undefined ? {} : { description: described }) }));
}
