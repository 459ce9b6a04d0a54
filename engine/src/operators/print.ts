/** `print`: one row of expressions. */
import type { Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { planListedColumns } from '../plan/planTuple.ts';
import type { Scope } from '../plan/scope.ts';
import { Table } from '../table/table.ts';
import { uniqueName } from './names.ts';
import { type ProjectItem, projectNode } from './project.ts';
import { valuesNode } from './values.ts';

export function planPrint(operator: Extract<Operator, { kind: 'print' }>, scope: Scope): PlanNode {
  const row = valuesNode(new Table([], [], 1), operator.span, true);
  const columns = planListedColumns(operator.columns, row, scope.withRow(undefined), operator.span);
  const taken = new Set<string>();
  const items = columns.listed.map(({ column, written, suggested, expr }): ProjectItem => {
    const isNamed = column.kind === 'named' || (column.kind === 'call' && column.tuple !== undefined);
    const name = uniqueName(isNamed ? (written ?? suggested) : `print_${operator.columns.indexOf(column)}`, taken);
    taken.add(name);
    return { name, expr };
  });
  return projectNode(columns.input, items, operator.span);
}
