/** `count`: the number of rows as column `Count`. */
import type { Operator } from '@rulesmith/kql';
import { findAggregate } from '../functions/aggregateRegistry.ts';
import type { PlanNode } from '../plan/plan.ts';
import type { SummarizeNode } from './summarize.ts';

export function planCount(operator: Extract<Operator, { kind: 'count' }>, input: PlanNode): PlanNode {
  const name = operator.as ?? 'Count';
  const count = findAggregate('count');
  if (!count) throw new Error('the aggregate count is missing');
  const node: SummarizeNode = {
    op: 'summarize',
    input,
    keys: [],
    aggregates: [{ name, overload: count.overloads[0], args: [], type: 'long', span: operator.span }],
    columns: [{ name, type: 'long' }],
    serialized: false,
    span: operator.span,
  };
  return node;
}
