/** `sort by` and `top`: nulls first for asc and last for desc; NaN beside null (kql-semantics 38, 115). Ties keep the input's order. */
import type { Expression, Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid } from '../queryError.ts';
import { type FlatColumn, flatten, type PhysicalColumn } from '../table/column.ts';
import { selectionOf } from '../table/selection.ts';
import type { Table } from '../table/table.ts';
import { compareValues } from '../values/compare.ts';
import { rowCountOf } from './take.ts';

export interface SortKey {
  readonly expr: Expr;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface SortNode extends NodeBase {
  readonly op: 'sort';
  readonly input: PlanNode;
  readonly keys: readonly SortKey[];
  /** Keep only so many rows, for `top`. */
  readonly count: Expr | undefined;
  /** Which of equal rows come first: those of the input's end. For `top-hitters`, which drops the earliest of equal values. */
  readonly latestFirst?: boolean;
}

export function planSort(operator: Extract<Operator, { kind: 'sort' }>, input: PlanNode, scope: Scope): SortNode {
  const keys = operator.by.map((key) => planSortKey(key, scope.withRow(input)));
  return { op: 'sort', input, keys, count: undefined, columns: input.columns, serialized: true, span: operator.span };
}

export function planTop(operator: Extract<Operator, { kind: 'top' }>, input: PlanNode, scope: Scope): SortNode {
  const keys = [planSortKey(operator.by, scope.withRow(input))];
  const count = planExpression(operator.count, scope.withRow(undefined));
  return { op: 'sort', input, keys, count, columns: input.columns, serialized: true, span: operator.span };
}

function planSortKey(key: Expression, scope: Scope): SortKey {
  const expr = planExpression(key, scope);
  if (expr.type === 'dynamic') throw invalid('Sorting by a dynamic value needs a type: `tostring(…)`', key.span);
  const descending = key.kind !== 'ordered' || key.order !== 'asc';
  const nullsFirst = key.kind === 'ordered' && key.nulls ? key.nulls === 'first' : !descending;
  return { expr, descending, nullsFirst };
}

export function executeSort(node: SortNode, run: Execution): Table {
  const input = run.table(node.input);
  const order = sortedRows(
    node.keys.map((key) => ({ column: evaluate(key.expr, input, run), ...key })),
    input.rowCount,
    run,
    node.latestFirst,
  );
  const sorted = input.select(selectionOf(order));
  if (!node.count) return sorted;
  const count = rowCountOf(node.count, node, run);
  return count >= sorted.rowCount ? sorted : input.select(selectionOf(order.subarray(0, count)));
}

/** The row numbers in sorted order. */
export function sortedRows(
  keys: readonly { column: PhysicalColumn; descending: boolean; nullsFirst: boolean }[],
  rowCount: number,
  run: Execution,
  latestFirst = false,
): Int32Array {
  const order = new Int32Array(rowCount);
  for (let row = 0; row < rowCount; row++) order[row] = row;
  if (keys.length === 0) return order;
  const ranked = keys.map((key) => ranks(key.column, key.descending, key.nullsFirst));
  let comparisons = 0;
  const compare = (a: number, b: number): number => {
    if ((++comparisons & 0xffff) === 0) run.guard.checkpoint();
    for (const rank of ranked) {
      const difference = rank[a] - rank[b];
      if (difference !== 0) return difference;
    }
    return latestFirst ? b - a : a - b;
  };
  return order.sort(compare);
}

/** A number for each row so that the order of the numbers is the order of the rows by this key. */
function ranks(column: PhysicalColumn, descending: boolean, nullsFirst: boolean): Int32Array {
  if (column.kind === 'constant') return new Int32Array(column.length);
  if (column.kind === 'dictionary') {
    const ofValues = rankValues(column.values, descending, nullsFirst);
    const result = new Int32Array(column.length);
    for (let row = 0; row < result.length; row++) result[row] = ofValues[column.codes[row]];
    return result;
  }
  return rankValues(column, descending, nullsFirst);
}

function rankValues(column: FlatColumn, descending: boolean, nullsFirst: boolean): Int32Array {
  const flat = flatten(column);
  const isAbsent = (row: number): boolean =>
    flat.nulls?.[row] === 1 || (flat.type === 'real' && Number.isNaN((flat.data as Float64Array)[row]));
  const present: number[] = [];
  const absent: number[] = [];
  for (let row = 0; row < flat.length; row++) (isAbsent(row) ? absent : present).push(row);
  const compare = compareValues(flat.type);
  const sign = descending ? -1 : 1;
  present.sort((a, b) => sign * compare(flat.get(a), flat.get(b)));
  const result = new Int32Array(flat.length);
  let rank = 0;
  present.forEach((row, position) => {
    if (position > 0 && compare(flat.get(present[position - 1]), flat.get(row)) !== 0) rank++;
    result[row] = rank;
  });
  rankAbsent(flat, absent, result, nullsFirst, rank);
  return result;
}

/** Nulls and NaN lie together before or behind all values: null outermost (kql-semantics 38). */
function rankAbsent(column: FlatColumn, rows: readonly number[], result: Int32Array, nullsFirst: boolean, last: number): void {
  for (const row of rows) {
    const isNull = column.nulls?.[row] === 1;
    result[row] = nullsFirst ? (isNull ? -2 : -1) : last + (isNull ? 2 : 1);
  }
}
