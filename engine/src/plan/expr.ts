/** Expressions of a plan: names resolved, overloads chosen, types known. Plain data. */
import type { KqlType, Span } from '@rulesmith/kql';
import type { ScalarOverload } from '../functions/scalarFunction.ts';
import type { Value } from '../values/value.ts';
import type { PlanNode } from './plan.ts';

export type Expr = ConstantExpr | ColumnExpr | CallExpr | SubqueryExpr | TableValuesExpr;

export interface ConstantExpr {
  readonly kind: 'constant';
  readonly type: KqlType;
  readonly value: Value;
}

/** A column of the input, by name. */
export interface ColumnExpr {
  readonly kind: 'column';
  readonly type: KqlType;
  readonly name: string;
}

export interface CallExpr {
  readonly kind: 'call';
  readonly type: KqlType;
  /** The function or operator, for messages and `explain`. */
  readonly name: string;
  readonly overload: ScalarOverload;
  readonly args: readonly Expr[];
  readonly span: Span;
}

/** `toscalar(…)`: the first column of the first row, null where there is none. Computed once a run. */
export interface SubqueryExpr {
  readonly kind: 'subquery';
  readonly type: KqlType;
  readonly plan: PlanNode;
}

/** The values of the first column of a table as one dynamic array, for `in (T)` and `has_any (T)`. Computed once a run. */
export interface TableValuesExpr {
  readonly kind: 'table-values';
  readonly type: 'dynamic';
  readonly plan: PlanNode;
}

export function constant(type: KqlType, value: Value): ConstantExpr {
  return { kind: 'constant', type, value };
}

const columnsOfExpr = new WeakMap<Expr, ReadonlySet<string>>();

/** The columns that `expr` reads. */
export function columnsRead(expr: Expr): ReadonlySet<string> {
  let names = columnsOfExpr.get(expr);
  if (!names) {
    names =
      expr.kind === 'column'
        ? new Set([expr.name])
        : expr.kind === 'call'
          ? new Set(expr.args.flatMap((arg) => [...columnsRead(arg)]))
          : new Set();
    columnsOfExpr.set(expr, names);
  }
  return names;
}

const rowWise = new WeakMap<Expr, boolean>();

/** Whether the value of a row follows from that row alone and is the same each time: not so for `prev`, `row_number`, `rand`. */
export function isRowWise(expr: Expr): boolean {
  if (expr.kind !== 'call') return true;
  let answer = rowWise.get(expr);
  if (answer === undefined) {
    answer = !expr.overload.positional && !expr.overload.volatile && expr.args.every(isRowWise);
    rowWise.set(expr, answer);
  }
  return answer;
}
