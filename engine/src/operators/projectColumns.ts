/** `project-away`, `project-keep`, `project-rename`, `project-reorder`: which columns, under which names, in which order. */
import type { ColumnSchema, Expression, Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { invalid } from '../queryError.ts';
import { wildcardTest } from './names.ts';
import { projectNode, reference } from './project.ts';

type ColumnsOperator = Extract<Operator, { columns: readonly Expression[] }>;

function keep(operator: ColumnsOperator, input: PlanNode, wanted: readonly ColumnSchema[]): PlanNode {
  return projectNode(
    input,
    wanted.map((column) => ({ name: column.name, expr: reference(column) })),
    operator.span,
  );
}

/** The names of the input that an item of the list matches. */
function matches(item: Expression, input: PlanNode): ColumnSchema[] {
  if (item.kind === 'ordered') return matches(item.value, input);
  if (item.kind === 'star') return [...input.columns];
  if (item.kind === 'wildcard') return input.columns.filter((column) => wildcardTest(item.pattern)(column.name));
  if (item.kind !== 'name') throw invalid('A column name is needed here', item.span);
  const column = input.columns.find((each) => each.name === item.name);
  if (!column) throw invalid(`There is no column named \`${item.name}\``, item.span);
  return [column];
}

export function planProjectAway(operator: ColumnsOperator, input: PlanNode): PlanNode {
  const away = new Set(operator.columns.flatMap((item) => matches(item, input)));
  return keep(
    operator,
    input,
    input.columns.filter((column) => !away.has(column)),
  );
}

/** The kept columns stay in the order of the input. */
export function planProjectKeep(operator: ColumnsOperator, input: PlanNode): PlanNode {
  const kept = new Set(operator.columns.flatMap((item) => matches(item, input)));
  return keep(
    operator,
    input,
    input.columns.filter((column) => kept.has(column)),
  );
}

export function planProjectRename(operator: ColumnsOperator, input: PlanNode): PlanNode {
  const newNames = new Map<string, string>();
  for (const item of operator.columns) {
    if (item.kind === 'name') continue;
    if (item.kind !== 'named' || item.names.length !== 1 || item.value.kind !== 'name')
      throw invalid('`project-rename` takes `New = Old`', item.span);
    const [column] = matches(item.value, input);
    newNames.set(column.name, item.names[0].text);
  }
  const items = input.columns.map((column) => ({ name: newNames.get(column.name) ?? column.name, expr: reference(column) }));
  const clash = items.find((item, position) => items.findIndex((other) => other.name === item.name) !== position);
  if (clash) throw invalid(`\`project-rename\` would make two columns named \`${clash.name}\``, operator.span);
  return projectNode(input, items, operator.span);
}

/** The listed columns first; `asc`, `desc` and the granny orders sort what a wildcard matches. */
export function planProjectReorder(operator: ColumnsOperator, input: PlanNode): PlanNode {
  const first = new Set<ColumnSchema>();
  for (const item of operator.columns) for (const column of sorted(item, matches(item, input))) first.add(column);
  return keep(operator, input, [...first, ...input.columns.filter((column) => !first.has(column))]);
}

function sorted(item: Expression, columns: ColumnSchema[]): ColumnSchema[] {
  if (item.kind !== 'ordered' || item.order === undefined) return columns;
  const sign = item.order.endsWith('desc') ? -1 : 1;
  const compare = item.order.startsWith('granny') ? compareNatural : compareText;
  return [...columns].sort((a, b) => sign * compare(a.name, b.name));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Digits compare by their number: `a2` before `a10`. */
function compareNatural(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let part = 0; part < Math.min(left.length, right.length); part++) {
    const numeric = /^\d/.test(left[part]) && /^\d/.test(right[part]);
    const order = numeric ? Number(left[part]) - Number(right[part]) : compareText(left[part], right[part]);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}
