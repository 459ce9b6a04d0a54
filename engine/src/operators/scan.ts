/** Reading a table of the samples. */
import type { Call, ColumnSchema, Expression, FunctionParameter, FunctionSchema, Span, TableSchema } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, QueryError, unsupported } from '../queryError.ts';
import { ConstantColumn, missingValue } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { filterCondition } from './functionFilters.ts';
import { planWatchlist } from './watchlist.ts';

export interface ScanNode extends NodeBase {
  readonly op: 'scan';
  readonly table: string;
}

export function planScan(table: TableSchema, span: Span): ScanNode {
  return { op: 'scan', table: table.name, columns: table.columns, serialized: false, span };
}

/**
 * A function without a body (the built-in ASIM parsers): a sample of its name holds what it returns, and its parameters filter that; one
 * whose field is not known is refused.
 */
export function planFunctionScan(declared: FunctionSchema, call: Call, scope: Scope): PlanNode {
  if (declared.name === '_GetWatchlist') return planWatchlist(call, scope);
  if (!declared.result)
    throw new QueryError(
      'no-table',
      `What \`${declared.name}()\` returns is not known: declare it, or give a sample of that name`,
      call.nameSpan,
    );
  const scan: ScanNode = { op: 'scan', table: declared.name, columns: declared.result, serialized: false, span: call.nameSpan };
  const conditions = givenArguments(declared, call).map((given) => filterOf(given, declared, scope));
  if (conditions.length === 0) return scan;
  return { op: 'where', input: scan, conditions, columns: scan.columns, serialized: false, span: call.span };
}

interface GivenArgument {
  readonly parameter: FunctionParameter;
  readonly value: Expression;
}

/** The arguments with their parameters; those that do not change which rows the function returns are left out. */
function givenArguments(declared: FunctionSchema, call: Call): GivenArgument[] {
  const unnamed = declared.parameters.filter((parameter) => !call.arguments.some((argument) => nameOf(argument) === parameter.name));
  return call.arguments.flatMap((argument) => {
    const name = nameOf(argument);
    const parameter = name === undefined ? unnamed.shift() : declared.parameters.find((each) => each.name === name);
    if (!parameter) throw invalid(`\`${declared.name}\` has no parameter for this argument`, argument.span);
    if (parameter.name === 'pack' || parameter.name === 'disabled') return [];
    return [{ parameter, value: argument.kind === 'named' ? argument.value : argument }];
  });
}

function nameOf(argument: Expression): string | undefined {
  return argument.kind === 'named' && argument.names.length === 1 ? argument.names[0].text : undefined;
}

/** The condition that an argument stands for. */
function filterOf({ parameter, value }: GivenArgument, declared: FunctionSchema, scope: Scope): Expr {
  const planned = planExpression(value, scope.withRow(undefined));
  const condition = filterCondition(parameter.name, planned, declared.result ?? [], value.span);
  if (condition !== undefined) return condition;
  throw unsupported(`The parameter \`${parameter.name}\` of \`${declared.name}\` (filter its result with \`where\`)`, value.span);
}

export function executeScan(node: ScanNode, run: Execution): Table {
  const needed = run.requiredOf(node);
  const source = run.context.tables.table(node.table, needed);
  if (!source) throw new QueryError('no-table', `No sample provides the table \`${node.table}\``, node.span);
  const columns = node.columns.map((column) => sourceColumn(source, column, node));
  return new Table(node.columns, columns, source.rowCount, { kind: 'source', name: node.table });
}

/** The sample's column; one that it lacks is empty, as in a workspace. */
function sourceColumn(source: Table, column: ColumnSchema, node: ScanNode) {
  const type = column.type === 'unknown' ? 'dynamic' : column.type;
  const found = source.column(column.name);
  if (!found) return new ConstantColumn(type, missingValue(type), source.rowCount);
  if (found.type !== type) {
    throw new QueryError(
      'no-table',
      `Column \`${column.name}\` of the sample for \`${node.table}\` is ${found.type}, not ${type}`,
      node.span,
    );
  }
  return found;
}
