/** The pipeline inside `mv-apply ( … )`, `partition ( … )` and their like: it begins with the rows handed to it. */
import type { Expression } from '@rulesmith/kql';
import { planOperator } from '../operators/plan.ts';
import type { PlanNode } from './plan.ts';
import { planTable } from './planTable.ts';
import type { Scope } from './scope.ts';

/** `node` begins with an operator that has no source of its own; `context` stands for what it reads. */
export function planSubquery(node: Expression, context: PlanNode, scope: Scope): PlanNode {
  if (node.kind === 'pipe') return planOperator(node.operator, planSubquery(node.source, context, scope), scope);
  if (node.kind === 'contextual-datatable') return context;
  if (node.kind === 'operator-source' && node.operator.kind !== 'print' && node.operator.kind !== 'range')
    return planOperator(node.operator, context, scope);
  return planTable(node, scope);
}
