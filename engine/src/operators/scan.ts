/** Reading a table of the samples. */
import type { Call, ColumnSchema, FunctionSchema, Span, TableSchema } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { NodeBase } from '../plan/plan.ts';
import type { Scope } from '../plan/scope.ts';
import { QueryError } from '../queryError.ts';
import { ConstantColumn, missingValue } from '../table/column.ts';
import { Table } from '../table/table.ts';

export interface ScanNode extends NodeBase {
  readonly op: 'scan';
  readonly table: string;
}

export function planScan(table: TableSchema, span: Span): ScanNode {
  return { op: 'scan', table: table.name, columns: table.columns, serialized: false, span };
}

/** A function without a body (the built-in ASIM parsers): its result is a sample of its name. */
export function planFunctionScan(declared: FunctionSchema, call: Call, _scope: Scope): ScanNode {
  if (!declared.result)
    throw new QueryError(
      'no-table',
      `What \`${declared.name}()\` returns is not known: declare it, or give a sample of that name`,
      call.nameSpan,
    );
  return { op: 'scan', table: declared.name, columns: declared.result, serialized: false, span: call.nameSpan };
}

export function executeScan(node: ScanNode, run: Execution): Table {
  const needed = run.requiredOf(node);
  const source = run.context.tables.table(node.table, needed);
  if (!source) throw new QueryError('no-table', `No sample provides the table \`${node.table}\``, node.span);
  const columns = node.columns.map((column) => sourceColumn(source, column));
  return new Table(node.columns, columns, source.rowCount, { kind: 'source', name: node.table });
}

/** The sample's column; one that it lacks is empty, as in a workspace. */
function sourceColumn(source: Table, column: ColumnSchema) {
  const type = column.type === 'unknown' ? 'dynamic' : column.type;
  const found = source.column(column.name);
  if (!found) return new ConstantColumn(type, missingValue(type), source.rowCount);
  if (found.type !== type) {
    throw new QueryError('no-table', `Column \`${column.name}\` of the sample for \`${column.name}\` is ${found.type}, not ${type}`);
  }
  return found;
}
