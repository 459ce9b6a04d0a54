/** `mv-apply`: runs a subquery over the elements of each row and joins its result with the row. */
import type { ColumnSchema, Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planSubquery } from '../plan/planSubquery.ts';
import type { Scope } from '../plan/scope.ts';
import { columnOf } from '../table/builder.ts';
import type { Column } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import { concatColumns } from './joinKeys.ts';
import { type MvExpandNode, planMvExpand } from './mvExpand.ts';
import { type ContextTableNode, contextTableNode } from './values.ts';

export interface MvApplyNode extends NodeBase {
  readonly op: 'mv-apply';
  readonly expand: MvExpandNode;
  readonly context: ContextTableNode;
  readonly body: PlanNode;
  /** The input's columns that the result keeps beside those of the body. */
  readonly kept: readonly string[];
}

export function planMvApply(operator: Extract<Operator, { kind: 'mv-apply' }>, input: PlanNode, scope: Scope): MvApplyNode {
  const expand = planMvExpand(operator, input, scope);
  const context = contextTableNode(expand.columns, true, operator.span);
  const body = planSubquery(operator.body, context, scope);
  const own = new Set(body.columns.map((column) => column.name));
  const expanded = new Set(expand.items.map((item) => item.name));
  const kept = input.columns.filter((column) => !own.has(column.name) && !expanded.has(column.name));
  const columns = orderedColumns(input.columns, kept, body.columns);
  return {
    op: 'mv-apply',
    expand,
    context,
    body,
    kept: kept.map((column) => column.name),
    columns,
    serialized: false,
    span: operator.span,
  };
}

/** The input's columns in their places, the body's new ones behind them. */
function orderedColumns(input: readonly ColumnSchema[], kept: readonly ColumnSchema[], body: readonly ColumnSchema[]): ColumnSchema[] {
  const ofBody = new Map(body.map((column) => [column.name, column]));
  const inPlace = input.flatMap((column) => (kept.includes(column) ? [column] : (ofBody.get(column.name) ?? [])));
  return [...inPlace, ...body.filter((column) => !inPlace.includes(column))];
}

export function executeMvApply(node: MvApplyNode, run: Execution): Table {
  const input = run.table(node.expand.input);
  const expanded = run.table(node.expand);
  const source = expanded.origin?.kind === 'select' ? expanded.origin.selection.index : new Int32Array(0);
  const parts: Table[] = [];
  const rows: number[] = [];
  let start = 0;
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0xff) === 0) run.guard.checkpoint(node.span);
    let end = start;
    while (end < source.length && source[end] === row) end++;
    const index = Int32Array.from({ length: end - start }, (_, offset) => start + offset);
    const part = run.tableWithin(node.body, node.context.key, expanded.select(selectionOf(index)));
    parts.push(part);
    for (let count = 0; count < part.rowCount; count++) rows.push(row);
    run.guard.checkRows(rows.length, 'mv-apply', node.span);
    start = end;
  }
  return applied(node, input, parts, rows);
}

function applied(node: MvApplyNode, input: Table, parts: readonly Table[], rows: readonly number[]): Table {
  const selection = selectionOf(Int32Array.from(rows));
  const filled = parts.filter((part) => part.rowCount > 0);
  const columns = node.columns.map((column): Column => {
    if (node.kept.includes(column.name)) return selectColumn(input.needColumn(column.name), selection);
    return filled.length === 0
      ? columnOf(column.type, [])
      : concatColumns(
          filled.map((part) => part.needColumn(column.name)),
          column.type,
        );
  });
  return new Table(node.columns, columns, rows.length, { kind: 'select', input, selection });
}
