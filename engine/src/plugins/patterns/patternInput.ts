/** What the plugins that look for patterns share: the rows as codes, the weights, and the table of the patterns that were found. */
import type { ColumnSchema, KqlType } from '@rulesmith/kql';
import type { Execution } from '../../execute.ts';
import { type Codes, encodeColumn } from '../../operators/codes.ts';
import { groupRows } from '../../operators/grouping.ts';
import { invalid, unsupported } from '../../queryError.ts';
import { ColumnBuilder, columnOf } from '../../table/builder.ts';
import { type Column, missingValue } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import type { Value } from '../../values/value.ts';
import type { PluginCall } from '../pluginCall.ts';

/** The columns in which patterns are looked for. */
export function planDimensions(call: PluginCall, without: readonly (ColumnSchema | undefined)[]): readonly ColumnSchema[] {
  const dimensions = call.input.columns.filter((column) => !without.some((each) => each?.name === column.name));
  const dynamic = dimensions.find(({ type }) => type === 'dynamic');
  if (dynamic)
    throw unsupported(`\`${call.name}\` over the dynamic column \`${dynamic.name}\` (leave it out, or make it a string)`, call.span);
  return dimensions;
}

/** The column whose whole numbers say how much each row counts; undefined where each counts 1. */
export function planWeights(call: PluginCall): ColumnSchema | undefined {
  const argument = call.all('WeightColumn')[0];
  if (argument === undefined || isTilde(call, 'WeightColumn')) return undefined;
  const column = call.columnOf(argument, 'WeightColumn');
  if (column.type === 'int' || column.type === 'long') return column;
  if (column.type === 'real' || column.type === 'decimal')
    throw unsupported(`\`${call.name}\` with weights that are ${column.type}`, argument.span);
  throw invalid(`\`WeightColumn\` of \`${call.name}\` must be a number, not a ${column.type}`, argument.span);
}

/** `~` stands for the default. */
function isTilde(call: PluginCall, parameter: string): boolean {
  const argument = call.syntax(parameter);
  return argument.kind !== 'name' && call.valueOf(argument).value === '~';
}

/** What stands in a column that a pattern leaves open, by type: null, or '' for a string, unless a literal of that type is given. */
export function planWildcards(call: PluginCall): ReadonlyMap<KqlType, Value> {
  const wildcards = new Map<KqlType, Value>();
  for (const argument of call.all('CustomWildcard')) {
    const { type, value } = call.valueOf(argument);
    if (value !== '~') wildcards.set(type, value);
  }
  return wildcards;
}

/** A number within the limits that the documentation names; `~` stands for the default. */
export function planNumber(call: PluginCall, parameter: string, type: 'real' | 'long', fallback: number, from: number, to: number): number {
  const value = call.constant<number>(parameter, type, fallback);
  if (value >= from && value <= to) return value;
  throw invalid(`\`${parameter}\` of \`${call.name}\` must be from ${from} to ${to}`, call.syntax(parameter).span);
}

/** The distinct combinations of the dimensions' values, each with how much its rows count together. */
export interface PatternInput {
  readonly dimensions: readonly Column[];
  /** By dimension, the code of the value in each combination. */
  readonly codes: readonly Codes[];
  readonly weights: Float64Array;
  /** A row of the input that has the combination. */
  readonly rows: Int32Array;
  readonly table: Table;
  /** The combination of each row. */
  readonly combinationOf: Int32Array;
}

export function readPatternInput(
  input: Table,
  dimensions: readonly ColumnSchema[],
  weights: ColumnSchema | undefined,
  run: Execution,
): PatternInput {
  const columns = dimensions.map(({ name }) => input.needColumn(name));
  const groups = groupRows(columns, input.rowCount, run);
  const codes = columns.map((column): Codes => {
    const ofRows = encodeColumn(column);
    return { codes: Int32Array.from(groups.firstRows, (row) => ofRows.codes[row]), count: ofRows.count };
  });
  const sums = new Float64Array(groups.count);
  addWeights(input, weights, run, (row, weight) => {
    sums[groups.groupOf[row]] += weight;
  });
  return { dimensions: columns, codes, weights: sums, rows: groups.firstRows, table: input, combinationOf: groups.groupOf };
}

/** Hands out how much each row counts. */
export function addWeights(
  input: Table,
  weights: ColumnSchema | undefined,
  run: Execution,
  add: (row: number, weight: number) => void,
): void {
  const weightOf = weights && input.needColumn(weights.name).force();
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint();
    add(row, weightOf ? Number(weightOf.get(row) ?? 0) : 1);
  }
}

/** A pattern: the dimensions it fixes, in order, and a combination that has it. */
export interface Pattern {
  readonly fixed: readonly number[];
  readonly example: number;
}

export interface PatternColumns<P> {
  readonly columns: readonly ColumnSchema[];
  /** What stands between the number of a pattern and its values. */
  readonly measures: readonly ((pattern: P) => number)[];
  readonly wildcards: ReadonlyMap<KqlType, Value>;
}

/** A row for each pattern: its number, what was measured, and the values that it fixes. */
export function patternTable<P extends Pattern>(
  { columns, measures, wildcards }: PatternColumns<P>,
  patterns: readonly P[],
  input: PatternInput,
): Table {
  const { dimensions, rows, table } = input;
  const numbers = columnOf(
    'long',
    patterns.map((_, number) => number),
  );
  const measured = measures.map((measure, position) => columnOf(columns[position + 1].type, patterns.map(measure)));
  const values = dimensions.map((dimension, position) => {
    const column = dimension.force();
    const wildcard = wildcards.get(column.type) ?? missingValue(column.type);
    const builder = new ColumnBuilder(column.type, patterns.length);
    patterns.forEach(({ fixed, example }, number) => {
      builder.set(number, fixed.includes(position) ? column.get(rows[example]) : wildcard);
    });
    return builder.finish();
  });
  const rowsOf = (number: number): Iterable<number> => rowsWith(input, patterns[number]);
  return new Table(columns, [numbers, ...measured, ...values], patterns.length, { kind: 'parts', parts: [{ table, rowsOf }] });
}

/** The rows of the input that have the pattern. */
function rowsWith({ codes, combinationOf }: PatternInput, { fixed, example }: Pattern): number[] {
  const found: number[] = [];
  combinationOf.forEach((combination, row) => {
    if (fixed.every((dimension) => codes[dimension].codes[combination] === codes[dimension].codes[example])) found.push(row);
  });
  return found;
}

/** What the plugins that describe one set of rows give for each pattern. */
export function segmentColumns(dimensions: readonly ColumnSchema[]): ColumnSchema[] {
  return [{ name: 'SegmentId', type: 'long' }, { name: 'Count', type: 'long' }, { name: 'Percent', type: 'real' }, ...dimensions];
}

export function totalWeight({ weights }: PatternInput): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}
