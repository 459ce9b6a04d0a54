/** Patterns found from single rows: all values of a row at first, then one less in each step. The best of each such way is kept. */
import type { Execution } from '../../execute.ts';
import { type ClosedPattern, closedPattern, keyOf } from './closedPatterns.ts';
import type { PatternInput } from './patternInput.ts';

export interface Seeds {
  /** How many rows the search starts from. */
  readonly count: number;
  /** What all rows count together. More than 0. */
  readonly total: number;
  /** How good a pattern is that counts `weight` and has `fixed` values. */
  readonly score: (weight: number, fixed: number) => number;
}

/** The best pattern of each seed, each once. */
export function seedPatterns(input: PatternInput, seeds: Seeds, run: Execution): ClosedPattern[] {
  const frequencies = input.codes.map(({ codes, count }) => {
    run.guard.checkpoint();
    const weights = new Float64Array(count);
    codes.forEach((code, at) => {
      weights[code] += input.weights[at];
    });
    return weights;
  });
  const found = new Map<string, ClosedPattern>();
  for (const seed of seedsOf(input, seeds)) {
    const fixed = bestOnTheWay(input, seed, frequencies, seeds, run);
    if (fixed.length === 0) continue;
    const pattern = closedPattern(input, { fixed, example: seed });
    found.set(keyOf(input, pattern), pattern);
  }
  return [...found.values()];
}

/** Combinations at even distances of weight. */
function seedsOf({ weights }: PatternInput, { count, total }: Seeds): readonly number[] {
  const seeds: number[] = [];
  const distance = total / count;
  let passed = 0;
  let next = distance / 2;
  for (let at = 0; at < weights.length && seeds.length < count; at++) {
    passed += weights[at];
    if (passed < next) continue;
    seeds.push(at);
    // The first one behind, without a step for each between: weights below 0 can make them very many.
    next = (Math.floor(passed / distance - 0.5) + 1.5) * distance;
  }
  return seeds;
}

/** The dimensions that are fixed where the score is best. */
function bestOnTheWay(
  input: PatternInput,
  seed: number,
  frequencies: readonly Float64Array[],
  { score }: Seeds,
  run: Execution,
): readonly number[] {
  const { codes, weights } = input;
  const differences = differencesFrom(input, seed, run);
  let fixed = codes.map((_, dimension) => dimension);
  let best: readonly number[] = [];
  let bestScore = 0;
  while (fixed.length > 0) {
    run.guard.checkpoint();
    // What the pattern counts, and what it would count more without each of its values.
    let weight = 0;
    const gains = new Float64Array(codes.length);
    for (let at = 0; at < weights.length; at++) {
      if (differences[at] === 0) weight += weights[at];
      else if (differences[at] === 1) gains[differing(input, at, seed, fixed)] += weights[at];
    }
    const value = score(weight, fixed.length);
    if (value > bestScore) {
      bestScore = value;
      best = fixed;
    }
    const rarity = (dimension: number): number => frequencies[dimension][codes[dimension].codes[seed]];
    const dropped = fixed.reduce((a, b) => (gains[b] > gains[a] || (gains[b] === gains[a] && rarity(b) < rarity(a)) ? b : a));
    fixed = fixed.filter((dimension) => dimension !== dropped);
    const column = codes[dropped].codes;
    for (let at = 0; at < column.length; at++) if (column[at] !== column[seed]) differences[at]--;
  }
  return best;
}

/** In how many dimensions each combination differs from the seed. */
function differencesFrom({ codes, weights }: PatternInput, seed: number, run: Execution): Int32Array {
  const differences = new Int32Array(weights.length);
  for (const { codes: column } of codes) {
    run.guard.checkpoint();
    for (let at = 0; at < column.length; at++) if (column[at] !== column[seed]) differences[at]++;
  }
  return differences;
}

/** The dimension among `fixed` in which a combination differs from the seed. */
function differing({ codes }: PatternInput, at: number, seed: number, fixed: readonly number[]): number {
  return fixed.find((dimension) => codes[dimension].codes[at] !== codes[dimension].codes[seed]) as number;
}
