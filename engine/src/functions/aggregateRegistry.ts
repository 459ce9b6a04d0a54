/** All aggregate functions by name. */
import { schemas } from './aggregate/buildschema.ts';
import { collections } from './aggregate/collections.ts';
import { counts } from './aggregate/counts.ts';
import { extremes } from './aggregate/extremes.ts';
import { numbers } from './aggregate/numbers.ts';
import { percentiles } from './aggregate/percentiles.ts';
import { sketches } from './aggregate/sketches.ts';
import type { AggregateFunction } from './aggregateFunction.ts';

const byName = new Map<string, AggregateFunction>();
for (const each of [...counts, ...numbers, ...percentiles, ...extremes, ...collections, ...sketches, ...schemas]) {
  for (const name of [each.name, ...(each.aliases ?? [])]) byName.set(name, each);
}

/** The aggregate `name`, aliases included; names that begin with `$` are internal. */
export function findAggregate(name: string): AggregateFunction | undefined {
  return byName.get(name);
}

/** Every name that a query may call, besides `arg_max`, `arg_min`, `take_any` and `percentiles`, which give several columns. */
export function aggregateNames(): string[] {
  return [...byName.keys()].filter((name) => !name.startsWith('$'));
}
