/** `as`: gives the rows a name, under which later operators and `withsource` know them. */
import type { Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { projectNode, reference } from './project.ts';

const names = new WeakMap<PlanNode, string>();

/** The same rows in a node of their own, so that the name is not given to whoever else reads the input. */
export function planAs(operator: Extract<Operator, { kind: 'as' }>, input: PlanNode): PlanNode {
  const named = projectNode(
    input,
    input.columns.map((column) => ({ name: column.name, expr: reference(column) })),
    operator.span,
  );
  names.set(named, operator.name);
  return named;
}

/** The name of the rows where they are a table as it is, or were named by `as`. */
export function nameOfRows(plan: PlanNode): string | undefined {
  return plan.op === 'scan' ? plan.table : names.get(plan);
}
