/**
 * `diffpatterns`: patterns that one set of rows has more often than another (https://learn.microsoft.com/kusto/query/diffpatterns-plugin). Among all
 * closed patterns those with the largest difference are listed, but none that only widens or narrows one of them, as in the documented result.
 */
import type { ColumnSchema } from '@rulesmith/kql';
import type { Execution } from '../../execute.ts';
import { reference } from '../../operators/project.ts';
import { convertTo } from '../../plan/planExpression.ts';
import { invalid } from '../../queryError.ts';
import type { PhysicalColumn } from '../../table/column.ts';
import { selectionOf } from '../../table/selection.ts';
import type { Table } from '../../table/table.ts';
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import type { PluginCall } from '../pluginCall.ts';
import { type ClosedPattern, closedPatterns, matching, sumOf } from './closedPatterns.ts';
import {
  addWeights,
  type PatternInput,
  patternTable,
  planDimensions,
  planNumber,
  planWeights,
  planWildcards,
  readPatternInput,
} from './patternInput.ts';

export const diffpatterns: Plugin = {
  name: 'diffpatterns',
  parameters: ['SplitColumn', 'SplitValueA', 'SplitValueB', 'WeightColumn', 'Threshold', 'MaxDimensions', 'CustomWildcard…'],
  plan(call): PlannedPlugin {
    const split = call.column('SplitColumn');
    const values = { a: planSplitValue(call, 'SplitValueA'), b: planSplitValue(call, 'SplitValueB') };
    if (values.a === values.b) throw invalid('`diffpatterns` needs two different values', call.syntax('SplitValueB').span);
    const weights = planWeights(call);
    const threshold = planNumber(call, 'Threshold', 'real', 0.05, 0.015, 1);
    const maxDimensions = planNumber(call, 'MaxDimensions', 'long', Number.MAX_SAFE_INTEGER, 1, Number.MAX_SAFE_INTEGER);
    const wildcards = planWildcards(call);
    const dimensions = planDimensions(call, [split, weights]);
    const columns: ColumnSchema[] = [...measureColumns, ...dimensions];
    call.requireNote(
      '`diffpatterns` lists the largest differences of which none has nearly the rows of another, or nearly only some of them; the service may list other patterns in another order',
    );
    return {
      columns,
      exprs: [convertTo(reference(split), 'string', call.syntax('SplitColumn').span)],
      run: (table, [sides], _others, run) => {
        const sets = readSets(table, sides, { values, dimensions, weights }, run);
        const found = differences(sets, { threshold, maxDimensions }, run);
        return patternTable({ columns, wildcards, measures }, withoutExplained(sets, found, run), sets.input);
      },
    };
  },
};

const measureColumns: readonly ColumnSchema[] = [
  { name: 'SegmentId', type: 'long' },
  { name: 'CountA', type: 'long' },
  { name: 'CountB', type: 'long' },
  { name: 'PercentA', type: 'real' },
  { name: 'PercentB', type: 'real' },
  { name: 'PercentDiffAB', type: 'real' },
];

/** A pattern and what it counts in each set. */
interface Difference extends ClosedPattern {
  readonly countA: number;
  readonly countB: number;
  readonly percentA: number;
  readonly percentB: number;
  readonly difference: number;
}

const measures: readonly ((pattern: Difference) => number)[] = [
  ({ countA }) => countA,
  ({ countB }) => countB,
  ({ percentA }) => percentA,
  ({ percentB }) => percentB,
  ({ difference }) => difference,
];

function planSplitValue(call: PluginCall, parameter: string): string {
  const { type, value } = call.value(parameter);
  if (type === 'string') return value as string;
  throw invalid(`\`${parameter}\` of \`diffpatterns\` must be a text, not a ${type}`, call.syntax(parameter).span);
}

interface Split {
  readonly values: { readonly a: string; readonly b: string };
  readonly dimensions: readonly ColumnSchema[];
  readonly weights: ColumnSchema | undefined;
}

/** The rows of both sets, and by combination how much those of each count. */
interface Sets {
  readonly input: PatternInput;
  readonly weightsA: Float64Array;
  readonly weightsB: Float64Array;
}

