/**
 * `autocluster`: a few patterns that together describe most of the rows (https://learn.microsoft.com/kusto/query/autocluster-plugin). Found by local
 * searches from a number of rows, as documented (Seed-Expand); here they are spread over the rows, not drawn, so that the answer is always the same.
 */
import type { Execution } from '../../execute.ts';
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import { type ClosedPattern, matching, sumOf } from './closedPatterns.ts';
import {
  type PatternInput,
  patternTable,
  planDimensions,
  planNumber,
  planWeights,
  planWildcards,
  readPatternInput,
  segmentColumns,
  totalWeight,
} from './patternInput.ts';
import { seedPatterns } from './seedPatterns.ts';

/** The least share of all rows that a pattern adds to those before it; the default threshold of `basket`. */
const leastAdded = 0.05;

export const autocluster: Plugin = {
  name: 'autocluster',
  parameters: ['SizeWeight', 'WeightColumn', 'NumSeeds', 'CustomWildcard…'],
  plan(call): PlannedPlugin {
    const sizeWeight = planNumber(call, 'SizeWeight', 'real', 0.5, 0, 1);
    const weights = planWeights(call);
    const seeds = planNumber(call, 'NumSeeds', 'long', 25, 1, 10_000);
    const wildcards = planWildcards(call);
    const dimensions = planDimensions(call, [weights]);
    const columns = segmentColumns(dimensions);
    call.requireNote(
      '`autocluster` starts its searches from rows at even distances and scores patterns by their share of the rows and of the columns; the service draws its rows, and may list other patterns in another order',
    );
    return {
      columns,
      run: (table, _values, _others, run) => {
        const input = readPatternInput(table, dimensions, weights, run);
        const total = totalWeight(input);
        const score = (weight: number, fixed: number): number =>
          (Math.max(0, weight) / total) ** sizeWeight * (fixed / dimensions.length) ** (1 - sizeWeight);
        const found = total > 0 ? seedPatterns(input, { count: seeds, total, score }, run) : [];
        const chosen = chooseCovering(input, found, { least: leastAdded * total, score }, run);
        const percent = ({ weight }: ClosedPattern): number => (100 * weight) / total;
        return patternTable({ columns, wildcards, measures: [({ weight }) => weight, percent] }, chosen, input);
      },
    };
  },
};

interface Choice {
  /** The least that a pattern counts without what is covered already. */
  readonly least: number;
  readonly score: (weight: number, fixed: number) => number;
}

/** One pattern after the other, each with the best score over what those before it leave. */
function chooseCovering(
  input: PatternInput,
  patterns: readonly ClosedPattern[],
  { least, score }: Choice,
  run: Execution,
): readonly ClosedPattern[] {
  const left = Float64Array.from(input.weights);
  const chosen: ClosedPattern[] = [];
  let open = patterns;
  while (open.length > 0) {
    const adding = open
      .map((pattern) => {
        run.guard.checkpoint();
        return { pattern, added: sumOf(matching(input, pattern), left) };
      })
      .filter(({ added }) => added > 0 && added >= least)
      .map(({ pattern, added }) => ({ pattern, value: score(added, pattern.fixed.length) }));
    if (adding.length === 0) break;
    const best = adding.reduce((a, b) => (b.value > a.value ? b : a)).pattern;
    chosen.push(best);
    for (const at of matching(input, best)) left[at] = 0;
    open = adding.map(({ pattern }) => pattern).filter((pattern) => pattern !== best);
  }
  return chosen;
}
