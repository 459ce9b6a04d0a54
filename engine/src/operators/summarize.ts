/**
 * `summarize`: one row for each group.
 *
 * Keys and aggregates become columns of a table of groups that are computed when they are first read, and, behind a filter, only for the
 * groups that are left: `make_set` of a million groups costs nothing where `| where n >= 30` lets eight through.
 */
import type { ColumnSchema, Expression, KqlType, Operator, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { AggregateOverload, Grouping } from '../functions/aggregateFunction.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid } from '../queryError.ts';
import type { Column } from '../table/column.ts';
import { deferColumn, selectColumn } from '../table/deferred.ts';
import { type Selection, selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import { type Groups, groupRows } from './grouping.ts';
import { uniqueName } from './names.ts';
import { planAggregates } from './planAggregates.ts';
import { type ProjectItem, projectNode, reference } from './project.ts';

export interface PlannedAggregate {
  readonly name: string;
  readonly overload: AggregateOverload;
  readonly args: readonly Expr[];
  readonly type: KqlType;
  readonly span: Span;
}

/** The columns are the keys, then the aggregates. */
export interface SummarizeNode extends NodeBase {
  readonly op: 'summarize';
  readonly input: PlanNode;
  readonly keys: readonly ProjectItem[];
  readonly aggregates: readonly PlannedAggregate[];
}

export function planSummarize(operator: Extract<Operator, { kind: 'summarize' }>, input: PlanNode, scope: Scope): PlanNode {
  const row = scope.withRow(input);
  const taken = new Set<string>();
  const keys = planKeys(operator.by, row, taken);
  const { aggregates, results } = planAggregates(operator.aggregates, row, taken, new Set(keys.map((key) => key.name)));
  const node = summarizeNode(input, keys, aggregates, operator.span);
  const items = [
    ...keys.map((key): ProjectItem => ({ name: key.name, expr: reference({ name: key.name, type: key.expr.type }) })),
    ...results,
  ];
  return projectNode(node, items, operator.span, false);
}

export function summarizeNode(
  input: PlanNode,
  keys: readonly ProjectItem[],
  aggregates: readonly PlannedAggregate[],
  span: Span,
): SummarizeNode {
  const columns: ColumnSchema[] = [
    ...keys.map((key) => ({ name: key.name, type: key.expr.type })),
    ...aggregates.map(({ name, type }) => ({ name, type })),
  ];
  return { op: 'summarize', input, keys, aggregates, columns, serialized: false, span };
}

/** The group keys with the names Kusto gives them; `taken` gains those. */
export function planKeys(by: readonly Expression[], row: Scope, taken: Set<string>): ProjectItem[] {
  let unnamed = 0;
  return by.flatMap((key) => {
    if (key.kind === 'star') throw invalid('`by *` is not allowed in `summarize`', key.span);
    const expr = planExpression(key, row);
    if (expr.type === 'dynamic') throw invalid('Grouping by a dynamic value needs a type: `tostring(…)`', key.span);
    const base = key.kind === 'named' ? key.names[0].text : key.resultName || `Column${++unnamed}`;
    const name = uniqueName(base, taken);
    taken.add(name);
    return [{ name, expr }];
  });
}

export function executeSummarize(node: SummarizeNode, run: Execution): Table {
  const input = run.table(node.input);
  const keyColumns = node.keys.map((key) => evaluate(key.expr, input, run));
  const groups = groupRows(keyColumns, input.rowCount, run);
  // Without keys there is one row even over nothing.
  const groupCount = node.keys.length === 0 ? 1 : groups.count;
  const first = selectionOf(groups.firstRows);
  const columns: Column[] = [
    ...keyColumns.map((column) => selectColumn(column, first)),
    ...node.aggregates.map((aggregate) => aggregateColumn(aggregate, input, groups, groupCount, run)),
  ];
  return new Table(node.columns, columns, groupCount, { kind: 'group', input, groupOf: groups.groupOf });
}

/** Rows and the group of each. */
export interface GroupedRows {
  readonly rows: Table;
  readonly groupOf: Int32Array;
  readonly groupCount: number;
}

const restrictions = new WeakMap<Groups, WeakMap<Selection, GroupedRows>>();

function aggregateColumn(aggregate: PlannedAggregate, input: Table, groups: Groups, groupCount: number, run: Execution): Column {
  const over = (grouped: GroupedRows, source: Groups): Column =>
    deferColumn(
      aggregate.type,
      grouped.groupCount,
      () => computeAggregate(aggregate, grouped, run).force(),
      (selection) => over(...restrict(grouped, source, selection)),
    );
  return over({ rows: input, groupOf: groups.groupOf, groupCount }, groups);
}

/** The rows of the selected groups, renumbered; shared by the aggregates of one `summarize`. */
function restrict(grouped: GroupedRows, source: Groups, selection: Selection): [GroupedRows, Groups] {
  const kept = restrictions.get(source) ?? new WeakMap<Selection, GroupedRows>();
  restrictions.set(source, kept);
  let restricted = kept.get(selection);
  if (!restricted) {
    restricted = rowsOfGroups(grouped, selection);
    kept.set(selection, restricted);
  }
  return [restricted, { groupOf: restricted.groupOf, count: restricted.groupCount, firstRows: new Int32Array(0) }];
}

function rowsOfGroups(grouped: GroupedRows, selection: Selection): GroupedRows {
  const positions = new Int32Array(grouped.groupCount).fill(-1);
  let repeats = false;
  selection.index.forEach((group, position) => {
    if (positions[group] >= 0) repeats = true;
    positions[group] = position;
  });
  if (repeats) return rowsOfRepeatedGroups(grouped, selection);
  let count = 0;
  for (let row = 0; row < grouped.groupOf.length; row++) if (positions[grouped.groupOf[row]] >= 0) count++;
  const rows = new Int32Array(count);
  const groupOf = new Int32Array(count);
  let target = 0;
  for (let row = 0; row < grouped.groupOf.length; row++) {
    const position = positions[grouped.groupOf[row]];
    if (position < 0) continue;
    rows[target] = row;
    groupOf[target++] = position;
  }
  return { rows: grouped.rows.select(selectionOf(rows)), groupOf, groupCount: selection.length };
}

/** A join may select a group several times: its rows then count for each. */
function rowsOfRepeatedGroups(grouped: GroupedRows, selection: Selection): GroupedRows {
  const positions: number[][] = Array.from({ length: grouped.groupCount }, () => []);
  for (let position = 0; position < selection.length; position++) positions[selection.index[position]].push(position);
  const rows: number[] = [];
  const groupOf: number[] = [];
  for (let row = 0; row < grouped.groupOf.length; row++) {
    for (const position of positions[grouped.groupOf[row]]) {
      rows.push(row);
      groupOf.push(position);
    }
  }
  return { rows: grouped.rows.select(selectionOf(Int32Array.from(rows))), groupOf: Int32Array.from(groupOf), groupCount: selection.length };
}

/** One value a group. */
export function computeAggregate(aggregate: PlannedAggregate, grouped: GroupedRows, run: Execution): Column {
  const { rows, groupOf, groupCount } = grouped;
  const args = aggregate.args.map((arg) => evaluate(arg, rows, run));
  const constants = aggregate.args.map((arg, position) => {
    const column = args[position];
    return arg.kind !== 'column' && column.kind === 'constant' ? column.value : undefined;
  });
  const grouping: Grouping = { groupOf, groupCount, rowCount: rows.rowCount, checkpoint: () => run.guard.checkpoint(aggregate.span) };
  if (aggregate.overload.isOpaque) run.hasOpaqueValues = true;
  return run.refusing(aggregate.span, () => aggregate.overload.compute(args, grouping, constants, aggregate.type));
}
