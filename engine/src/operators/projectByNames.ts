/**
 * `project-by-names`: the columns that texts and arrays of texts name, in that order; a text may be a pattern with `*`, and a name that the input
 * lacks is passed over (https://learn.microsoft.com/kusto/query/project-by-names-operator).
 */
import type { ColumnSchema, Expression, Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { wildcardTest } from './names.ts';
import { projectNode, reference } from './project.ts';

type ProjectByNames = Extract<Operator, { columns: readonly Expression[] }>;

export function planProjectByNames(operator: ProjectByNames, input: PlanNode, scope: Scope): PlanNode {
  const wanted = new Set<ColumnSchema>();
  for (const item of operator.columns) for (const column of namedColumns(item, input, scope)) wanted.add(column);
  if (wanted.size === 0) throw unsupported('`project-by-names` that names no column of its input', operator.span);
  return projectNode(
    input,
    Array.from(wanted, (column) => ({ name: column.name, expr: reference(column) })),
    operator.span,
  );
}

function namedColumns(item: Expression, input: PlanNode, scope: Scope): ColumnSchema[] {
  const expr = planExpression(item, scope.withRow(undefined));
  const value = scope.planTime.constant(expr, '`project-by-names`', item.span);
  if (expr.type === 'string') return matching(value as string, input);
  if (expr.type !== 'dynamic' || !Array.isArray(value)) throw invalid('`project-by-names` takes texts and arrays of texts', item.span);
  return value.flatMap((name) => {
    if (typeof name !== 'string') throw invalid('An array in `project-by-names` holds the names of columns', item.span);
    if (name.includes('*')) throw unsupported('A pattern inside of an array in `project-by-names`', item.span);
    return input.columns.filter((column) => column.name === name);
  });
}

/** Without `*` the column of that name; none where the input lacks it. */
function matching(pattern: string, input: PlanNode): ColumnSchema[] {
  const test = wildcardTest(pattern);
  return input.columns.filter((column) => test(column.name));
}