function readSets(table: Table, sides: PhysicalColumn, { values, dimensions, weights }: Split, run: Execution): Sets {
  const rows: number[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint();
    const side = sides.get(row);
    if (side === values.a || side === values.b) rows.push(row);
  }
  const both = table.select(selectionOf(Int32Array.from(rows)));
  const input = readPatternInput(both, dimensions, weights, run);
  const weightsA = new Float64Array(input.weights.length);
  const weightsB = new Float64Array(input.weights.length);
  addWeights(both, weights, run, (row, weight) => {
    const sums = sides.get(rows[row]) === values.a ? weightsA : weightsB;
    sums[input.combinationOf[row]] += weight;
  });
  return { input, weightsA, weightsB };
}

/** The part of a pattern's rows from which on it says nothing new. */
const nearlyAll = 0.9;

/** Far less than a share of one row, far more than sums of shares are off. */
const rounding = 1e-9;

/** The patterns that differ by at least the threshold, the largest differences first; none where a set is empty. */
function differences(
  sets: Sets,
  { threshold, maxDimensions }: { readonly threshold: number; readonly maxDimensions: number },
  run: Execution,
): Difference[] {
  const { input, weightsA, weightsB } = sets;
  const totalA = weightsA.reduce((sum, weight) => sum + weight, 0);
  const totalB = weightsB.reduce((sum, weight) => sum + weight, 0);
  if (!(totalA > 0 && totalB > 0)) return [];
  // The shares of both together only get less with each further value, and the difference is never more than they are.
  const shares = input.weights.map((_, at) => weightsA[at] / totalA + weightsB[at] / totalB);
  const patterns = closedPatterns(
    { ...input, weights: shares },
    { minWeight: threshold - rounding, maxDimensions },
    diffpatterns.name,
    run,
  );
  return patterns
    .map((pattern): Difference => {
      run.guard.checkpoint();
      const members = matching(input, pattern);
      const countA = sumOf(members, weightsA);
      const countB = sumOf(members, weightsB);
      const percentA = (100 * countA) / totalA;
      const percentB = (100 * countB) / totalB;
      return { ...pattern, countA, countB, percentA, percentB, difference: Math.abs(percentA - percentB) };
    })
    .filter(({ difference }) => difference / 100 >= threshold)
    .sort((a, b) => b.difference - a.difference || a.fixed.length - b.fixed.length);
}

/** By combination, its share of the one set plus its share of the other. */
function sharesOf({ weightsA, weightsB }: Sets): Float64Array {
  const totalA = totalOf(weightsA);
  const totalB = totalOf(weightsB);
  return weightsA.map((weight, at) => weight / totalA + weightsB[at] / totalB);
}

function totalOf(weights: Float64Array): number {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

/** The patterns in their order, without those whose rows are nearly all within an earlier one, or nearly all of an earlier one's. */
function withoutExplained(sets: Sets, patterns: readonly Difference[], run: Execution): readonly Difference[] {
  const shares = sharesOf(sets);
  const kept: { readonly pattern: Difference; readonly share: number }[] = [];
  for (const pattern of patterns) {
    const members = matching(sets.input, pattern);
    const share = sumOf(members, shares);
    const isExplained = kept.some((other) => {
      run.guard.checkpoint();
      return commonShare(sets.input, members, other.pattern, shares) >= nearlyAll * Math.min(share, other.share);
    });
    if (!isExplained) kept.push({ pattern, share });
  }
  return kept.map(({ pattern }) => pattern);
}

/** The share of those `members` that have the pattern too. */
function commonShare({ codes }: PatternInput, members: Int32Array, { fixed, example }: ClosedPattern, shares: Float64Array): number {
  const wanted = fixed.map((dimension) => codes[dimension].codes);
  let sum = 0;
  for (const at of members) {
    let matches = true;
    for (let each = 0; matches && each < wanted.length; each++) matches = wanted[each][at] === wanted[each][example];
    if (matches) sum += shares[at];
  }
  return sum;
}
