/**
 * `basket`: the frequent patterns of values, exactly, where the service takes a sample first (https://learn.microsoft.com/kusto/query/basket-plugin).
 * As in the documented results only closed patterns are listed, those first whose share times the number of their values is the most.
 */
import type { PlannedPlugin, Plugin } from '../plugin.ts';
import { type ClosedPattern, closedPatterns } from './closedPatterns.ts';
import {
  patternTable,
  planDimensions,
  planNumber,
  planWeights,
  planWildcards,
  readPatternInput,
  segmentColumns,
  totalWeight,
} from './patternInput.ts';

export const basket: Plugin = {
  name: 'basket',
  parameters: ['Threshold', 'WeightColumn', 'MaxDimensions', 'CustomWildcard…'],
  plan(call): PlannedPlugin {
    const threshold = planNumber(call, 'Threshold', 'real', 0.05, 0.015, 1);
    const weights = planWeights(call);
    const maxDimensions = planNumber(call, 'MaxDimensions', 'long', 5, 1, Number.MAX_SAFE_INTEGER);
    const wildcards = planWildcards(call);
    const dimensions = planDimensions(call, [weights]);
    const columns = segmentColumns(dimensions);
    call.requireNote(
      '`basket` counts every row here; the service takes a sample first and may leave out patterns near the threshold, or number them otherwise',
    );
    return {
      columns,
      run: (table, _values, _others, run) => {
        const input = readPatternInput(table, dimensions, weights, run);
        const total = totalWeight(input);
        const found = closedPatterns(input, { minWeight: threshold * total, maxDimensions }, basket.name, run);
        const percent = ({ weight }: ClosedPattern): number => (100 * weight) / total;
        return patternTable({ columns, wildcards, measures: [({ weight }) => weight, percent] }, found.sort(byInterest), input);
      },
    };
  },
};

function byInterest(a: ClosedPattern, b: ClosedPattern): number {
  return b.weight * b.fixed.length - a.weight * a.fixed.length || b.fixed.length - a.fixed.length;
}
