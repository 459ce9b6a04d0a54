/** The value of an expression for one row. */
import type { Expr, Signature } from './tree.ts';
import { missing, type ReferenceColumn, type Row, type Value } from './values.ts';

export function evaluate(expr: Expr, columns: readonly ReferenceColumn[], row: Row): Value {
  if (expr.kind === 'literal') return expr.value;
  if (expr.kind === 'column') return row[indexOfColumn(columns, expr.name)];
  const values = expr.args.map((arg) => evaluate(arg, columns, row));
  return applySignature(expr.signature, values);
}

function applySignature(signature: Signature, values: readonly Value[]): Value {
  if (!signature.takesNull && values.includes(null)) return missing(signature.returns);
  return signature.apply(...(values as never[]));
}

export function indexOfColumn(columns: readonly ReferenceColumn[], name: string): number {
  const index = columns.findIndex((column) => column.name === name);
  if (index < 0) throw new Error(`there is no column ${name}`);
  return index;
}
