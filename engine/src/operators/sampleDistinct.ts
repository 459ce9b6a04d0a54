/** `sample-distinct`: some of the distinct values; ours are the first ones. */
import type { Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import type { DistinctNode } from './distinct.ts';
import { planProject } from './project.ts';

type SampleDistinct = Extract<Operator, { kind: 'sample-distinct' }>;

export function planSampleDistinct(operator: SampleDistinct, input: PlanNode, scope: Scope): PlanNode {
  const values = planProject({ columns: [operator.of], span: operator.span }, input, scope);
  const distinct: DistinctNode = { op: 'distinct', input: values, columns: values.columns, serialized: false, span: operator.span };
  const count = convertTo(planExpression(operator.count, scope.withRow(undefined)), 'long', operator.count.span);
  return { op: 'take', input: distinct, count, columns: distinct.columns, serialized: false, span: operator.span };
}
