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
import { compose, type Selection, selectionOf } from '../table/selection.ts';
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

/** The rows of selected groups. */
interface Restriction {
  readonly rows: GroupedRows;
  readonly groups: Groups;
  /** Where a group was selected several times, as a join does: which of the restricted groups each selected one is. */
  readonly positions: Selection | undefined;
}

const restrictions = new WeakMap<Groups, WeakMap<Selection, Restriction>>();

function aggregateColumn(aggregate: PlannedAggregate, input: Table, groups: Groups, groupCount: number, run: Execution): Column {
  const over = (grouped: GroupedRows, source: Groups): Column => {
    const whole: Column = deferColumn(
      aggregate.type,
      grouped.groupCount,
      () => computeAggregate(aggregate, grouped, run).force(),
      (selection) => {
        // As many as there are: most likely all in another order. They are computed as they are, unless fewer are asked for later.
        if (selection.length === grouped.groupCount)
          return deferColumn(
            aggregate.type,
            selection.length,
            () => whole.force().select(selection).force(),
            (next) => whole.select(compose(selection, next)),
          );
        const { groups: restricted, rows, positions } = restrict(grouped, source, selection);
        const column = over(rows, restricted);
        return positions ? selectColumn(column, positions) : column;
      },
    );
    return whole;
  };
  return over({ rows: input, groupOf: groups.groupOf, groupCount }, groups);
}

/** The rows of the selected groups, renumbered; shared by the aggregates of one `summarize`. */
function restrict(grouped: GroupedRows, source: Groups, selection: Selection): Restriction {
  const kept = restrictions.get(source) ?? new WeakMap<Selection, Restriction>();
  restrictions.set(source, kept);
  let restriction = kept.get(selection);
  if (!restriction) {
    const { chosen, positions } = distinctGroups(selection, grouped.groupCount);
    const rows = rowsOfGroups(grouped, chosen);
    const groups = { groupOf: rows.groupOf, count: rows.groupCount, firstRows: new Int32Array(0) };
    restriction = { rows, groups, positions: chosen.length === selection.length ? undefined : selectionOf(positions) };
    kept.set(selection, restriction);
  }
  return restriction;
}

/** The selected groups, each once in the order of its first occurrence, and which of them each selected one is. */
function distinctGroups(selection: Selection, groupCount: number): { chosen: Int32Array; positions: Int32Array } {
  const known = new Int32Array(groupCount).fill(-1);
  const chosen = new Int32Array(Math.min(groupCount, selection.length));
  const positions = new Int32Array(selection.length);
  let count = 0;
  for (let at = 0; at < selection.length; at++) {
    const group = selection.index[at];
    if (known[group] < 0) {
      known[group] = count;
      chosen[count++] = group;
    }
    positions[at] = known[group];
  }
  return { chosen: chosen.subarray(0, count), positions };
}

function rowsOfGroups(grouped: GroupedRows, chosen: Int32Array): GroupedRows {
  const positions = new Int32Array(grouped.groupCount).fill(-1);
  chosen.forEach((group, position) => {
    positions[group] = position;
  });
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
  return { rows: grouped.rows.select(selectionOf(rows)), groupOf, groupCount: chosen.length };
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
