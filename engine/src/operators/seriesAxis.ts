/** The axis of `make-series`: its steps, and in which of them each row lies. */
import type { Expression, KqlType, Operator, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate, evaluateConstant } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import { callFunction, convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, QueryError, unsupported } from '../queryError.ts';
import { flatten } from '../table/column.ts';
import { type Selection, selectionOf } from '../table/selection.ts';
import type { Table } from '../table/table.ts';
import { addLong, type Long, multiplyLong, subtractLong } from '../values/long.ts';
import type { Value } from '../values/value.ts';
import type { Groups } from './grouping.ts';

type MakeSeries = Extract<Operator, { kind: 'make-series' }>;

export interface AxisPlan {
  readonly type: KqlType;
  /** The value of a row; its bin by `bin()` where the axis is not anchored at `from`. */
  readonly expr: Expr;
  readonly from: Expr | undefined;
  readonly to: Expr | undefined;
  readonly step: Expr;
  /** Written `in range(from, to, step)`: `to` is a step of its own. */
  readonly inRange: boolean;
  readonly span: Span;
}

/** The steps of one series: `start`, `start + step`, …; `firstBin` is the number of the first among the bins of the rows. */
export interface AxisRange {
  readonly start: Long;
  readonly step: Long;
  readonly count: number;
  readonly firstBin: number;
}

/** An array of Kusto holds no more. */
const mostValues = 1_048_576;

const axisTypes: ReadonlySet<KqlType> = new Set<KqlType>(['datetime', 'timespan', 'int', 'long', 'real']);

export function planAxis(operator: MakeSeries, row: Scope, scope: Scope): AxisPlan {
  const value = planExpression(operator.on, row);
  if (!axisTypes.has(value.type)) throw unsupported(`An axis of type ${value.type} in \`make-series\``, operator.on.span);
  const constants = scope.withRow(undefined);
  const inRange = operator.inRange !== undefined;
  const [from, to, step] = operator.inRange ?? [operator.from, operator.to, operator.step];
  if (!step || (inRange && (!from || !to))) throw invalid('`make-series` needs a `step`', operator.span);
  const type = value.type === 'int' ? 'long' : value.type;
  const bound = (node: Expression | undefined): Expr | undefined => node && asAxis(planExpression(node, constants), type, node.span);
  const stepExpr = asAxis(planExpression(step, constants), type === 'datetime' ? 'timespan' : type, step.span);
  const anchored = from !== undefined && !inRange;
  const plain = convertTo(value, type, operator.on.span);
  return {
    type,
    expr: anchored ? plain : callFunction('bin', [plain, stepExpr], operator.on.span),
    from: bound(from),
    to: bound(to),
    step: stepExpr,
    inRange,
    span: operator.on.span,
  };
}

/** A bound or step in the axis's type; Kusto widens the axis where this is not possible, which nobody writes. */
function asAxis(expr: Expr, type: KqlType, span: Span): Expr {
  if (expr.type === type) return expr;
  const widens = (expr.type === 'int' && (type === 'long' || type === 'real')) || (expr.type === 'long' && type === 'real');
  const isNull = expr.kind === 'constant' && expr.value === null;
  if (!widens || isNull) throw unsupported(`A bound of type ${expr.type} for an axis of type ${type}`, span);
  return convertTo(expr, type, span);
}

export interface AxisRows {
  /** The rows that lie on the axis; undefined where all do. */
  readonly selection: Selection | undefined;
  /** The bin of each of these rows, counted from `origin`. */
  readonly bins: Float64Array;
  readonly origin: Long;
  readonly step: Long;
  /** The steps that `from` and `to` give every series; undefined where one of them is missing. */
  readonly whole: AxisRange | undefined;
  /** The number of bins from `origin` up to `to`; undefined without `to`. */
  readonly end: number | undefined;
}

export function axisRows(axis: AxisPlan, input: Table, run: Execution): AxisRows {
  const step = evaluateConstant(axis.step, run) as Long | null;
  if (step === null || !(step > 0)) throw invalid('The step of `make-series` must be more than 0', axis.span);
  const from = axis.from && bound(axis, axis.from, run);
  const to = axis.to && bound(axis, axis.to, run);
  const column = flatten(evaluate(axis.expr, input, run));
  const start = axis.inRange ? binStart(axis, from as Long, step, run) : from;
  const origin = start ?? firstValue(column.length, (row) => column.get(row)) ?? 0;
  const end = to === undefined ? undefined : binsUpTo(axis, origin, to, step);
  if (to !== undefined && from === undefined && !isMultiple(axis.type, subtract(axis.type, to, origin), step))
    throw unsupported('`make-series` without `from` and with a `to` that is not a multiple of the step', axis.span);
  const rows: number[] = [];
  const bins: number[] = [];
  for (let row = 0; row < column.length; row++) {
    if ((row & 0x3fff) === 0) run.guard.checkpoint(axis.span);
    const value = column.get(row) as Long | null;
    if (value === null || Number.isNaN(value)) continue;
    if (!axis.inRange && to !== undefined && value >= to) continue;
    const bin = binOf(axis.type, value, origin, step);
    if ((from !== undefined && bin < 0) || (end !== undefined && bin >= end)) continue;
    rows.push(row);
    bins.push(bin);
  }
  const whole = start !== undefined && end !== undefined ? { start, step, count: end, firstBin: 0 } : undefined;
  if (whole) checkCount(whole.count, axis.span);
  const selection = rows.length === input.rowCount ? undefined : selectionOf(Int32Array.from(rows));
  return { selection, bins: Float64Array.from(bins), origin, step, whole, end };
}

