/**
 * `make-series`: for each group an array of aggregates, one for each step of an axis, gaps filled with defaults; the axis itself comes last
 * (kql-semantics 142, 143).
 */
import type { ColumnSchema, KqlType, MakeSeriesAggregate, Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate, evaluateConstant } from '../expressions/evaluate.ts';
import { toDynamic } from '../functions/conversions.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import { type Column, flatten } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import type { Dynamic } from '../values/dynamic.ts';
import type { Value } from '../values/value.ts';
import { groupRows } from './grouping.ts';
import { uniqueName } from './names.ts';
import { planAggregates } from './planAggregates.ts';
import type { ProjectItem } from './project.ts';
import { type AxisPlan, type AxisRange, axisRows, planAxis, seriesRanges, valueAt } from './seriesAxis.ts';
import { computeAggregate, type PlannedAggregate, planKeys } from './summarize.ts';

export interface MakeSeriesNode extends NodeBase {
  readonly op: 'make-series';
  readonly input: PlanNode;
  readonly keys: readonly ProjectItem[];
  readonly axis: AxisPlan;
  readonly aggregates: readonly PlannedAggregate[];
  /** The columns of arrays: an expression over the aggregates, and what stands where a step has no row. */
  readonly results: readonly (ProjectItem & { readonly fallback: Expr })[];
  /** Over no row one row of defaults, instead of none. */
  readonly nonEmpty: boolean;
}

type MakeSeries = Extract<Operator, { kind: 'make-series' }>;

export function planMakeSeries(operator: MakeSeries, input: PlanNode, scope: Scope): MakeSeriesNode {
  const row = scope.withRow(input);
  const taken = new Set<string>();
  const keys = planKeys(operator.by, row, taken);
  const values = operator.aggregates.map((each) => each.value);
  const { aggregates, results } = planAggregates(values, row, taken, new Set(keys.map((key) => key.name)));
  if (results.length !== operator.aggregates.length) throw unsupported('An aggregate of several columns in `make-series`', operator.span);
  const axis = planAxis(operator, row, scope);
  const axisName = uniqueName(operator.on.kind === 'named' ? operator.on.names[0].text : operator.on.resultName || 'Column1', taken);
  const columns: ColumnSchema[] = [
    ...keys.map((key) => ({ name: key.name, type: key.expr.type })),
    ...results.map((result) => ({ name: result.name, type: 'dynamic' as const })),
    { name: axisName, type: 'dynamic' },
  ];
  return {
    op: 'make-series',
    input,
    keys,
    axis,
    aggregates,
    results: results.map((result, position) => ({ ...result, fallback: planFallback(operator.aggregates[position], result, scope) })),
    nonEmpty: isNonEmpty(operator),
    columns,
    serialized: false,
    span: operator.span,
  };
}

function isNonEmpty(operator: MakeSeries): boolean {
  const kind = operator.parameters.find((item) => item.name === 'kind');
  if (!kind) return false;
  const text =
    kind.value.kind === 'name'
      ? kind.value.name
      : kind.value.kind === 'literal' && kind.value.literal.type === 'string'
        ? kind.value.literal.value
        : '';
  if (text !== 'nonempty') throw invalid(`\`make-series\` knows no kind \`${text}\``, kind.span);
  return true;
}

const numeric: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real', 'decimal']);

/** The default of a gap, as the type of the aggregate; 0 where none is written. */
function planFallback(aggregate: MakeSeriesAggregate, result: ProjectItem, scope: Scope): Expr {
  const type = result.expr.type;
  if (!numeric.has(type)) throw unsupported(`An aggregate of type ${type} in \`make-series\``, aggregate.span);
  const zero: Expr = { kind: 'constant', type: 'long', value: 0 };
  const written = aggregate.defaultValue ? planExpression(aggregate.defaultValue, scope.withRow(undefined)) : zero;
  const span = aggregate.defaultValue?.span ?? aggregate.span;
  const isNull = written.kind === 'constant' && written.value === null;
  if (!isNull && !numeric.has(written.type)) throw unsupported(`A default of type ${written.type} in \`make-series\``, span);
  if ((type === 'int' || type === 'long') && !isNull && !isWhole(written))
    throw unsupported(`A default of type ${written.type} for an aggregate of type ${type}`, span);
  return isNull ? { kind: 'constant', type, value: null } : convertTo(written, type, span);
}

function isWhole(expr: Expr): boolean {
  if (expr.type === 'int' || expr.type === 'long') return true;
  return expr.kind === 'constant' && expr.type === 'real' && Number.isSafeInteger(expr.value);
}

