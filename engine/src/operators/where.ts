/** `where`: keeps the rows for which the condition is true; null counts as false. */
import type { Operator, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import { columnsRead, isRowWise } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid } from '../queryError.ts';
import type { PhysicalColumn } from '../table/column.ts';
import { selectionOfFlags } from '../table/selection.ts';
import type { Table } from '../table/table.ts';
import type { JoinNode } from './join.ts';
import { planStarCondition, readsStar } from './searchCondition.ts';

export interface WhereNode extends NodeBase {
  readonly op: 'where';
  readonly input: PlanNode;
  /** All must hold. In the order of the text; each sees only the rows that the ones before it let through. */
  readonly conditions: readonly Expr[];
}

export function planWhere(operator: Extract<Operator, { kind: 'where' }>, input: PlanNode, scope: Scope): PlanNode {
  const condition = readsStar(operator.condition)
    ? planStarCondition(operator.condition, input, scope)
    : planExpression(operator.condition, scope.withRow(input));
  const asBool =
    condition.type === 'bool'
      ? condition
      : condition.type === 'dynamic' || condition.type === 'long' || condition.type === 'int'
        ? convertTo(condition, 'bool', operator.condition.span)
        : undefined;
  if (!asBool) throw invalid(`\`where\` needs a condition, not a ${condition.type}`, operator.condition.span);
  const { columns, serialized } = input;
  const conditions = conjuncts(asBool);
  if (input.op === 'join' && input.kind === 'innerunique') return belowInnerUnique(input, conditions, operator.span);
  return { op: 'where', input, conditions, columns, serialized, span: operator.span };
}

/**
 * A condition on columns of the left side is applied before the join keeps one left row a key: Kusto's engine does so, and which row is kept
 * depends on it.
 */
function belowInnerUnique(join: JoinNode, conditions: readonly Expr[], span: Span): PlanNode {
  const fromLeft = new Set(
    join.output.flatMap((source, position) => (source.side === 'left' && source.name === join.columns[position].name ? [source.name] : [])),
  );
  const isLeft = (condition: Expr): boolean =>
    columnsRead(condition).size > 0 && [...columnsRead(condition)].every((name) => fromLeft.has(name));
  const onLeft = conditions.filter(isLeft);
  const others = conditions.filter((condition) => !isLeft(condition));
  const { left } = join;
  const input: JoinNode =
    onLeft.length === 0
      ? join
      : { ...join, left: { op: 'where', input: left, conditions: onLeft, columns: left.columns, serialized: left.serialized, span } };
  if (others.length === 0 && onLeft.length > 0) return input;
  return { op: 'where', input, conditions: others, columns: input.columns, serialized: false, span };
}

/** The parts of `a and b and c`; a condition that reads other rows is kept whole, since filtering first would change what it sees. */
function conjuncts(expr: Expr): Expr[] {
  if (expr.kind !== 'call' || expr.name !== 'and' || !isRowWise(expr)) return [expr];
  return expr.args.flatMap(conjuncts);
}

export function executeWhere(node: WhereNode, run: Execution): Table {
  let table = run.table(node.input);
  for (const condition of node.conditions) {
    if (table.rowCount === 0) break;
    const flags = evaluate(condition, table, run);
    if (flags.kind === 'constant') {
      if (flags.value !== true) return table.select(selectionOfFlags(new Uint8Array(table.rowCount)));
      continue;
    }
    const selected = trueFlags(flags);
    const selection = selectionOfFlags(selected);
    if (selection.length < table.rowCount) table = table.select(selection);
  }
  return table;
}

/** 1 for the rows whose value is true, 0 for false and null. */
export function trueFlags(column: PhysicalColumn): Uint8Array {
  const flags = new Uint8Array(column.length);
  if (column.kind === 'dictionary') {
    const wanted = trueFlags(column.values);
    const codes = column.codes;
    for (let row = 0; row < flags.length; row++) flags[row] = wanted[codes[row]];
  } else if (column.kind === 'flat') {
    const data = column.data as Uint8Array;
    const nulls = column.nulls;
    if (!nulls) return data;
    for (let row = 0; row < flags.length; row++) flags[row] = nulls[row] === 1 ? 0 : data[row];
  } else if (column.value === true) {
    flags.fill(1);
  }
  return flags;
}
