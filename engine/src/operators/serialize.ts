/** `serialize`: the rows have the order they have; new columns may use window functions. */
import type { Operator } from '@rulesmith/kql';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import type { Scope } from '../plan/scope.ts';
import { planExtend } from './project.ts';

export interface SerializeNode extends NodeBase {
  readonly op: 'serialize';
  readonly input: PlanNode;
}

export function planSerialize(operator: Extract<Operator, { kind: 'serialize' }>, input: PlanNode, scope: Scope): PlanNode {
  const serialized: SerializeNode = { op: 'serialize', input, columns: input.columns, serialized: true, span: operator.span };
  return operator.columns.length === 0 ? serialized : planExtend(operator, serialized, scope);
}
