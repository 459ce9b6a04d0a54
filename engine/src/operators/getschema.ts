/** `getschema`: the columns of the input as rows. */
import type { KqlType, Operator } from '@rulesmith/kql';
import { tableOfRows } from '../execute.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import type { Table } from '../table/table.ts';

export interface GetSchemaNode extends NodeBase {
  readonly op: 'getschema';
  readonly input: PlanNode;
}

const schema = [
  { name: 'ColumnName', type: 'string' },
  { name: 'ColumnOrdinal', type: 'int' },
  { name: 'DataType', type: 'string' },
  { name: 'ColumnType', type: 'string' },
] as const;

const dataTypes: Readonly<Record<KqlType, string>> = {
  bool: 'System.SByte',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  string: 'System.String',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  guid: 'System.Guid',
  dynamic: 'System.Object',
  unknown: 'System.Object',
};

export function planGetSchema(operator: Extract<Operator, { kind: 'getschema' }>, input: PlanNode): GetSchemaNode {
  return { op: 'getschema', input, columns: schema, serialized: true, span: operator.span };
}

export function executeGetSchema(node: GetSchemaNode): Table {
  return tableOfRows(
    schema,
    node.input.columns.map((column, position) => [column.name, position, dataTypes[column.type], column.type]),
  );
}
