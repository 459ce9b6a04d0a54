/** Tables that are part of the query (`datatable`, `print`), and the one that stands for the input of a subquery. */
import type { ColumnSchema, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { NodeBase } from '../plan/plan.ts';
import type { Table } from '../table/table.ts';

export interface ValuesNode extends NodeBase {
  readonly op: 'values';
  readonly table: Table;
}

export function valuesNode(table: Table, span: Span, serialized = false): ValuesNode {
  return { op: 'values', table, columns: table.schema, serialized, span };
}

export function executeValues(node: ValuesNode): Table {
  return node.table;
}

/** The rows that the operator around a subquery hands to it; found by `key` in the run's context tables. */
export interface ContextTableNode extends NodeBase {
  readonly op: 'context-table';
  readonly key: object;
}

export function contextTableNode(columns: readonly ColumnSchema[], serialized: boolean, span: Span): ContextTableNode {
  return { op: 'context-table', key: {}, columns, serialized, span };
}

export function executeContextTable(node: ContextTableNode, run: Execution): Table {
  const table = run.contextTables.get(node.key);
  if (!table) throw new Error('a subquery was run outside its operator');
  return table;
}
