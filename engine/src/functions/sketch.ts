/**
 * The states that `hll` and `tdigest` hand on. Kusto's are arrays in a format of its own, which may change (its documentation says so), and
 * estimates; ours keep the values themselves, so that what is read from them is exact. As a dynamic value a state is an array, but nobody may
 * look inside: reading, printing or comparing it is refused.
 */

import type { KqlType } from '@rulesmith/kql';
import { unsupported } from '../queryError.ts';
import { compareValues } from '../values/compare.ts';
import type { Dynamic } from '../values/dynamic.ts';
import type { Value } from '../values/value.ts';

/** Of a `tdigest`: its values in ascending order, each with how often it counts. */
export interface Digest {
  readonly kind: 'tdigest';
  readonly type: KqlType;
  readonly values: readonly WeightedValue[];
}

export interface WeightedValue {
  readonly value: Value;
  readonly weight: number;
}

/** Of an `hll`: the keys (`dynamicKey`) of its distinct values. */
export interface DistinctValues {
  readonly kind: 'hll';
  readonly type: KqlType;
  readonly keys: ReadonlySet<string>;
}

type Sketch = Digest | DistinctValues;

/** The key under which the state is kept; no query can name it. */
const content = Symbol('sketch');

/** `sketch` as a dynamic value. */
export function sketchValue(sketch: Sketch): Dynamic {
  const refuse = (): never => {
    throw unsupported(`Looking into the result of \`${sketch.kind}\`, or printing it,`);
  };
  return new Proxy<Dynamic[]>([], {
    get: (_target, key) => (key === content ? sketch : refuse()),
    has: refuse,
    ownKeys: refuse,
    getOwnPropertyDescriptor: refuse,
  });
}

/** The state in `value`; refuses, for the function `name`, what is none of `kind`. */
export function sketchOf<K extends Sketch['kind']>(kind: K, value: Dynamic, name: string): Extract<Sketch, { kind: K }> {
  const sketch = Array.isArray(value) ? (value as { [content]?: Sketch })[content] : undefined;
  if (sketch?.kind !== kind) throw unsupported(`\`${name}\` of what is not made by \`${kind}\` in the same query`);
  return sketch as Extract<Sketch, { kind: K }>;
}

/** All the values of several digests as one; null of none. Refuses digests of different types for the function `name`. */
export function mergeDigests(name: string, states: readonly Dynamic[]): Dynamic {
  if (states.length === 0) return null;
  const digests = states.map((state) => sketchOf('tdigest', state, name));
  const type = commonType(digests, name);
  const compare = compareValues(type);
  const values = digests.flatMap((digest) => digest.values).sort((a, b) => compare(a.value, b.value));
  return sketchValue({ kind: 'tdigest', type, values });
}

/** All the values of several sets as one; null of none. Refuses sets of different types for the function `name`. */
export function mergeDistinct(name: string, states: readonly Dynamic[]): Dynamic {
  if (states.length === 0) return null;
  const sets = states.map((state) => sketchOf('hll', state, name));
  const keys = new Set<string>();
  for (const set of sets) for (const key of set.keys) keys.add(key);
  return sketchValue({ kind: 'hll', type: commonType(sets, name), keys });
}

function commonType(sketches: readonly Sketch[], name: string): KqlType {
  const [{ type }] = sketches;
  if (sketches.some((sketch) => sketch.type !== type)) throw unsupported(`\`${name}\` over values of different types`);
  return type;
}
