/**
 * The frequent patterns of a table, found level by level as the Apriori algorithm does: a pattern of one value more is frequent only where the
 * pattern without it is. Only closed patterns are kept: a value that all rows of a pattern share belongs to it.
 */
import type { Execution } from '../../execute.ts';
import type { Pattern, PatternInput } from './patternInput.ts';

export interface ClosedPattern extends Pattern {
  /** What its rows count together. */
  readonly weight: number;
}

export interface Limits {
  /** The least that a pattern counts. */
  readonly minWeight: number;
  /** How many values may be chosen; those that follow from them are not counted. */
  readonly maxDimensions: number;
}

/** Every closed pattern that is frequent, but for the one that fixes nothing; `name` is the plugin, for the limit on rows. */
export function closedPatterns(input: PatternInput, limits: Limits, name: string, run: Execution): ClosedPattern[] {
  if (input.weights.length === 0) return [];
  const found = new Map<string, ClosedPattern>();
  const everything = closureOf(
    input,
    { fixed: [], example: 0 },
    Int32Array.from(input.weights, (_, at) => at),
  );
  let level = [everything];
  for (let size = 1; size <= limits.maxDimensions && level.length > 0; size++) {
    const next: ClosedPattern[] = [];
    for (const pattern of level) {
      run.guard.checkpoint();
      for (const longer of extensions(input, pattern, limits.minWeight, run)) {
        const key = keyOf(input, longer);
        if (found.has(key)) continue;
        found.set(key, longer);
        next.push(longer);
        run.guard.checkRows(found.size * input.dimensions.length, name);
      }
    }
    level = next;
  }
  // What all rows share is a pattern of its own.
  if (everything.fixed.length > 0) found.set(keyOf(input, everything), everything);
  return [...found.values()];
}

/** Tells patterns apart. */
export function keyOf({ codes }: PatternInput, { fixed, example }: Pattern): string {
  return fixed.map((dimension) => `${dimension}:${codes[dimension].codes[example]}`).join(' ');
}

/** The combinations that have the pattern. */
export function matching({ codes, weights }: PatternInput, { fixed, example }: Pattern): Int32Array {
  const wanted = fixed.map((dimension) => ({ column: codes[dimension].codes, code: codes[dimension].codes[example] }));
  const found = new Int32Array(weights.length);
  let count = 0;
  for (let at = 0; at < weights.length; at++) {
    let matches = true;
    for (let each = 0; matches && each < wanted.length; each++) matches = wanted[each].column[at] === wanted[each].code;
    if (matches) found[count++] = at;
  }
  return found.subarray(0, count);
}

/** What these combinations count together. */
export function sumOf(members: Int32Array, weights: Float64Array): number {
  let sum = 0;
  for (const at of members) sum += weights[at];
  return sum;
}

/** The closed patterns that fix one value more, and what follows from it. */
function extensions(input: PatternInput, pattern: Pattern, minWeight: number, run: Execution): ClosedPattern[] {
  const members = matching(input, pattern);
  return input.codes.flatMap(({ codes }, dimension) => {
    if (pattern.fixed.includes(dimension)) return [];
    run.guard.checkpoint();
    const weights = new Map<number, number>();
    for (const at of members) weights.set(codes[at], (weights.get(codes[at]) ?? 0) + input.weights[at]);
    return [...weights]
      .filter(([, weight]) => weight > 0 && weight >= minWeight)
      .map(([code]) => {
        run.guard.checkpoint();
        return closureOf(
          input,
          pattern,
          members.filter((at) => codes[at] === code),
        );
      });
  });
}

/** The pattern with every further value that all of its combinations share, and what they count. */
export function closedPattern(input: PatternInput, pattern: Pattern): ClosedPattern {
  return closureOf(input, pattern, matching(input, pattern));
}

/** The pattern of `members`, which is `pattern` with every further value that all of them share. */
function closureOf(input: PatternInput, pattern: Pattern, members: Int32Array): ClosedPattern {
  const [example] = members;
  const fixed = input.codes.flatMap(({ codes }, dimension) =>
    pattern.fixed.includes(dimension) || members.every((at) => codes[at] === codes[example]) ? [dimension] : [],
  );
  return { fixed, example, weight: sumOf(members, input.weights) };
}