function bound(axis: AxisPlan, expr: Expr, run: Execution): Long {
  const value = evaluateConstant(expr, run) as Long | null;
  if (value === null || Number.isNaN(value)) throw invalid('A bound of `make-series` must not be null', axis.span);
  return value;
}

function firstValue(length: number, get: (row: number) => Value): Long | undefined {
  for (let row = 0; row < length; row++) {
    const value = get(row);
    if (value !== null) return value as Long;
  }
  return undefined;
}

/**
 * Bins of `in range()` lie at the multiples of the step. Where the range begins beside them the documentation says no more than that its start
 * may not be in the series; that the first bin is the one that the start lies in is taken for granted, and told.
 */
function binStart(axis: AxisPlan, from: Long, step: Long, run: Execution): Long {
  const constant = (type: KqlType, value: Value): Expr => ({ kind: 'constant', type, value });
  const stepType = axis.type === 'datetime' ? 'timespan' : axis.type;
  const start = evaluateConstant(callFunction('bin', [constant(axis.type, from), constant(stepType, step)], axis.span), run);
  if (start === from) return from;
  const { assume } = run.context;
  if (!assume) throw unsupported('`make-series … in range()` that does not begin at a multiple of its step', axis.span);
  assume('`make-series … in range()` begins beside the multiples of its step: its first bin is taken to be the one that the start lies in');
  return start as Long;
}

/** How many steps lie before `to`; with `in range()` also the one at `to`. */
function binsUpTo(axis: AxisPlan, origin: Long, to: Long, step: Long): number {
  const distance = subtract(axis.type, to, origin);
  const whole = binOf(axis.type, to, origin, step);
  if (axis.inRange) return Math.max(0, whole + 1);
  return Math.max(0, isMultiple(axis.type, distance, step) ? whole : whole + 1);
}

function subtract(type: KqlType, a: Long, b: Long): Long {
  return type === 'real' ? (a as number) - (b as number) : subtractLong(a, b);
}

function isMultiple(type: KqlType, distance: Long, step: Long): boolean {
  if (typeof distance === 'number' && typeof step === 'number') return distance % step === 0;
  return type === 'real' ? false : BigInt(distance) % BigInt(step) === 0n;
}

function binOf(type: KqlType, value: Long, origin: Long, step: Long): number {
  const distance = subtract(type, value, origin);
  if (typeof distance === 'number' && typeof step === 'number') {
    const quotient = Math.floor(distance / step);
    return quotient * step > distance ? quotient - 1 : quotient;
  }
  const [a, b] = [BigInt(distance), BigInt(step)];
  return Number(a >= 0n || a % b === 0n ? a / b : a / b - 1n);
}

function checkCount(count: number, span: Span): void {
  if (count > mostValues) throw new QueryError('limit', '`make-series` would make arrays of more than 1,048,576 values', span);
}

/** The steps of each series: what `from` and `to` say, and where one is missing, its first and last bin with a row. */
export function seriesRanges(axis: AxisPlan, rows: AxisRows, series: Groups, span: Span): AxisRange[] {
  const whole = rows.whole;
  if (whole) return Array.from({ length: series.count }, () => whole);
  const first = new Float64Array(series.count).fill(Number.POSITIVE_INFINITY);
  const last = new Float64Array(series.count).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < rows.bins.length; row++) {
    const group = series.groupOf[row];
    first[group] = Math.min(first[group], rows.bins[row]);
    last[group] = Math.max(last[group], rows.bins[row]);
  }
  return Array.from(first, (bin, group) => {
    const firstBin = axis.from === undefined ? bin : 0;
    const count = (rows.end ?? last[group] + 1) - firstBin;
    checkCount(count, span);
    return { start: step(rows.origin, firstBin, rows.step, axis.type), step: rows.step, count, firstBin };
  });
}

/** The axis value of step `index` of a series. */
export function valueAt(range: AxisRange, index: number, type: KqlType): Long {
  return step(range.start, index, range.step, type);
}

function step(start: Long, count: number, size: Long, type: KqlType): Long {
  return type === 'real' ? (start as number) + count * (size as number) : addLong(start, multiplyLong(count, size));
}
