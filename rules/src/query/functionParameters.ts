import { type ColumnSchema, type FunctionParameter, scalarTypeFromName } from '@rulesmith/kql';
import { entryOf, textOf, type YamlNode } from '../yaml/yamlTree.ts';

/** The parameters a parser file declares (`FunctionParams`, `ParserParams`); those that cannot be read are left out. */
export function functionParameters(root: YamlNode | undefined): FunctionParameter[] {
  const list = (entryOf(root, 'FunctionParams') ?? entryOf(root, 'ParserParams'))?.value;
  return list?.type === 'list' ? list.items.flatMap((item) => readParameter(item) ?? []) : [];
}

function readParameter(item: YamlNode): FunctionParameter | undefined {
  const field = (key: string) => textOf(entryOf(item, key)?.value)?.trim();
  const name = field('Name');
  if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) return undefined;
  const declared = field('Type') ?? 'string';
  if (declared.toLowerCase().startsWith('table')) return { name, type: 'table', columns: tableColumns(declared) };
  const type = scalarTypeFromName(declared) ?? 'unknown';
  const fallback = field('Default');
  return fallback === undefined ? { name, type } : { name, type, defaultText: defaultText(type, fallback) };
}

/** `table:(TimeGenerated:datetime, Name:string)`; `(*)` has no columns. */
function tableColumns(declared: string): ColumnSchema[] {
  const inner = /\(([^)]*)\)/.exec(declared)?.[1] ?? '';
  return inner.split(',').flatMap((part) => {
    const [name, type] = part.split(':').map((piece) => piece.trim());
    const scalar = scalarTypeFromName(type ?? '');
    return name !== undefined && /^\w+$/.test(name) && scalar !== undefined ? [{ name, type: scalar }] : [];
  });
}

/** Parser files write the default of a string with or without quotes. */
function defaultText(type: FunctionParameter['type'], text: string): string {
  return type === 'string' && !/^(["'].*["']|\w+\(.*\))$/s.test(text) ? JSON.stringify(text) : text;
}

const emptyValues: Readonly<Record<string, string>> = {
  bool: 'false',
  int: 'int(0)',
  long: '0',
  real: '0.0',
  decimal: 'decimal(0)',
  string: "''",
  datetime: 'datetime(null)',
  timespan: '0s',
  guid: 'guid(null)',
  unknown: 'dynamic(null)',
  dynamic: 'dynamic([])',
};

/** `let` statements that stand for the parameters, on one line, so that the query below them can be bound by itself. */
export function parameterPrelude(parameters: readonly FunctionParameter[]): string {
  return parameters.map((parameter) => `let ${parameter.name} = ${parameterValue(parameter)};`).join('');
}

function parameterValue(parameter: FunctionParameter): string {
  if (parameter.type !== 'table') return parameter.defaultText ?? (emptyValues[parameter.type] as string);
  const columns = parameter.columns?.length ? parameter.columns : [{ name: 'TimeGenerated', type: 'datetime' }];
  return `datatable(${columns.map((column) => `${column.name}:${column.type}`).join(', ')})[]`;
}
