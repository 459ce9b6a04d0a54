/** `consume`: the input is computed, and nothing of it is given (https://learn.microsoft.com/kusto/query/consume-operator). */
import type { Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { projectNode } from './project.ts';
import type { TakeNode } from './take.ts';

/** The result has no columns and no rows. */
export function planConsume(operator: Operator, input: PlanNode): TakeNode {
  const none = projectNode(input, [], operator.span);
  return {
    op: 'take',
    input: none,
    count: { kind: 'constant', type: 'long', value: 0 },
    columns: [],
    serialized: false,
    span: operator.span,
  };
}
