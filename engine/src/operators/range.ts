/** `range x from a to b step s`: a table of one column; empty where `a` is beyond `b`. */
import type { KqlType, Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluateConstant } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import { Table } from '../table/table.ts';
import { type Instant, inRange } from '../values/instant.ts';
import { addLong, type Long } from '../values/long.ts';
import type { Value } from '../values/value.ts';

export interface RangeNode extends NodeBase {
  readonly op: 'range';
  readonly from: Expr;
  readonly to: Expr;
  readonly step: Expr;
}

export function planRange(operator: Extract<Operator, { kind: 'range' }>, scope: Scope): PlanNode {
  const inner = scope.withRow(undefined);
  const [from, to, step] = [operator.from, operator.to, operator.step].map((part) => planExpression(part, inner));
  const type = rangeType(from.type, to.type, step.type);
  if (!type) throw invalid(`\`range\` from ${from.type} to ${to.type} by ${step.type}`, operator.span);
  const stepType = type === 'datetime' ? 'timespan' : type;
  return {
    op: 'range',
    from: convertTo(from, type, operator.span),
    to: convertTo(to, type, operator.span),
    step: convertTo(step, stepType, operator.span),
    columns: [{ name: operator.name, type }],
    serialized: true,
    span: operator.span,
  };
}

function rangeType(from: KqlType, to: KqlType, step: KqlType): KqlType | undefined {
  const types = [from, to, step];
  if (types.includes('datetime')) return 'datetime';
  if (types.every((type) => type === 'timespan')) return 'timespan';
  if (types.includes('decimal')) return undefined;
  if (types.includes('real')) return 'real';
  return types.every((type) => type === 'int' || type === 'long' || type === 'dynamic') ? 'long' : undefined;
}

export function executeRange(node: RangeNode, run: Execution): Table {
  const from = evaluateConstant(node.from, run);
  const to = evaluateConstant(node.to, run);
  const step = evaluateConstant(node.step, run);
  const column = node.columns[0];
  const values = from === null || to === null || step === null ? [] : rangeValues(from, to, step, column.type, node, run);
  return new Table(node.columns, [columnOf(column.type, values)], values.length);
}

function rangeValues(from: Value, to: Value, step: Value, type: KqlType, node: RangeNode, run: Execution): Value[] {
  if ((step as Long) === 0) throw invalid('`range` needs a step other than zero', node.span);
  const upward = (step as Long) > 0;
  const values: Value[] = [];
  let value = from as Long;
  for (let count = 1; upward ? value <= (to as Long) : value >= (to as Long); count++) {
    values.push(value);
    if (values.length % 65_536 === 0) run.guard.checkpoint(node.span);
    run.guard.checkRows(values.length, 'range', node.span);
    const next = type === 'real' ? (from as number) + count * (step as number) : addLong(value, step as Long);
    const inside = type === 'datetime' ? inRange(next as Instant) : next;
    if (inside === null || (upward ? inside <= value : inside >= value)) break;
    value = inside;
  }
  return values;
}
