/** Arrays and bags (kql-semantics section 6). */
import type { KqlType } from '@rulesmith/kql';
import { unsupported } from '../../queryError.ts';
import { compareText } from '../../values/compare.ts';
import {
  type Dynamic,
  type DynamicBag,
  DynamicReal,
  DynamicScalar,
  dynamicEquals,
  dynamicKey,
  dynamicNumber,
  dynamicReal,
  dynamicToJson,
  dynamicToText,
} from '../../values/dynamic.ts';
import { ticksPerHour } from '../../values/instant.ts';
import { addLong, type Long } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import { conversion, toDynamic } from '../conversions.ts';
import { type Kernel, type ScalarFunction, scalar } from '../scalarFunction.ts';
import { jsonOrText } from './conversion.ts';
import { parseJsonPath } from './jsonPath.ts';

/** What `range` stops at. */
const mostElements = 1_048_576;

/** A member of a bag or an element of an array, negative positions from the end; null for anything else. */
function member(base: Dynamic, selector: Value): Dynamic {
  if (base instanceof Map) return typeof selector === 'string' ? (base.get(selector) ?? null) : null;
  if (!Array.isArray(base) || typeof selector !== 'number') return null;
  return base[selector < 0 ? base.length + selector : selector] ?? null;
}

const access: ScalarFunction = {
  name: '[]',
  overloads: [
    { parameters: ['dynamic', 'string'], returns: 'dynamic', kernel: member },
    { parameters: ['dynamic', 'long'], returns: 'dynamic', kernel: member },
    {
      parameters: ['dynamic', 'dynamic'],
      returns: 'dynamic',
      kernel: (base: Dynamic, selector: Dynamic) => member(base, selector instanceof Map || Array.isArray(selector) ? null : selector),
    },
  ],
};

/** Values of any types as dynamics. */
function anyTypes(use: (values: readonly Dynamic[]) => Value): {
  kernel: Kernel;
  bind: (constants: unknown, types: readonly KqlType[]) => Kernel;
} {
  return {
    kernel: (...values: Dynamic[]) => use(values),
    bind:
      (_constants, types) =>
      (...values: Value[]) =>
        use(values.map((value, position) => toDynamic(value, types[position]))),
  };
}

function pack(values: readonly Dynamic[]): DynamicBag {
  const bag: DynamicBag = new Map();
  for (let position = 0; position + 1 < values.length; position += 2) {
    const key = dynamicToText(values[position]);
    if (!bag.has(key)) bag.set(key, values[position + 1]);
  }
  return bag;
}

/** `pack_all(ignore, name, value, …)`, as the planner calls it. */
function packAll([ignore, ...values]: readonly Dynamic[]): DynamicBag {
  const bag = pack(values);
  if (ignore === true) for (const [key, value] of bag) if (value === null || value === '') bag.delete(key);
  return bag;
}

/** The leftmost value of a key wins (kql-semantics 93). */
function merge(bags: readonly Dynamic[]): Dynamic {
  const merged: DynamicBag = new Map();
  let any = false;
  for (const bag of bags) {
    if (!(bag instanceof Map)) continue;
    any = true;
    for (const [key, value] of bag) if (!merged.has(key)) merged.set(key, value);
  }
  return any ? merged : null;
}

function slice(items: Dynamic, start: Long, end: Long): Dynamic {
  if (!Array.isArray(items)) return null;
  const at = (position: Long): number => (Number(position) < 0 ? items.length + Number(position) : Number(position));
  return items.slice(Math.max(0, at(start)), Math.max(0, at(end) + 1));
}

/** Nulls do not count; null where an element is no number. */
function sum(items: readonly Dynamic[]): number | null {
  let total = 0;
  for (const item of items) {
    const number = dynamicNumber(item);
    if (number !== undefined) total += Number(number);
    else if (item !== null) return null;
  }
  return total;
}

/** Distinct values in the order in which they first occur (kql-semantics 97). */
function distinct(items: readonly Dynamic[]): Dynamic[] {
  const seen = new Map<string, Dynamic>();
  for (const item of items) if (!seen.has(dynamicKey(item))) seen.set(dynamicKey(item), item);
  return [...seen.values()];
}

