/** `take`, `limit` and `sample`: some rows; ours are the first ones. */
import type { Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluateConstant } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid } from '../queryError.ts';
import { rangeSelection } from '../table/selection.ts';
import type { Table } from '../table/table.ts';
import type { SortNode } from './sort.ts';

export interface TakeNode extends NodeBase {
  readonly op: 'take';
  readonly input: PlanNode;
  readonly count: Expr;
}

export function planTake(operator: Extract<Operator, { kind: 'take' | 'sample' }>, input: PlanNode, scope: Scope): TakeNode | SortNode {
  const count = convertTo(planExpression(operator.count, scope.withRow(undefined)), 'long', operator.count.span);
  // Kusto keeps the order of the rows for `take`, not for `sample`.
  const serialized = operator.kind === 'take' && input.serialized;
  // The first rows in order can be found without ordering the others.
  if (operator.kind === 'take' && input.op === 'sort' && !input.count) return { ...input, count, span: operator.span };
  return { op: 'take', input, count, columns: input.columns, serialized, span: operator.span };
}

export function executeTake(node: TakeNode, run: Execution): Table {
  const table = run.table(node.input);
  return firstRows(table, rowCountOf(node.count, node, run));
}

/** The number of rows that a constant asks for. */
export function rowCountOf(count: Expr, node: NodeBase, run: Execution): number {
  const value = evaluateConstant(count, run);
  if (value === null || (value as number) < 0) throw invalid('The number of rows must not be negative', node.span);
  return Number(value);
}

export function firstRows(table: Table, count: number): Table {
  return count >= table.rowCount ? table : table.select(rangeSelection(0, count));
}
