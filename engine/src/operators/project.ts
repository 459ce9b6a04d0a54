/** `extend` and `project`; the other operators of the family plan to the same node (`projectColumns.ts`). */
import type { ColumnSchema, Expression, Operator, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { type Expr, isRowWise } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
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

/** All assignments see the input row; a name that exists is replaced in place. */
export function planExtend(operator: Extract<Operator, { kind: 'extend' | 'serialize' }>, input: PlanNode, scope: Scope): PlanNode {
  const row = scope.withRow(input);
  const items: ProjectItem[] = input.columns.map((column) => ({ name: column.name, expr: reference(column) }));
  const taken = new Set(items.map((item) => item.name));
  let unnamed = 0;
  for (const column of operator.columns) {
    const expr = planExpression(column, row);
    const written = writtenName(column);
    const base = written ?? (column.resultName || `Column${++unnamed}`);
    const at = written === undefined ? -1 : items.findIndex((item) => item.name === base);
    if (at >= 0) items[at] = { name: base, expr };
    else {
      const name = uniqueName(base, taken);
      taken.add(name);
      items.push({ name, expr });
    }
  }
  return projectNode(input, items, operator.span);
}

/** The name before `=`, or of a bare column; undefined where the expression has none of its own. */
function writtenName(column: Expression): string | undefined {
  if (column.kind === 'named') {
    if (column.names.length !== 1) throw unsupported('Several names for one value, `(a, b) = …`,', column.span);
    return column.names[0].text;
  }
  return column.kind === 'name' ? column.name : undefined;
}

export function planProject(operator: Extract<Operator, { kind: 'project' }>, input: PlanNode, scope: Scope): PlanNode {
  return projectNode(input, planItems(operator.columns, input, scope), operator.span);
}

/** The columns of a list such as `project`'s, named as Kusto names them. */
export function planItems(columns: readonly Expression[], input: PlanNode, scope: Scope): ProjectItem[] {
  const row = scope.withRow(input);
  const items: ProjectItem[] = [];
  const taken = new Set<string>();
  let unnamed = 0;
  const add = (base: string, expr: Expr): void => {
    const name = uniqueName(base, taken);
    taken.add(name);
    items.push({ name, expr });
  };
  for (const column of columns) {
    if (column.kind === 'star') for (const each of input.columns) add(each.name, reference(each));
    else if (column.kind === 'wildcard') throw invalid('A wildcard is not allowed here', column.span);
    else add(writtenName(column) ?? (column.resultName || `Column${++unnamed}`), planExpression(column, row));
  }
  return items;
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
