/** An expression as a function of one row, for operators whose rows depend on the rows before (`scan`). */
import type { KqlType } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluateConstant } from '../expressions/evaluate.ts';
import type { CallExpr, Expr } from '../plan/expr.ts';
import { columnOf } from '../table/builder.ts';
import { ConstantColumn, missingValue } from '../table/column.ts';
import type { Value } from '../values/value.ts';

export type RowFunction = (row: readonly Value[]) => Value;

/** `positions` says where in a row the value of each column lies. */
export function rowFunction(expr: Expr, positions: ReadonlyMap<string, number>, run: Execution): RowFunction {
  switch (expr.kind) {
    case 'constant':
      return () => expr.value;
    case 'column': {
      const position = positions.get(expr.name);
      if (position === undefined) throw new Error(`no column ${expr.name} in the row`);
      return (row) => row[position];
    }
    case 'subquery':
    case 'table-values': {
      const value = evaluateConstant(expr, run);
      return () => value;
    }
    case 'call':
      return callFunction(expr, positions, run);
  }
}

function callFunction(call: CallExpr, positions: ReadonlyMap<string, number>, run: Execution): RowFunction {
  const { overload, type } = call;
  const args = call.args.map((arg) => rowFunction(arg, positions, run));
  if (overload.columns) return wholeColumnCall(call, args, run);
  const constants = call.args.map((arg) => (arg.kind === 'constant' ? arg.value : undefined));
  const types = call.args.map((arg) => arg.type);
  const kernel = run.refusing(call.span, () => overload.bind?.(constants, types) ?? overload.kernel);
  const propagate = (overload.nulls ?? 'propagate') === 'propagate';
  return (row) => {
    const values = args.map((arg) => arg(row));
    if (propagate && values.includes(null)) return missingValue(type);
    return stored(
      run.refusing(call.span, () => kernel(...values)),
      type,
    );
  };
}

/** A function that exists only over columns is given columns of one row. */
function wholeColumnCall(call: CallExpr, args: readonly RowFunction[], run: Execution): RowFunction {
  const context = { rowCount: 1, now: run.now, checkpoint: () => run.guard.checkpoint(call.span) };
  return (row) => {
    const columns = call.args.map((arg, position) => {
      const value = args[position](row);
      return arg.kind === 'constant' ? new ConstantColumn(arg.type, value, 1) : columnOf(arg.type, [value]);
    });
    const result = run.refusing(call.span, () => call.overload.columns?.(columns, context, call.type));
    return result?.get(0) ?? missingValue(call.type);
  };
}

/** `value` as a column would hold it. */
function stored(value: Value, type: KqlType): Value {
  if (value === null || value === undefined) return missingValue(type);
  return type === 'int' && typeof value === 'number' ? value | 0 : value;
}
