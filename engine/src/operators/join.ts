/** `join` of all kinds and `lookup`. A null key matches a null key (kql-semantics 11). */
import type { ColumnSchema, Expression, JoinCondition, Operator, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import { planTable } from '../plan/planTable.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import type { Column } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { type Selection, selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import { encodeTogether } from './joinKeys.ts';
import { type MatchedRows, matchRows } from './matchRows.ts';
import { uniqueName } from './names.ts';
import { parameterText, parameterValue } from './parameters.ts';
import { reference } from './project.ts';

export type JoinKind =
  | 'innerunique'
  | 'inner'
  | 'leftouter'
  | 'rightouter'
  | 'fullouter'
  | 'leftsemi'
  | 'rightsemi'
  | 'leftanti'
  | 'rightanti';

export interface JoinNode extends NodeBase {
  readonly op: 'join';
  readonly kind: JoinKind;
  readonly left: PlanNode;
  readonly right: PlanNode;
  readonly leftKeys: readonly Expr[];
  readonly rightKeys: readonly Expr[];
  /** Where each column of the result comes from. */
  readonly output: readonly { readonly side: 'left' | 'right'; readonly name: string }[];
}

const kinds: Readonly<Record<string, JoinKind | undefined>> = {
  innerunique: 'innerunique',
  inner: 'inner',
  leftouter: 'leftouter',
  rightouter: 'rightouter',
  fullouter: 'fullouter',
  leftsemi: 'leftsemi',
  rightsemi: 'rightsemi',
  leftanti: 'leftanti',
  anti: 'leftanti',
  leftantisemi: 'leftanti',
  rightanti: 'rightanti',
  rightantisemi: 'rightanti',
};

export function planJoin(operator: Extract<Operator, { kind: 'join' | 'lookup' }>, left: PlanNode, scope: Scope): JoinNode {
  if (operator.conditionKind === 'where') throw unsupported('`join … where`', operator.span);
  const right = planTable(operator.right, scope);
  const kind = joinKind(operator, 'innerunique');
  const keys = planKeys(operator.on, left, right, scope, operator.span);
  const { output, columns } = outputColumns(kind, left.columns, right.columns, new Set());
  return { op: 'join', kind, left, right, ...keys, output, columns, serialized: false, span: operator.span };
}

/** As a left outer join, but the right keys are left out and the left rows are not deduplicated. */
export function planLookup(operator: Extract<Operator, { kind: 'join' | 'lookup' }>, left: PlanNode, scope: Scope): JoinNode {
  const right = planTable(operator.right, scope);
  const kind = joinKind(operator, 'leftouter');
  if (kind !== 'leftouter' && kind !== 'inner') throw invalid(`\`lookup\` knows no kind \`${kind}\``, operator.span);
  const keys = planKeys(operator.on, left, right, scope, operator.span);
  const hidden = new Set(keys.rightKeys.flatMap((key) => (key.kind === 'column' ? [key.name] : [])));
  const { output, columns } = outputColumns(kind, left.columns, right.columns, hidden);
  return { op: 'join', kind, left, right, ...keys, output, columns, serialized: false, span: operator.span };
}

function joinKind(operator: Extract<Operator, { kind: 'join' | 'lookup' }>, fallback: JoinKind): JoinKind {
  const parameter = parameterValue(operator, 'kind');
  if (!parameter) return fallback;
  const written = parameterText(operator, 'kind') ?? '';
  const kind = kinds[written.toLowerCase()];
  if (!kind) throw invalid(`\`${operator.keyword}\` knows no kind \`${written}\``, parameter.span);
  return kind;
}

function planKeys(
  on: readonly JoinCondition[],
  left: PlanNode,
  right: PlanNode,
  scope: Scope,
  span: Span,
): { leftKeys: Expr[]; rightKeys: Expr[] } {
  const leftKeys: Expr[] = [];
  const rightKeys: Expr[] = [];
  const add = (leftKey: Expr, rightKey: Expr, at: Span): void => {
    const type = commonType(leftKey, rightKey, at);
    leftKeys.push(convertTo(leftKey, type, at));
    rightKeys.push(convertTo(rightKey, type, at));
  };
  for (const condition of on.flatMap(conjuncts)) {
    if (condition.kind === 'same-name')
      add(columnOf(condition.name, left, condition.span), columnOf(condition.name, right, condition.span), condition.span);
    else addEquality(condition.expression, left, right, scope, add);
  }
  if (leftKeys.length === 0) throw invalid('A join needs a key: `on Column`', span);
  return { leftKeys, rightKeys };
}

/** `a and b` as two conditions, of which a bare name is a column of both sides. */
function conjuncts(condition: JoinCondition): JoinCondition[] {
  if (condition.kind === 'expression' && condition.expression.kind === 'name')
    return [{ kind: 'same-name', name: condition.expression.name, span: condition.span }];
  if (condition.kind !== 'expression' || condition.expression.kind !== 'binary' || condition.expression.operator !== 'and')
    return [condition];
  const { left, right } = condition.expression;
  return [left, right].flatMap((expression) => conjuncts({ kind: 'expression', expression, span: expression.span }));
}

function columnOf(name: string, side: PlanNode, span: Span): Expr {
  const column = side.columns.find((each) => each.name === name);
  if (!column) throw invalid(`There is no column named \`${name}\` on both sides of the join`, span);
  return reference(column);
}

function addEquality(
  expression: Expression,
  left: PlanNode,
  right: PlanNode,
  scope: Scope,
  add: (left: Expr, right: Expr, span: Span) => void,
): void {
  if (expression.kind !== 'binary' || expression.operator !== '==') throw invalid('A join compares keys with `==`', expression.span);
  const a = sided(expression.left, left, right, scope);
  const b = sided(expression.right, left, right, scope);
  if (a.side === b.side) throw invalid('A join compares a column of `$left` with one of `$right`', expression.span);
  add(a.side === 'left' ? a.expr : b.expr, a.side === 'left' ? b.expr : a.expr, expression.span);
}

function sided(node: Expression, left: PlanNode, right: PlanNode, scope: Scope): { side: 'left' | 'right'; expr: Expr } {
  if (
    node.kind === 'path' &&
    node.base.kind === 'name' &&
    (node.base.name === '$left' || node.base.name === '$right') &&
    node.member.kind === 'name'
  ) {
    const side = node.base.name === '$left' ? 'left' : 'right';
    return { side, expr: columnOf(node.member.name, side === 'left' ? left : right, node.span) };
  }
  if (node.kind === 'path') {
    const base = sided(node.base, left, right, scope);
    const row = scope.withRow(base.side === 'left' ? left : right);
    return { side: base.side, expr: planExpression(withoutSide(node), row) };
  }
  if (node.kind === 'call' && node.arguments.length > 0) {
    const inner = sided(node.arguments[0], left, right, scope);
    return { side: inner.side, expr: planExpression(withoutSide(node), scope.withRow(inner.side === 'left' ? left : right)) };
  }
  throw invalid('A join key is a column of `$left` or `$right`', node.span);
}

/** `$left.a` as `a`, anywhere in the expression. */
function withoutSide(node: Expression): Expression {
  if (node.kind === 'path') {
    if (node.base.kind === 'name' && (node.base.name === '$left' || node.base.name === '$right')) return node.member;
    return { ...node, base: withoutSide(node.base) };
  }
  return node.kind === 'call' ? { ...node, arguments: node.arguments.map(withoutSide) } : node;
}

function commonType(left: Expr, right: Expr, span: Span): Expr['type'] {
  if (left.type === right.type) return left.type;
  const numbers: readonly string[] = ['int', 'long', 'real', 'decimal'];
  const a = numbers.indexOf(left.type);
  const b = numbers.indexOf(right.type);
  if (a >= 0 && b >= 0) return a > b ? left.type : right.type;
  throw invalid(`A join cannot compare a ${left.type} with a ${right.type}: convert one`, span);
}

function outputColumns(kind: JoinKind, left: readonly ColumnSchema[], right: readonly ColumnSchema[], hidden: ReadonlySet<string>) {
  const output: { side: 'left' | 'right'; name: string }[] = [];
  const columns: ColumnSchema[] = [];
  const taken = new Set<string>();
  const add = (side: 'left' | 'right', column: ColumnSchema): void => {
    const name = uniqueName(column.name, taken);
    taken.add(name);
    output.push({ side, name: column.name });
    columns.push({ name, type: column.type });
  };
  const onlyRight = kind === 'rightsemi' || kind === 'rightanti';
  const onlyLeft = kind === 'leftsemi' || kind === 'leftanti';
  if (!onlyRight) for (const column of left) add('left', column);
  if (!onlyLeft) for (const column of right) if (!hidden.has(column.name)) add('right', column);
  return { output, columns };
}

export function executeJoin(node: JoinNode, run: Execution): Table {
  const left = run.table(node.left);
  const right = run.table(node.right);
  const codes = encodeTogether(
    node.leftKeys.map((key) => evaluate(key, left, run)),
    node.rightKeys.map((key) => evaluate(key, right, run)),
    run,
  );
  const rows = matchRows(node.kind, codes, left.rowCount, right.rowCount, (count) => {
    run.guard.checkRows(count, 'join', node.span);
    run.guard.checkpoint(node.span);
  });
  return joined(node, left, right, rows);
}

function joined(node: JoinNode, left: Table, right: Table, rows: MatchedRows): Table {
  const leftRows: Selection = selectionOf(rows.left, rows.leftMissing);
  const rightRows: Selection = selectionOf(rows.right, rows.rightMissing);
  const columns = node.output.map(({ side, name }): Column => {
    return side === 'left' ? selectColumn(left.needColumn(name), leftRows) : selectColumn(right.needColumn(name), rightRows);
  });
  return new Table(node.columns, columns, rows.left.length, { kind: 'join', left, right, leftRows: rows.left, rightRows: rows.right });
}
