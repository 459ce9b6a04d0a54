/** `sort by` and `top`: nulls first for asc and last for desc; NaN beside null (kql-semantics 38, 115). Ties keep the input's order. */
import type { Expression, Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid } from '../queryError.ts';
import type { PhysicalColumn } from '../table/column.ts';
import { selectionOf } from '../table/selection.ts';
import type { Table } from '../table/table.ts';
import { type SortDigits, type SortOrder, sortByDigit, sortDigits } from './sortDigits.ts';
import { rowCountOf } from './take.ts';
import { rowsUpTo, topRows } from './topRows.ts';

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
  const keys = node.keys.map((key) => ({ column: evaluate(key.expr, input, run), ...key }));
  const count = node.count ? rowCountOf(node.count, node, run) : input.rowCount;
  const picked = run.optimise && node.latestFirst !== true ? firstRows(keys, count, run) : undefined;
  if (picked) return input.select(selectionOf(picked));
  const order = sortedRows(keys, input.rowCount, run, node.latestFirst);
  return input.select(selectionOf(count < order.length ? order.slice(0, count) : order));
}

/** The first `count` rows in order, found without sorting all; undefined where that is the better way. */
function firstRows(keys: readonly SortColumn[], count: number, run: Execution): Int32Array | undefined {
  const [first, ...others] = keys;
  const best = first && topRows(first.column, first.descending, count);
  if (!best || others.length === 0) return best;
  // By the first key alone these rows are the first ones; those equal to the last of them compete with it by the other keys.
  const candidates = rowsUpTo(first.column, first.descending, best[best.length - 1]);
  if (candidates.length * 2 > first.column.length) return undefined;
  const among = selectionOf(candidates);
  const fewer = keys.map((key) => ({ ...key, column: key.column.select(among).force() }));
  const order = sortedRows(fewer, candidates.length, run);
  return order.subarray(0, count).map((at) => candidates[at]);
}

/** Fewer rows than this are compared rather than counted: counting has a fixed cost a digit. */
const fewRows = 2048;

interface SortColumn extends SortOrder {
  readonly column: PhysicalColumn;
}

/** The row numbers in sorted order. */
export function sortedRows(keys: readonly SortColumn[], rowCount: number, run: Execution, latestFirst = false): Int32Array {
  const rows = new Int32Array(rowCount);
  for (let at = 0; at < rowCount; at++) rows[at] = latestFirst ? rowCount - 1 - at : at;
  const digits = keys.map((key) => {
    run.guard.checkpoint();
    return sortDigits(key.column, key, () => run.guard.checkpoint());
  });
  return rowCount < fewRows ? comparedRows(rows, digits, latestFirst) : countedRows(rows, digits, run);
}

/** The least significant digit of the last key first: each pass keeps the order of the ones before among equals. */
function countedRows(rows: Int32Array, keys: readonly SortDigits[], run: Execution): Int32Array {
  let sorted = rows;
  for (const digits of keys.toReversed()) {
    for (const digit of digits) {
      run.guard.checkpoint();
      sorted = sortByDigit(sorted, digit);
    }
  }
  return sorted;
}

function comparedRows(rows: Int32Array, keys: readonly SortDigits[], latestFirst: boolean): Int32Array {
  const digits = keys.flatMap((each) => each.toReversed());
  return rows.sort((a, b) => {
    for (const digit of digits) {
      const difference = digit[a] - digit[b];
      if (difference !== 0) return difference;
    }
    return latestFirst ? b - a : a - b;
  });
}
