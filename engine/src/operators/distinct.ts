/** `distinct`: one row for each combination of values. */
import type { Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import type { Scope } from '../plan/scope.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import { groupRows } from './grouping.ts';
import { planProject } from './project.ts';

export interface DistinctNode extends NodeBase {
  readonly op: 'distinct';
  readonly input: PlanNode;
}

export function planDistinct(operator: Extract<Operator, { kind: 'distinct' }>, input: PlanNode, scope: Scope): DistinctNode {
  const projected = planProject(operator, input, scope);
  return { op: 'distinct', input: projected, columns: projected.columns, serialized: false, span: operator.span };
}

export function executeDistinct(node: DistinctNode, run: Execution): Table {
  const input = run.table(node.input);
  const groups = groupRows(input.columns, input.rowCount, run);
  const selected = input.select(selectionOf(groups.firstRows));
  return new Table(node.columns, selected.columns, selected.rowCount, { kind: 'group', input, groupOf: groups.groupOf });
}
