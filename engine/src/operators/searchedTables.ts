/** Which tables `search` and `find` go through. */
import type { Expression, Span } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import type { Scope } from '../plan/scope.ts';
import { unsupported } from '../queryError.ts';
import { planScan } from './scan.ts';
import { planView } from './union.ts';

export interface SearchedTable {
  /** Undefined for what has no name and is numbered. */
  readonly name: string | undefined;
  readonly plan: PlanNode;
}

/** What a condition looks into: every column, or those that it names. */
type LookedInto = 'every-column' | ReadonlySet<string>;

export function lookedInto(condition: Expression): LookedInto {
  const names = new Set<string>();
  return readsEveryColumn(condition, names) ? 'every-column' : names;
}

/** Whether a term of `node` is looked for in every column; the columns that it names are added to `names`. */
function readsEveryColumn(node: Expression, names: Set<string>): boolean {
  if (node.kind === 'star' || (node.kind === 'literal' && node.literal.type === 'string')) return true;
  const isJunction = node.kind === 'binary' && (node.operator === 'and' || node.operator === 'or');
  if (isJunction) return [node.left, node.right].map((side) => readsEveryColumn(side, names)).includes(true);
  if (node.kind === 'call' && node.name === 'not') return node.arguments.map((each) => readsEveryColumn(each, names)).includes(true);
  if (node.kind === 'binary' && node.left.kind === 'star') return true;
  collectColumns(node, names);
  return false;
}

/** The columns that an ordinary condition names; those of a query inside of it are not the searched table's. */
function collectColumns(node: Expression, names: Set<string>): void {
  if (node.kind === 'name' && node.target === 'column') names.add(node.name);
  for (const part of partsOf(node)) collectColumns(part, names);
}

function partsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'unary':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'membership':
      return [node.left, ...node.right];
    case 'between':
      return [node.value, node.from, node.to];
    case 'call':
      return node.arguments;
    case 'path':
      return [node.base];
    case 'element':
      return [node.base, node.selector];
    default:
      return [];
  }
}

/**
 * Without tables the whole workspace is searched: its tables and the views of the query, but for tables that have none of the columns that the
 * condition names (https://learn.microsoft.com/kusto/query/find-operator#output-schema, and as recorded for `search`).
 */
export function tablesEverywhere(condition: Expression, operator: 'find' | 'search', span: Span, scope: Scope): SearchedTable[] {
  const columns = lookedInto(condition);
  if (columns === 'every-column' && scope.catalog.tables.size > 0)
    throw unsupported(`\`${operator}\` for a term in all tables (write \`${operator} in (Table1, Table2) …\`)`, span);
  const tables = Array.from(scope.catalog.tables.values(), (table) => ({ name: table.name, plan: planScan(table, span) }));
  const views = scope.views().map((name) => ({ name, plan: planView(name, span, scope) }));
  return withColumns([...tables, ...views], columns);
}

/** Without the tables that have none of the columns. */
export function withColumns(tables: readonly SearchedTable[], columns: LookedInto): SearchedTable[] {
  return columns === 'every-column' ? [...tables] : tables.filter(({ plan }) => plan.columns.some(({ name }) => columns.has(name)));
}
