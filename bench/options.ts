/** What the benchmarks share: their options and the ratios that are kept. */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export interface BenchOptions {
  readonly rows: number;
  readonly seed: number;
  /** Run only what has this in its name. */
  readonly only: string | undefined;
  /** Keep the ratios of this run as the baseline. */
  readonly update: boolean;
  /** The largest ratio that passes, instead of budget and baseline: for machines whose noise would make the baseline cry wolf. */
  readonly within: number | undefined;
}

export function benchOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '7' },
      only: { type: 'string' },
      update: { type: 'boolean', default: false },
      within: { type: 'string' },
    },
  });
  const { rows, seed, only, update, within } = values;
  return { rows: Number(rows), seed: Number(seed), only, update, within: within === undefined ? undefined : Number(within) };
}

const path = resolve(import.meta.dirname, 'baseline.json');

type Ratios = Readonly<Record<string, number>>;

function all(): Readonly<Record<string, Ratios>> {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** The ratios of `section` that were kept. */
export function keptRatios(section: string): Readonly<Record<string, number | undefined>> {
  return all()[section] ?? {};
}

/** Keeps ratios of `section`, rounded; those of other names stay. */
export function keepRatios(section: string, ratios: Ratios): void {
  const rounded = Object.fromEntries(Object.entries(ratios).map(([name, ratio]) => [name, Number(ratio.toFixed(3))]));
  const kept = all();
  writeFileSync(path, `${JSON.stringify({ ...kept, [section]: { ...kept[section], ...rounded } }, undefined, 2)}\n`);
}

/** Whether a ratio is too large: over `within` where that is given; else over its budget and `tolerance` times as large as the one kept. */
export function isTooLarge(
  ratio: number,
  budget: number,
  kept: number | undefined,
  tolerance: number,
  within: number | undefined,
): boolean {
  return ratio > (within ?? Math.max(budget, (kept ?? 0) * tolerance));
}
