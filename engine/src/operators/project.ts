/** `extend` and `project`; the other operators of the family plan to the same node (`projectColumns.ts`). */
import type { ColumnSchema, Expression, Operator, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { type Expr, isRowWise } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planListedColumns, tupleCall } from '../plan/planTuple.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid } from '../queryError.ts';
import { type Column, ConstantColumn } from '../table/column.ts';
import { deferColumn } from '../table/deferred.ts';
import type { Selection } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import { uniqueName } from './names.ts';

export interface ProjectItem {
  readonly name: string;
  readonly expr: Expr;
}

/** Each column of the result by an expression over the input row; a column that stays is a plain reference. */
export interface ProjectNode extends NodeBase {
  readonly op: 'project';
  readonly input: PlanNode;
  readonly items: readonly ProjectItem[];
}

export function projectNode(input: PlanNode, items: readonly ProjectItem[], span: Span, serialized = input.serialized): ProjectNode {
  return { op: 'project', input, items, columns: items.map(({ name, expr }) => ({ name, type: expr.type })), serialized, span };
}

export function reference(column: ColumnSchema): Expr {
  return { kind: 'column', type: column.type, name: column.name };
}

/**
 * All assignments see the input row; a name that exists is replaced in place, written or implied (`extend todatetime(x)` is still `x`): so the binder
 * has it, and published rules count on it. The columns of a function that gives several get names of their own.
 */
export function planExtend(operator: Extract<Operator, { kind: 'extend' | 'serialize' }>, input: PlanNode, scope: Scope): PlanNode {
  const columns = planListedColumns(operator.columns, input, scope.withRow(input), operator.span);
  const items: ProjectItem[] = input.columns.map((column) => ({ name: column.name, expr: reference(column) }));
  const taken = new Set(items.map((item) => item.name));
  let unnamed = 0;
  for (const { column, written, suggested, expr } of columns.listed) {
    const base = written ?? (suggested || `Column${++unnamed}`);
    const isOwn = written === undefined && (suggested === '' || tupleCall(column) !== undefined);
    const at = isOwn ? -1 : items.findIndex((item) => item.name === base);
    if (at >= 0) items[at] = { name: base, expr };
    else {
      const name = uniqueName(base, taken);
      taken.add(name);
      items.push({ name, expr });
    }
  }
  return projectNode(columns.input, items, operator.span);
}

/** The columns of the list, named as Kusto names them. */
export function planProject(
  operator: Pick<Extract<Operator, { kind: 'project' }>, 'columns' | 'span'>,
  input: PlanNode,
  scope: Scope,
): PlanNode {
  const items: ProjectItem[] = [];
  const taken = new Set<string>();
  let unnamed = 0;
  const columns = planListedColumns(
    operator.columns.flatMap((column) => starColumns(column, input)),
    input,
    scope.withRow(input),
    operator.span,
  );
  for (const { written, suggested, expr } of columns.listed) {
    const name = uniqueName(written ?? (suggested || `Column${++unnamed}`), taken);
    taken.add(name);
    items.push({ name, expr });
  }
  return projectNode(columns.input, items, operator.span);
}

/** `*` as the columns of the input. */
function starColumns(column: Expression, input: PlanNode): Expression[] {
  if (column.kind === 'wildcard') throw invalid('A wildcard is not allowed here', column.span);
  if (column.kind !== 'star') return [column];
  const { span } = column;
  return input.columns.map(({ name, type }) => ({ kind: 'name', name, type, target: 'column', resultName: name, span }));
}

export function executeProject(node: ProjectNode, run: Execution): Table {
  const input = run.table(node.input);
  const restricted = new WeakMap<Selection, Table>();
  const columns = node.items.map(({ expr }) => projectColumn(expr, input, run, restricted));
  return new Table(node.columns, columns, input.rowCount, { kind: 'same', input });
}

function projectColumn(expr: Expr, input: Table, run: Execution, restricted: WeakMap<Selection, Table>): Column {
  if (expr.kind === 'column') return input.needColumn(expr.name);
  if (expr.kind === 'constant') return new ConstantColumn(expr.type, expr.value, input.rowCount);
  if (!isRowWise(expr) || run.contextTables.size > 0) return evaluate(expr, input, run);
  const rowsOf = (selection: Selection): Table => {
    let rows = restricted.get(selection);
    if (!rows) {
      rows = input.select(selection);
      restricted.set(selection, rows);
    }
    return rows;
  };
  const over = (table: Table): Column =>
    deferColumn(
      expr.type,
      table.rowCount,
      () => evaluate(expr, table, run),
      (selection) => over(table === input ? rowsOf(selection) : table.select(selection)),
    );
  return over(input);
}
