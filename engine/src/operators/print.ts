/** `print`: one row of expressions. */
import type { Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { unsupported } from '../queryError.ts';
import { Table } from '../table/table.ts';
import { uniqueName } from './names.ts';
import { type ProjectItem, projectNode } from './project.ts';
import { valuesNode } from './values.ts';

export function planPrint(operator: Extract<Operator, { kind: 'print' }>, scope: Scope): PlanNode {
  const taken = new Set<string>();
  const inner = scope.withRow(undefined);
  const items = operator.columns.map((column, position): ProjectItem => {
    if (column.kind === 'named' && column.names.length !== 1) throw unsupported('Several names for one value, `(a, b) = …`,', column.span);
    const base = column.kind === 'named' ? column.names[0].text : `print_${position}`;
    const name = uniqueName(base, taken);
    taken.add(name);
    return { name, expr: planExpression(column, inner) };
  });
  return projectNode(valuesNode(new Table([], [], 1), operator.span, true), items, operator.span);
}
