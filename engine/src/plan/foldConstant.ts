import { invalid, QueryError } from '../queryError.ts';
import type { Value } from '../values/value.ts';
import { type CallExpr, type ConstantExpr, constant, type Expr } from './expr.ts';

/**
 * The value of a call whose arguments are all constant, or the call itself where that is not known while planning (`now()`, `rand()`, whole-
 * column functions).
 */
export function foldConstant(call: CallExpr): Expr {
  const { overload } = call;
  if (overload.columns || overload.volatile || overload.positional || !call.args.every((arg) => arg.kind === 'constant')) return call;
  const values = call.args.map((arg) => (arg as ConstantExpr).value);
  const nullResult: Value = call.type === 'string' ? '' : null;
  try {
    const kernel = overload.bind
      ? overload.bind(
          values,
          call.args.map((arg) => arg.type),
        )
      : overload.kernel;
    if ((overload.nulls ?? 'propagate') === 'propagate' && values.includes(null)) return constant(call.type, nullResult);
    return constant(call.type, kernel(...values) ?? nullResult);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw error;
    if (error instanceof QueryError) throw new QueryError(error.code, error.message, error.span ?? call.span);
    throw invalid(error instanceof Error ? error.message : String(error), call.span);
  }
}
