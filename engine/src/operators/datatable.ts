/** `datatable (a: long, …) [1, …]`. */
import type { Expression } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { convertTo, nullOf, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import { valuesNode } from './values.ts';

export function planDatatable(node: Extract<Expression, { kind: 'datatable' }>, scope: Scope): PlanNode {
  const { columns, values } = node;
  if (columns.length === 0) throw invalid('`datatable` needs at least one column', node.span);
  if (values.length % columns.length !== 0) {
    throw invalid(`\`datatable\` has ${values.length} values, which do not fill rows of ${columns.length} columns`, node.span);
  }
  const constants = scope.withRow(undefined);
  const cells = values.map((value, position) => cell(value, columns[position % columns.length].type, constants));
  const rowCount = cells.length / columns.length;
  const data = columns.map((column, position) =>
    columnOf(
      column.type,
      Array.from({ length: rowCount }, (_, row) => cells[row * columns.length + position]),
    ),
  );
  return valuesNode(new Table(columns, data, rowCount), node.span);
}

function cell(node: Expression, type: Parameters<typeof convertTo>[1], scope: Scope): Value {
  const expr = planExpression(node, scope);
  if (expr.kind !== 'constant') throw invalid('`datatable` takes literals', node.span);
  if (expr.value === null && type !== 'dynamic') return nullOf(type);
  const converted = convertTo(expr, type, node.span);
  if (converted.kind !== 'constant') throw invalid('`datatable` takes literals', node.span);
  return converted.value;
}
