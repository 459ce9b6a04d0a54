/**
 * Calls that give several columns at once (`series_stats(x)`, `array_sort_asc(a, b)`): the function's kernel returns one array with a value for
 * each column, or null where all are. Where such a call stands in a list of columns it is computed once, into a hidden column of a node of its
 * own, and the columns of the result pick their values from there.
 */
import type { Call, Expression, KqlType, Span } from '@rulesmith/kql';
import type { ScalarOverload } from '../functions/scalarFunction.ts';
import { uniqueName } from '../operators/names.ts';
import { type ProjectItem, projectNode, reference } from '../operators/project.ts';
import { invalid } from '../queryError.ts';
import type { Dynamic } from '../values/dynamic.ts';
import type { Value } from '../values/value.ts';
import { constant, type Expr } from './expr.ts';
import type { PlanNode } from './plan.ts';
import { callFunction, planExpression } from './planExpression.ts';
import type { Scope } from './scope.ts';

type TupleCall = Call & { readonly tuple: NonNullable<Call['tuple']> };

/** The items of a list of columns: the names written for each, undefined where none is, and what the names stand for. */
export interface ListedColumn {
  readonly column: Expression;
  readonly written: string | undefined;
  /** The name that the expression suggests; empty for none. */
  readonly suggested: string;
  readonly expr: Expr;
}

/** `node` as a call that gives several columns; undefined where it is none. */
export function tupleCall(node: Expression): TupleCall | undefined {
  const call = node.kind === 'named' ? node.value : node;
  return call.kind === 'call' && call.tuple ? (call as TupleCall) : undefined;
}

/** The tuple as one dynamic array, for `tuplePart`. */
export function planTupleCall(call: TupleCall, scope: Scope): Expr {
  return callFunction(
    call.name,
    call.arguments.map((arg) => planExpression(arg, scope)),
    call.span,
  );
}

/** The value of the column at `position` of a tuple. */
export function tuplePart(tuple: Expr, call: TupleCall, position: number): Expr {
  const { type } = call.tuple[position];
  if (tuple.kind === 'constant') return constant(type, pick(tuple.value, position));
  return { kind: 'call', type, name: call.tuple[position].name, overload: partOverload(type, position), args: [tuple], span: call.span };
}

function pick(tuple: Value, position: number): Value {
  return tuple === null ? null : ((tuple as Dynamic[])[position] ?? null);
}

function partOverload(type: KqlType, position: number): ScalarOverload {
  return { parameters: ['dynamic'], returns: type, kernel: (tuple: Dynamic[]) => pick(tuple, position) };
}

/** Plans `columns` over the rows of `input`; the expressions of the result read the node that comes with them. */
export function planListedColumns(
  columns: readonly Expression[],
  input: PlanNode,
  scope: Scope,
  span: Span,
): { input: PlanNode; listed: ListedColumn[] } {
  const hidden: ProjectItem[] = [];
  const taken = new Set(input.columns.map((column) => column.name));
  const hide = (expr: Expr): Expr => {
    if (expr.kind === 'constant') return expr;
    const name = uniqueName('$tuple', taken);
    taken.add(name);
    hidden.push({ name, expr });
    return reference({ name, type: expr.type });
  };
  const listed = columns.flatMap((column): ListedColumn[] => {
    const call = tupleCall(column);
    if (call) return tupleColumns(column, call, hide(planTupleCall(call, scope)));
    return [{ column, written: writtenName(column), suggested: column.resultName, expr: planExpression(column, scope) }];
  });
  if (hidden.length === 0) return { input, listed };
  const kept = input.columns.map((column) => ({ name: column.name, expr: reference(column) }));
  return { input: projectNode(input, [...kept, ...hidden], span), listed };
}

/** All columns of the tuple, or only as many as there are names for. */
function tupleColumns(column: Expression, call: TupleCall, tuple: Expr): ListedColumn[] {
  const names = column.kind === 'named' ? column.names : undefined;
  const surplus = names?.[call.tuple.length];
  if (surplus) throw invalid(`\`${call.name}\` gives ${call.tuple.length} columns only`, surplus.span);
  return call.tuple.slice(0, names?.length).map(({ name }, position) => ({
    column,
    written: names?.[position].text,
    suggested: name,
    expr: tuplePart(tuple, call, position),
  }));
}

/** The name before `=`, or of a bare column; undefined where the expression has none of its own. */
function writtenName(column: Expression): string | undefined {
  if (column.kind === 'named') {
    if (column.names.length !== 1) throw invalid('Several names need a function that gives several columns', column.span);
    return column.names[0].text;
  }
  return column.kind === 'name' ? column.name : undefined;
}
