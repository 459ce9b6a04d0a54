/**
 * Evaluates an expression over the rows of a table.
 *
 * An expression that reads only dictionary-coded columns is computed once for each combination of their values that occurs, not once a row
 * (docs/architecture.md, "Columns, not rows"): its result shares the codes. This is tried at every level from the outside in, so that the
 * largest such part of an expression is found first.
 */
import type { KqlType } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { CallExpr, Expr } from '../plan/expr.ts';
import { columnsRead, isRowWise } from '../plan/expr.ts';
import { type Column, ConstantColumn, DictionaryColumn, flatten, type PhysicalColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import { combineCodes } from './combineCodes.ts';
import { mapRows } from './mapRows.ts';

/** A column of as many rows as `table` has. */
export function evaluate(expr: Expr, table: Table, run: Execution): PhysicalColumn {
  switch (expr.kind) {
    case 'constant':
      return new ConstantColumn(expr.type, expr.value, table.rowCount);
    case 'column':
      return table.needColumn(expr.name).force();
    case 'subquery':
    case 'table-values':
      return new ConstantColumn(expr.type, run.subqueryValue(expr), table.rowCount);
    case 'call':
      return evaluateCall(expr, table, run);
  }
}

/** The value of an expression that reads no column. */
export function evaluateConstant(expr: Expr, run: Execution): Value {
  const column = evaluate(expr, oneRow, run);
  return column.get(0);
}

const oneRow = new Table([], [], 1);

function evaluateCall(call: CallExpr, table: Table, run: Execution): PhysicalColumn {
  if (run.optimise && isRowWise(call)) {
    const byDictionary = evaluateOnDictionary(call, table, run);
    if (byDictionary) return byDictionary;
  }
  return callOverload(
    call,
    call.args.map((arg) => evaluate(arg, table, run)),
    table.rowCount,
    run,
  );
}

function callOverload(call: CallExpr, args: readonly PhysicalColumn[], rowCount: number, run: Execution): PhysicalColumn {
  const { overload } = call;
  const context = { rowCount, now: run.now, checkpoint: () => run.guard.checkpoint(call.span) };
  if (overload.columns) return run.refusing(call.span, () => overload.columns?.(args, context, call.type) as PhysicalColumn);
  const kernel = overload.bind ? bindKernel(call, args, run) : overload.kernel;
  // A volatile function is called for each row even where its arguments are constant.
  const rows = overload.volatile ? args.map((arg) => flatten(arg)) : args;
  return run.refusing(call.span, () => mapRows(kernel, rows, call.type, rowCount, overload.nulls ?? 'propagate', context.checkpoint));
}

/** The kernel prepared for the constant arguments; kept for the run, since small tables evaluate the same call often. */
function bindKernel(call: CallExpr, args: readonly PhysicalColumn[], run: Execution) {
  const kept = run.boundKernels.get(call);
  if (kept) return kept;
  const constants = args.map((arg) => (arg.kind === 'constant' ? arg.value : undefined));
  const kernel = run.refusing(
    call.span,
    () =>
      call.overload.bind?.(
        constants,
        call.args.map((arg) => arg.type),
      ) ?? call.overload.kernel,
  );
  if (call.args.every((arg, position) => arg.kind === 'constant' || args[position].kind !== 'constant')) run.boundKernels.set(call, kernel);
  return kernel;
}

/** A dictionary is worth computing on where it has at most half as many values as there are rows. */
const worthwhile = 0.5;

function evaluateOnDictionary(call: CallExpr, table: Table, run: Execution): PhysicalColumn | undefined {
  const names = [...columnsRead(call)];
  if (names.length === 0 || names.length > 3 || table.rowCount < 4) return undefined;
  const columns: DictionaryColumn[] = [];
  for (const name of names) {
    const column = table.needColumn(name).force();
    if (column.kind !== 'dictionary') return undefined;
    columns.push(column);
  }
  const combined = combineCodes(columns, Math.floor(table.rowCount * worthwhile), run);
  if (!combined) return undefined;
  const distinct = new Table(
    names.map((name, position) => ({ name, type: columns[position].type })),
    combined.values,
    combined.count,
  );
  const result = callOverload(
    call,
    call.args.map((arg) => evaluate(arg, distinct, run)),
    combined.count,
    run,
  );
  return result.kind === 'constant'
    ? new ConstantColumn(call.type, result.value, table.rowCount)
    : new DictionaryColumn(combined.codes, flatten(result));
}

/** A column of `type` computed from `columns` of one length by a plain function; for operators that work row by row. */
export function typedColumn(
  type: KqlType,
  columns: readonly Column[],
  kernel: (...values: Value[]) => Value,
  run: Execution,
): PhysicalColumn {
  const physical = columns.map((column) => column.force());
  return mapRows(kernel, physical, type, physical[0].length, 'kernel', () => run.guard.checkpoint());
}
