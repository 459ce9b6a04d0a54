/**
 * `find`: the rows of several tables that meet a condition, under the name of their table in `source_`: with the columns that are asked for, else
 * with those that all the tables have and those that the condition names (https://learn.microsoft.com/kusto/query/find-operator). What is left of
 * a row comes as a bag, whose handling of nulls is not documented: that is refused.
 */
import type { ColumnSchema, FindColumn, Operator } from '@rulesmith/kql';
import type { Expr } from '../plan/expr.ts';
import type { PlanNode } from '../plan/plan.ts';
import { convertTo, nullOf } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { parameterText } from './parameters.ts';
import { type ProjectItem, projectNode, reference } from './project.ts';
import { refuseSplitColumns } from './search.ts';
import { planSearchCondition } from './searchCondition.ts';
import { lookedInto, tablesEverywhere, withColumns } from './searchedTables.ts';
import { expandSource, unionNode } from './union.ts';
import type { WhereNode } from './where.ts';

type Find = Extract<Operator, { kind: 'find' }>;

interface NamedTable {
  readonly name: string;
  readonly plan: PlanNode;
}

export function planFind(operator: Find, scope: Scope): PlanNode {
  const source = parameterText(operator, 'withsource') ?? 'source_';
  const tables = foundTables(operator, scope);
  const union = unionNode(tables, { kind: 'outer', withSource: source, span: operator.span });
  const searched = { columns: union.columns.slice(1), serialized: false };
  refuseSplitColumns(tables, searched.columns, operator);
  const where: WhereNode = {
    op: 'where',
    input: union,
    conditions: [planSearchCondition(operator.condition, searched, scope, false)],
    columns: union.columns,
    serialized: false,
    span: operator.span,
  };
  const items = operator.project ? askedColumns(operator.project, searched.columns) : smartColumns(operator, tables, searched.columns);
  return projectNode(where, [{ name: source, expr: reference(union.columns[0]) }, ...items], operator.span);
}

/** Of several tables those that have a column that the condition reads. */
function foundTables(operator: Find, scope: Scope): NamedTable[] {
  if (operator.projectsAway) throw unsupported('`project-away` in `find`', operator.span);
  const given =
    operator.in.length > 0
      ? operator.in.flatMap((table) => expandSource(table, scope, false))
      : tablesEverywhere(operator.condition, 'find', operator.span, scope);
  const tables = given.length === 1 ? given : withColumns(given, lookedInto(operator.condition));
  if (tables.length === 0) throw unsupported('`find` with a condition that reads no column of its tables', operator.span);
  return tables.map(({ name, plan }) => {
    if (name === undefined) throw unsupported('`find` in what is neither a table nor a view', operator.span);
    return { name, plan };
  });
}

/** The columns that are asked for; one that no table has left is null. */
function askedColumns(asked: readonly FindColumn[], columns: readonly ColumnSchema[]): ProjectItem[] {
  return asked.map((column) => {
    if (column.kind === 'pack') throw unsupported('`pack_all()` in `find`', column.span);
    if (column.kind !== 'column') throw invalid('`find` projects columns, with a type where one is wanted', column.span);
    return { name: column.name, expr: askedColumn(column, columns) };
  });
}

function askedColumn({ name, type, span }: Extract<FindColumn, { kind: 'column' }>, columns: readonly ColumnSchema[]): Expr {
  const found = columns.find((each) => each.name === name);
  if (found) return type === undefined ? reference(found) : convertTo(reference(found), type, span);
  if (type === undefined) throw unsupported(`\`find\` that projects \`${name}\`, of a type that is not known,`, span);
  return { kind: 'constant', type, value: nullOf(type) };
}

/** The columns that all tables have, then those that the condition names. */
function smartColumns(operator: Find, tables: readonly NamedTable[], columns: readonly ColumnSchema[]): ProjectItem[] {
  const named = lookedInto(operator.condition);
  const isCommon = ({ name, type }: ColumnSchema): boolean =>
    tables.every(({ plan }) => plan.columns.some((other) => other.name === name && other.type === type));
  const common = columns.filter(isCommon);
  const more = columns.filter((column) => named !== 'every-column' && named.has(column.name) && !isCommon(column));
  if (common.length + more.length < columns.length)
    throw unsupported('`find` over tables of different columns without `project` (the others would come as a bag)', operator.span);
  return [...common, ...more].map((column) => ({ name: column.name, expr: reference(column) }));
}
