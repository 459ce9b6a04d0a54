/** The pipeline inside `mv-apply ( … )`, `partition ( … )` and their like: it begins with the rows handed to it. */
import type { Expression, Operator } from '@rulesmith/kql';
import { planOperator } from '../operators/plan.ts';
import type { PlanNode } from './plan.ts';
import { planTable } from './planTable.ts';
import type { Scope } from './scope.ts';

/** `node` begins with an operator that has no source of its own; `context` stands for what it reads. */
export function planSubquery(node: Expression, context: PlanNode, scope: Scope): PlanNode {
  const operators: Operator[] = [];
  let source = node;
  for (; source.kind === 'pipe'; source = source.source) operators.unshift(source.operator);
  let plan: PlanNode;
  if (source.kind === 'contextual-datatable') plan = context;
  else if (source.kind === 'operator-source' && source.operator.kind !== 'print' && source.operator.kind !== 'range') {
    operators.unshift(source.operator);
    plan = context;
  } else plan = planTable(source, scope);
  let inner = scope;
  for (const operator of operators) {
    plan = planOperator(operator, plan, inner);
    if (operator.kind === 'as') inner = inner.with(operator.name, { kind: 'table', plan });
  }
  return plan;
}