const setFunction = (name: string, combine: (sets: readonly (readonly Dynamic[])[]) => Dynamic[]): ScalarFunction =>
  scalar(name, {
    parameters: ['dynamic'],
    rest: 'dynamic',
    returns: 'dynamic',
    kernel: (...sets: Dynamic[]) => (sets.every((set) => Array.isArray(set)) ? combine(sets as Dynamic[][]) : null),
  });

function keysOf(items: readonly Dynamic[]): Set<string> {
  return new Set(items.map(dynamicKey));
}

function sameKeys(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((key) => b.has(key));
}

function rotate(items: readonly Dynamic[], by: number): Dynamic[] {
  return items.map((_item, position) => items[(((position + by) % items.length) + items.length) % items.length]);
}

/** Moves elements out at one end and fills in at the other, null where no filling is given. */
function shifter(name: string, sign: 1 | -1): ScalarFunction {
  const shift = (items: Dynamic, by: Long | null, filling: Dynamic | undefined): Dynamic => {
    if (!Array.isArray(items) || by === null) return null;
    if (filling === undefined && by !== 0 && items.some((item) => typeof item === 'string'))
      throw unsupported(`\`${name}\` of texts without a default value`);
    return items.map((_item, position) => {
      const source = position + sign * Number(by);
      return source >= 0 && source < items.length ? items[source] : (filling ?? null);
    });
  };
  return scalar(name, {
    parameters: ['dynamic', 'long', 'any'],
    optional: 1,
    returns: 'dynamic',
    nulls: 'kernel',
    kernel: shift,
    bind: (_constants, types) => (items: Dynamic, by: Long | null, filling?: Value) =>
      shift(items, by, filling === undefined ? undefined : toDynamic(filling, types[2])),
  });
}

function rangeArray(start: Dynamic, stop: Dynamic, step: Dynamic): Dynamic {
  const from = dynamicNumber(start);
  const to = dynamicNumber(stop);
  const by = dynamicNumber(step);
  if (from === undefined || to === undefined || by === undefined || by === 0) return null;
  const whole = [start, stop, step].every(
    (value) => !(value instanceof DynamicReal) && (typeof value !== 'number' || Number.isInteger(value)),
  );
  const values: Dynamic[] = [];
  for (let value: Long = from; by > 0 ? value <= to : value >= to; value = whole ? addLong(value, by) : Number(value) + Number(by)) {
    values.push(whole ? value : dynamicReal(Number(value)));
    if (values.length >= mostElements) break;
  }
  return values;
}

/** An hour apart where no step is given. */
function ticksRange(type: 'datetime' | 'timespan'): Kernel {
  return (start: Long, stop: Long, step: Long = ticksPerHour) => {
    if (step === 0) return null;
    const values: Dynamic[] = [];
    for (let value = start; step > 0 ? value <= stop : value >= stop; value = addLong(value, step)) {
      values.push(new DynamicScalar(type, value));
      if (values.length >= mostElements) break;
    }
    return values;
  };
}

function extractJson(path: string, text: string | Dynamic): Dynamic {
  const steps = parseJsonPath(path);
  if (!steps) return null;
  const root = typeof text === 'string' ? jsonOrText(text) : text;
  return steps.reduce<Dynamic>((value, step) => member(value, step), root);
}

/** `extract_json(…, typeof(long))`: the planner calls the function of that type. */
function typedExtracts(): ScalarFunction[] {
  const types: readonly KqlType[] = ['bool', 'int', 'long', 'real', 'decimal', 'datetime', 'timespan', 'guid', 'dynamic'];
  return types.map((type) => {
    const convert = conversion('dynamic', type);
    const kernel = (path: string, text: string): Value => {
      const found = extractJson(path, text);
      return found === null ? null : (convert?.(found) ?? null);
    };
    return scalar(`$extract_json_${type}`, { parameters: ['string', 'string'], returns: type, kernel });
  });
}

function sortKeys(value: Dynamic): Dynamic {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!(value instanceof Map)) return value;
  return new Map(
    Array.from(value)
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, item]) => [key, sortKeys(item)]),
  );
}

