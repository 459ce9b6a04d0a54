/** Functions of the keys of a bag. A key is a name of the first level, or a path such as `$.a.b`. */
import { unsupported } from '../../queryError.ts';
import type { Dynamic, DynamicBag } from '../../values/dynamic.ts';
import type { Value } from '../../values/value.ts';
import { toDynamic } from '../conversions.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';
import { parseJsonPath } from './jsonPath.ts';

/** The names on the way to a key. Kusto does not take array indexes and the root itself here, nor do we. */
function stepsOf(key: string): string[] {
  if (!key.startsWith('$')) return [key];
  const steps = parseJsonPath(key);
  if (!steps || steps.length === 0 || steps.some((step) => typeof step === 'number')) throw unsupported(`The path \`${key}\` into a bag`);
  return steps as string[];
}

/** Bags on the way are made where they are missing. */
function setAt(target: Dynamic, [step, ...rest]: readonly string[], value: Dynamic): Dynamic {
  if (step === undefined) return value;
  const bag = target instanceof Map ? target : new Map<string, Dynamic>();
  return new Map(bag).set(step, setAt(bag.get(step) ?? null, rest, value));
}

function removeAt(bag: DynamicBag, [step, ...rest]: readonly string[]): DynamicBag {
  const inner = bag.get(step);
  const changed = new Map(bag);
  if (rest.length === 0) changed.delete(step);
  else if (inner instanceof Map) changed.set(step, removeAt(inner, rest));
  return changed;
}

function hasKey(bag: Dynamic, key: string): boolean {
  let value = bag;
  for (const step of stepsOf(key)) {
    if (!(value instanceof Map) || !value.has(step)) return false;
    value = value.get(step) as Dynamic;
  }
  return true;
}

function removeKeys(bag: Dynamic, keys: Dynamic): Dynamic {
  if (!(bag instanceof Map) || !Array.isArray(keys)) return null;
  return keys.reduce<DynamicBag>((rest, key) => (typeof key === 'string' ? removeAt(rest, stepsOf(key)) : rest), bag);
}

/** Keys that are no text are left out; a missing value is null, and so are all where the values are no array. */
function zipBag(keys: Dynamic, values: Dynamic): Dynamic {
  if (!Array.isArray(keys)) return null;
  const bag: DynamicBag = new Map();
  keys.forEach((key, position) => {
    if (typeof key !== 'string') return;
    if (bag.has(key)) throw unsupported('`bag_zip` of a key that repeats');
    bag.set(key, Array.isArray(values) ? (values[position] ?? null) : null);
  });
  return bag;
}

export const bags: readonly ScalarFunction[] = [
  scalar('bag_keys', {
    parameters: ['dynamic'],
    returns: 'dynamic',
    kernel: (bag: Dynamic) => (bag instanceof Map ? [...bag.keys()] : null),
  }),
  scalar('bag_has_key', { parameters: ['dynamic', 'string'], returns: 'bool', kernel: hasKey }),
  scalar('bag_remove_keys', { parameters: ['dynamic', 'dynamic'], returns: 'dynamic', kernel: removeKeys }),
  scalar('bag_set_key', {
    parameters: ['dynamic', 'string', 'any'],
    returns: 'dynamic',
    nulls: 'kernel',
    kernel: () => null,
    bind: (_constants, types) => (bag: Dynamic, key: string, value: Value) =>
      bag instanceof Map ? setAt(bag, stepsOf(key), toDynamic(value, types[2])) : null,
  }),
  scalar('bag_zip', { parameters: ['dynamic', 'dynamic'], returns: 'dynamic', nulls: 'kernel', kernel: zipBag }),
];
