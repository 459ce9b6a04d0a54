/** `search`: the rows in which terms occur in any column, under the name of their table in `$table` (kql-semantics 155). */
import type { ColumnSchema, Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { nameOfRows } from './as.ts';
import { projectNode, reference } from './project.ts';
import { planSearchCondition } from './searchCondition.ts';
import { type SearchedTable, tablesEverywhere } from './searchedTables.ts';
import { expandSource, unionNode } from './union.ts';
import type { WhereNode } from './where.ts';

type Search = Extract<Operator, { kind: 'search' }>;

const tableColumn = '$table';

/** `input` is undefined for `search` at the start of a query. */
export function planSearch(operator: Search, input: PlanNode | undefined, scope: Scope): PlanNode {
  const sources = input ? [{ name: nameOfRows(input), plan: input }] : searchedTables(operator, scope);
  const named = sources.map(({ name, plan }, position) => ({ name: name ?? `search_arg${position}`, plan }));
  const union = unionNode(named, { kind: 'outer', withSource: tableColumn, span: operator.span });
  const searched = { columns: union.columns.slice(1), serialized: false };
  refuseSplitColumns(named, searched.columns, operator);
  const condition = planSearchCondition(operator.condition, searched, scope, caseSensitive(operator));
  const where: WhereNode = {
    op: 'where',
    input: union,
    conditions: [condition],
    columns: union.columns,
    serialized: false,
    span: operator.span,
  };
  return input ? where : inBoundOrder(where, operator);
}

/** The columns of a search of tables, in the binder's order. */
function inBoundOrder(found: PlanNode, operator: Search): PlanNode {
  const order = new Map(operator.result?.map((column, position) => [column.name, position]));
  if (found.columns.some((column) => !order.has(column.name))) throw unsupported('`search` over columns that are not known', operator.span);
  const position = (name: string): number => order.get(name) ?? 0;
  const columns = [...found.columns].sort((a, b) => position(a.name) - position(b.name));
  if (columns.every((column, index) => column === found.columns[index])) return found;
  const items = columns.map((column) => ({ name: column.name, expr: reference(column) }));
  return projectNode(found, items, operator.span);
}

/** How Kusto names and orders a column that has several types here is not recorded. */
export function refuseSplitColumns(
  sources: readonly { plan: PlanNode }[],
  columns: readonly ColumnSchema[],
  operator: Pick<Search, 'keyword' | 'span'>,
): void {
  const names = new Set(columns.map((column) => column.name));
  for (const { plan } of sources) {
    const split = plan.columns.find((column) => !names.has(column.name));
    if (split) throw unsupported(`\`${operator.keyword}\` over tables whose column \`${split.name}\` has several types`, operator.span);
  }
}

function searchedTables(operator: Search, scope: Scope): SearchedTable[] {
  const sources =
    operator.in.length > 0
      ? operator.in.flatMap((table) => expandSource(table, scope, false))
      : tablesEverywhere(operator.condition, 'search', operator.span, scope);
  if (sources.length === 0) throw invalid('`search` has no table', operator.span);
  return sources;
}

function caseSensitive(operator: Search): boolean {
  const kind = operator.parameters.find((item) => item.name === 'kind')?.value;
  if (!kind) return false;
  const text = kind.kind === 'name' ? kind.name : kind.kind === 'literal' && kind.literal.type === 'string' ? kind.literal.value : '';
  if (text === 'case_sensitive') return true;
  if (text === 'default' || text === 'case_insensitive') return false;
  throw invalid(`\`search\` knows no kind \`${text}\``, kind.span);
}