export const dynamics: readonly ScalarFunction[] = [
  access,
  {
    name: 'bag_pack',
    aliases: ['pack', 'pack_dictionary'],
    overloads: [{ parameters: ['any', 'any'], rest: 'any', returns: 'dynamic', nulls: 'kernel', ...anyTypes(pack) }],
  },
  { name: 'pack_all', overloads: [{ parameters: ['bool'], rest: 'any', returns: 'dynamic', nulls: 'kernel', ...anyTypes(packAll) }] },
  {
    name: 'pack_array',
    overloads: [{ parameters: [], rest: 'any', returns: 'dynamic', nulls: 'kernel', ...anyTypes((values) => [...values]) }],
  },
  {
    name: 'bag_merge',
    overloads: [
      {
        parameters: ['dynamic', 'dynamic'],
        rest: 'dynamic',
        returns: 'dynamic',
        nulls: 'kernel',
        kernel: (...bags: Dynamic[]) => merge(bags),
      },
    ],
  },
  scalar(
    'array_length',
    { parameters: ['dynamic'], returns: 'long', kernel: (items: Dynamic) => (Array.isArray(items) ? items.length : null) },
    'arraylength',
  ),
  {
    name: 'array_concat',
    overloads: [
      {
        parameters: ['dynamic'],
        rest: 'dynamic',
        returns: 'dynamic',
        nulls: 'kernel',
        kernel: (...parts: Dynamic[]) => parts.filter((part) => Array.isArray(part)).flat() as Dynamic,
      },
    ],
  },
  scalar('array_slice', { parameters: ['dynamic', 'long', 'long'], returns: 'dynamic', kernel: slice }),
  scalar('array_split', { parameters: ['dynamic', 'dynamic'], returns: 'dynamic', kernel: splitArray }),
  scalar('array_reverse', {
    parameters: ['dynamic'],
    returns: 'dynamic',
    kernel: (items: Dynamic) => (Array.isArray(items) ? [...items].reverse() : null),
  }),
  scalar('array_sum', {
    parameters: ['dynamic'],
    returns: 'real',
    kernel: (items: Dynamic) => (Array.isArray(items) ? sum(items) : null),
  }),
  {
    name: 'array_index_of',
    overloads: [
      {
        parameters: ['dynamic', 'any', 'long', 'long', 'long'],
        optional: 3,
        returns: 'long',
        nulls: 'kernel',
        kernel: () => null,
        bind:
          (_constants, types) =>
          (items: Dynamic, value: Value, start: Long = 0, length: Long = -1, occurrence: Long = 1) =>
            indexOf(items, toDynamic(value, types[1]), [start, length, occurrence].map(Number)),
      },
    ],
  },
  scalar(
    'array_iff',
    { parameters: ['dynamic', 'dynamic', 'dynamic'], returns: 'dynamic', nulls: 'kernel', kernel: arrayIff },
    'array_iif',
  ),
  shifter('array_shift_left', 1),
  shifter('array_shift_right', -1),
  scalar('array_rotate_left', {
    parameters: ['dynamic', 'long'],
    returns: 'dynamic',
    kernel: (items: Dynamic, by: Long) => (Array.isArray(items) ? rotate(items, Number(by)) : null),
  }),
  scalar('array_rotate_right', {
    parameters: ['dynamic', 'long'],
    returns: 'dynamic',
    kernel: (items: Dynamic, by: Long) => (Array.isArray(items) ? rotate(items, -Number(by)) : null),
  }),
  setFunction('set_union', (sets) => distinct(sets.flat())),
  setFunction('set_intersect', (sets) =>
    distinct(sets[0]).filter((item) => sets.slice(1).every((set) => keysOf(set).has(dynamicKey(item)))),
  ),
  setFunction('set_difference', (sets) =>
    distinct(sets[0]).filter((item) => !sets.slice(1).some((set) => keysOf(set).has(dynamicKey(item)))),
  ),
  {
    name: 'set_has_element',
    overloads: [
      {
        parameters: ['dynamic', 'any'],
        returns: 'bool',
        kernel: () => null,
        bind: (_constants, types) => (items: Dynamic, value: Value) =>
          Array.isArray(items) ? items.some((item) => dynamicEquals(item, toDynamic(value, types[1]))) : null,
      },
    ],
  },
  scalar('set_equals', {
    parameters: ['dynamic', 'dynamic'],
    returns: 'bool',
    kernel: (a: Dynamic, b: Dynamic) => (Array.isArray(a) && Array.isArray(b) ? sameKeys(keysOf(a), keysOf(b)) : null),
  }),
  scalar('jaccard_index', {
    parameters: ['dynamic', 'dynamic'],
    returns: 'real',
    kernel: (a: Dynamic, b: Dynamic) => (Array.isArray(a) && Array.isArray(b) ? jaccard(keysOf(a), keysOf(b)) : null),
  }),
  { name: 'zip', overloads: [{ parameters: ['dynamic', 'dynamic'], rest: 'dynamic', returns: 'dynamic', kernel: zip }] },
  {
    name: 'repeat',
    overloads: [
      {
        parameters: ['any', 'long'],
        returns: 'dynamic',
        nulls: 'kernel',
        kernel: () => null,
        bind: (_constants, types) => (value: Value, count: Long | null) => repeated(toDynamic(value, types[0]), count),
      },
    ],
  },
  {
    name: 'range',
    overloads: [
      { parameters: ['datetime', 'datetime', 'timespan'], optional: 1, returns: 'dynamic', kernel: ticksRange('datetime') },
      { parameters: ['timespan', 'timespan', 'timespan'], optional: 1, returns: 'dynamic', kernel: ticksRange('timespan') },
      {
        parameters: ['any', 'any', 'any'],
        optional: 1,
        returns: 'dynamic',
        ...anyTypes(([start, stop, step = 1]) => rangeArray(start, stop, step)),
      },
    ],
  },
  ...typedExtracts(),
  {
    name: 'extract_json',
    aliases: ['extractjson'],
    overloads: [
      {
        parameters: ['string', 'string'],
        returns: 'string',
        kernel: (path: string, text: string) => dynamicToText(extractJson(path, text)),
      },
    ],
  },
  {
    name: 'dynamic_to_json',
    overloads: [
      { parameters: ['dynamic'], returns: 'string', kernel: (value: Dynamic) => dynamicToJson(sortKeys(value)) },
      { parameters: ['text'], returns: 'string', kernel: (text: string) => text },
    ],
  },
];

