import type { ColumnSchema } from '../schema.ts';
import type { Span } from '../span.ts';
import { type KqlType, scalarTypeNames } from '../types.ts';
import { Kusto } from './load.ts';
import type { MsList, MsNode, MsSymbol } from './nodes.ts';

function numbersByName(record: Readonly<Record<string, unknown>>): Map<number, string> {
  const names = new Map<number, string>();
  for (const [name, value] of Object.entries(record)) if (typeof value === 'number') names.set(value, name);
  return names;
}

const kindNames = numbersByName(Kusto.Syntax.SyntaxKind);
const symbolKindNames = numbersByName(Kusto.Symbols.SymbolKind);

/** The items of a list of the generated code, which is sometimes a plain array. */
export function listItems<T>(list: MsList<T> | readonly T[] | null | undefined): T[] {
  if (!list) return [];
  if (Array.isArray(list)) return list;
  const numbered = list as MsList<T>;
  return Array.from({ length: numbered.Count }, (_, index) => numbered.getItem(index));
}

/** The name of the node's kind in the grammar, such as `FilterOperator`. */
export function kindOf(node: MsNode): string {
  return kindNames.get(node.Kind) ?? String(node.Kind);
}

export function symbolKindOf(symbol: MsSymbol): string {
  return symbolKindNames.get(symbol.Kind) ?? String(symbol.Kind);
}

/** The node in property `name`, or undefined where the text lacks it. */
export function child(node: MsNode, name: string): MsNode | undefined {
  const value = (node as unknown as Record<string, unknown>)[name];
  return value ? (value as MsNode) : undefined;
}

/** The node in property `name`, which the grammar always has. */
export function need(node: MsNode, name: string): MsNode {
  const value = child(node, name);
  if (!value) throw new Error(`${kindOf(node)} has no ${name}`);
  return value;
}

/** The elements of the list in property `name`, without their separators. */
export function elements(node: MsNode | undefined, name: string): MsNode[] {
  const list = node && ((node as unknown as Record<string, unknown>)[name] as MsList<MsNode> | MsNode[] | undefined);
  if (!list) return [];
  if (Array.isArray(list)) return list;
  return Array.from({ length: list.Count }, (_, index) => {
    const item = (list as unknown as MsNode).GetChild(index) as MsNode;
    return kindOf(item) === 'SeparatedElement' ? need(item, 'Element') : item;
  });
}

export function text(node: MsNode, name: string): string {
  const value = (node as unknown as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

export function spanOf(node: MsNode): Span {
  return { start: node.TextStart, end: Math.max(node.TextStart, node.End) };
}

/** The KQL type of a symbol; `unknown` for tables, errors and what has no one scalar type. */
export function typeOf(symbol: MsSymbol | null | undefined): KqlType {
  if (!symbol) return 'unknown';
  const name = symbol.Name;
  const scalar = scalarTypeNames.find((type) => type === name);
  if (scalar) return scalar;
  return name?.startsWith('dynamic') ? 'dynamic' : 'unknown';
}

/** The columns of a table symbol; undefined where the symbol is none. */
export function columnsOf(symbol: MsSymbol | null | undefined): ColumnSchema[] | undefined {
  const columns = symbol?.Columns;
  if (!columns || symbol.IsTabular === false) return undefined;
  return listItems(columns).map((column) => {
    const description = column.Description;
    return { name: column.Name, type: typeOf(column.Type), ...(description ? { description } : {}) };
  });
}