export function executeMakeSeries(node: MakeSeriesNode, run: Execution): Table {
  const input = run.table(node.input);
  const axis = axisRows(node.axis, input, run);
  const rows = axis.selection ? input.select(axis.selection) : input;
  const keyColumns = node.keys.map((key) => evaluate(key.expr, rows, run));
  const series = groupRows(keyColumns, rows.rowCount, run);
  const ranges = seriesRanges(node.axis, axis, series, node.span);
  if (ranges.length === 0 && node.nonEmpty) return defaultsOnly(node, axis.whole, run);
  const cells = ranges.reduce((sum, range) => sum + range.count, 0);
  run.guard.checkRows(cells, 'make-series', node.span);
  const values = seriesValues(node, rows, { bins: axis.bins, seriesOf: series.groupOf }, ranges, run);
  const first = selectionOf(series.firstRows);
  const columns: Column[] = [
    ...keyColumns.map((column) => selectColumn(column, first)),
    ...values.map((arrays) => columnOf('dynamic', arrays)),
    columnOf(
      'dynamic',
      ranges.map((range) => axisValues(node.axis, range)),
    ),
  ];
  return new Table(node.columns, columns, ranges.length, { kind: 'group', input: rows, groupOf: series.groupOf });
}

/** `kind=nonempty` over nothing. */
function defaultsOnly(node: MakeSeriesNode, range: AxisRange | undefined, run: Execution): Table {
  if (!range) throw unsupported('`make-series kind=nonempty` of no row without `from` and `to`', node.span);
  if (node.keys.length > 0) throw unsupported('`make-series kind=nonempty` of no row with `by`', node.span);
  const columns = node.results.map(({ fallback }) => {
    const value = toDynamic(evaluateConstant(fallback, run), fallback.type);
    return columnOf('dynamic', [new Array<Dynamic>(range.count).fill(value)]);
  });
  return new Table(node.columns, [...columns, columnOf('dynamic', [axisValues(node.axis, range)])], 1);
}

function axisValues(axis: AxisPlan, range: AxisRange): Dynamic[] {
  return Array.from({ length: range.count }, (_, step) => toDynamic(valueAt(range, step, axis.type), axis.type));
}

interface Placed {
  /** The bin of each row, counted from the start of its series. */
  readonly bins: Float64Array;
  readonly seriesOf: Int32Array;
}

/** For each column of arrays the array of each series. */
function seriesValues(node: MakeSeriesNode, rows: Table, placed: Placed, ranges: readonly AxisRange[], run: Execution): Dynamic[][][] {
  const starts = new Float64Array(ranges.length);
  let cells = 0;
  ranges.forEach((range, series) => {
    starts[series] = cells;
    cells += range.count;
  });
  const cellOf = new Float64Array(rows.rowCount);
  for (let row = 0; row < cellOf.length; row++)
    cellOf[row] = starts[placed.seriesOf[row]] + placed.bins[row] - ranges[placed.seriesOf[row]].firstBin;
  const groups = groupRows([columnOf('long', Array.from(cellOf))], rows.rowCount, run);
  const table = aggregated(node, rows, groups.groupOf, groups.count, run);
  return node.results.map(({ expr, fallback }) => {
    const column = flatten(evaluate(expr, table, run));
    const gap = toDynamic(evaluateConstant(fallback, run), fallback.type);
    const arrays = ranges.map((range) => new Array<Dynamic>(range.count).fill(gap));
    for (let group = 0; group < groups.count; group++) {
      const row = groups.firstRows[group];
      const series = placed.seriesOf[row];
      arrays[series][cellOf[row] - starts[series]] = toDynamic(column.get(group) as Value, column.type);
    }
    return arrays;
  });
}

/** One row a cell that has rows: what the aggregates are over them. */
function aggregated(node: MakeSeriesNode, rows: Table, groupOf: Int32Array, groupCount: number, run: Execution): Table {
  const columns = node.aggregates.map((each) => computeAggregate(each, { rows, groupOf, groupCount }, run));
  return new Table(
    node.aggregates.map(({ name, type }) => ({ name, type })),
    columns,
    groupCount,
  );
}

/** The expressions that the node reads over its input, subqueries in its bounds included. */
export function makeSeriesExprs(node: MakeSeriesNode): Expr[] {
  const { expr, from, to, step } = node.axis;
  return [
    ...node.keys.map((key) => key.expr),
    ...node.aggregates.flatMap((each) => each.args),
    ...node.results.map((result) => result.fallback),
    ...[expr, from, to, step].flatMap((each) => each ?? []),
  ];
}