function splitArray(items: Dynamic, indexes: Dynamic): Dynamic {
  if (!Array.isArray(items)) return null;
  const borders = (Array.isArray(indexes) ? indexes : [indexes])
    .map((index) => Number(index))
    .map((index) => (index < 0 ? Math.max(0, items.length + index) : index));
  return [0, ...borders].map((start, part) => items.slice(start, borders[part] ?? items.length));
}

/** The position of the element, as `indexof` finds it in text. */
function indexOf(items: Dynamic, value: Dynamic, [start, length, occurrence]: readonly number[]): number | null {
  if (!Array.isArray(items) || length < -1 || occurrence < 1) return null;
  const from = start < 0 ? Math.max(0, items.length + start) : start;
  const end = length < 0 ? items.length : Math.min(items.length, from + length);
  let left = occurrence;
  for (let position = from; position < end; position++) if (dynamicEquals(items[position], value) && --left === 0) return position;
  return -1;
}

function arrayIff(conditions: Dynamic, yes: Dynamic, no: Dynamic): Dynamic {
  if (!Array.isArray(conditions)) return null;
  const pick = (from: Dynamic, position: number): Dynamic => (Array.isArray(from) ? (from[position] ?? null) : from);
  return conditions.map((condition, position) => {
    const truth =
      typeof condition === 'boolean' ? condition : dynamicNumber(condition) === undefined ? null : dynamicNumber(condition) !== 0;
    return truth === null ? null : pick(truth ? yes : no, position);
  });
}

function repeated(value: Dynamic, count: Long | null): Dynamic {
  if (count === null || count < 0) return null;
  if (count > mostElements) throw unsupported(`\`repeat\` ${count} times`);
  return new Array(Number(count)).fill(value);
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) throw unsupported('`jaccard_index` of two empty sets');
  const shared = [...a].filter((key) => b.has(key)).length;
  return shared / (a.size + b.size - shared);
}

function zip(...arrays: Dynamic[]): Dynamic {
  if (!arrays.every((array) => Array.isArray(array))) return null;
  const lists = arrays as Dynamic[][];
  const length = Math.max(...lists.map((list) => list.length));
  return Array.from({ length }, (_, position) => lists.map((list) => list[position] ?? null));
}
