/** Values of dynamic type: paths, arrays and bags. */
import { jsonText, readJson, textOf } from '../text.ts';
import type { Signature } from '../tree.ts';
import { compareValues, isBag, isList, isMoment, keyOf, type Type, type Value } from '../values.ts';
import { integerOf } from './conversions.ts';
import { constants } from './shapes.ts';

function indexText([value, index]: readonly string[]): string {
  return `${value}[${index.replace(/long\((.*)\)/, '$1')}]`;
}

const keys = constants('string', ['k', 'n', 'a b', 'none']);
const indexes = constants('long', [0n, 1n, 2n, 9n, -1n, -2n]);
const slices = constants('long', [0n, 1n, 2n, -1n, -2n]);
const members = constants('long', [1n, 2n, 3n, 99n]);

function member(value: Value, key: string): Value {
  return isBag(value) ? (value.get(key) ?? null) : null;
}

function element(value: Value, index: bigint): Value {
  return isList(value) ? (value.at(Number(index)) ?? null) : null;
}

/** A function of an array; of anything else null. */
function ofList(
  name: string,
  rest: Signature['parameters'],
  returns: Type,
  apply: (list: readonly Value[], ...args: bigint[]) => Value,
): Signature {
  return {
    name,
    parameters: ['dynamic', ...rest],
    returns,
    apply: (value: Value, ...args: bigint[]) => (isList(value) ? apply(value, ...args) : null),
  };
}

function slice(list: readonly Value[], start: bigint, end: bigint): Value {
  const length = list.length;
  const from = Math.max(start < 0n ? Number(start) + length : Number(start), 0);
  const to = end < 0n ? Number(end) + length : Number(end);
  return list.slice(from, Math.max(to + 1, 0));
}

function kindOf(value: Value): Value {
  if (value === null) return 'null';
  if (isList(value)) return 'array';
  if (isBag(value)) return 'dictionary';
  const names: Readonly<Record<string, string>> = { boolean: 'bool', bigint: 'long', number: 'double', string: 'string' };
  return names[typeof value] ?? 'datetime';
}

function numberOf(value: Value): Value {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : typeof value === 'boolean' ? Number(value) : null;
}

function rotate(list: readonly Value[], by: bigint): Value {
  const shift = list.length === 0 ? 0 : ((Number(by) % list.length) + list.length) % list.length;
  return [...list.slice(shift), ...list.slice(0, shift)];
}

function distinct(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [keyOf(value), value] as const)).values()];
}

function fromText(name: string, returns: Type, apply: (value: Value) => Value): Signature {
  return { name, parameters: ['dynamic'], returns, apply };
}

export const jsonTexts = ['{"k":[1,2.5,"x"],"n":null}', '[true,{"k":1}]', '"text"', '12', '1.0', '', 'null', 'no json', '[3,1,2]'];

function rotateRight(list: readonly Value[], by: bigint): Value {
  return rotate(list, -by);
}

/** Elements move to the left, or for a negative number to the right; null fills the places that fall free. */
function shiftLeft(list: readonly Value[], by: bigint): Value {
  return list.map((_value, index) => list[index + Number(by)] ?? null);
}

function zip(a: readonly Value[], b: readonly Value[]): Value {
  return Array.from({ length: Math.max(a.length, b.length) }, (_none, index) => [a[index] ?? null, b[index] ?? null]);
}

function isIn(list: readonly Value[], value: Value): boolean {
  return list.some((each) => keyOf(each) === keyOf(value));
}

const plainNumbers = constants('dynamic', [[3n, 1n, 2n], [], [5n, null, -1n], [2n]]);
const plainTexts = constants('dynamic', [['b', 'a', 'C'], ['é', 'z'], []]);

/** Of arrays only. */
const listSignatures: readonly Signature[] = [
  { name: 'array_rotate_right', parameters: ['list', slices], returns: 'dynamic', apply: rotateRight },
  { name: 'array_shift_left', parameters: [plainNumbers, slices], returns: 'dynamic', apply: shiftLeft },
  {
    name: 'array_shift_right',
    parameters: [plainNumbers, slices],
    returns: 'dynamic',
    apply: (list: Value[], by: bigint) => shiftLeft(list, -by),
  },
  { name: 'array_concat', parameters: ['list', 'list'], returns: 'dynamic', apply: (a: Value[], b: Value[]) => [...a, ...b] },
  { name: 'zip', parameters: ['list', 'list'], returns: 'dynamic', apply: zip },
  { name: 'set_union', parameters: ['list', 'list'], returns: 'dynamic', apply: (a: Value[], b: Value[]) => distinct([...a, ...b]) },
  {
    name: 'set_intersect',
    parameters: ['list', 'list'],
    returns: 'dynamic',
    apply: (a: Value[], b: Value[]) => distinct(a.filter((each) => isIn(b, each))),
  },
  {
    name: 'set_difference',
    parameters: ['list', 'list'],
    returns: 'dynamic',
    apply: (a: Value[], b: Value[]) => distinct(a.filter((each) => !isIn(b, each))),
  },
  { name: 'set_has_element', parameters: ['list', 'string'], returns: 'bool', apply: isIn },
  {
    name: 'array_index_of',
    parameters: ['list', 'string'],
    returns: 'long',
    apply: (list: Value[], wanted: string) => BigInt(list.indexOf(wanted)),
  },
  { name: 'array_sort_asc', parameters: [plainNumbers], returns: 'dynamic', apply: (list: Value[]) => sortedList(list, 1) },
  { name: 'array_sort_desc', parameters: [plainNumbers], returns: 'dynamic', apply: (list: Value[]) => sortedList(list, -1) },
  { name: 'array_sort_asc', parameters: [plainTexts], returns: 'dynamic', apply: (list: Value[]) => sortedList(list, 1) },
  {
    name: 'array_sum',
    parameters: [plainNumbers],
    returns: 'real',
    apply: (list: Value[]) => list.reduce<number>((sum, each) => sum + Number(each ?? 0), 0),
  },
  { name: 'array_length', parameters: ['list'], returns: 'long', apply: (list: Value[]) => BigInt(list.length) },
  {
    name: 'strcat_array',
    parameters: ['list', constants('string', ['-', ''])],
    returns: 'string',
    apply: (list: Value[], delimiter: string) => list.map((each) => textOf(each, 'dynamic')).join(delimiter),
  },
  { name: 'element', parameters: ['list', indexes], returns: 'dynamic', apply: element, render: indexText },
];

const counts = constants('long', [0n, 1n, 4n]);

const makers: readonly Signature[] = [
  { name: 'range', parameters: [counts, constants('long', [0n, 3n, 5n]), constants('long', [1n, 2n])], returns: 'dynamic', apply: rangeOf },
  {
    name: 'repeat',
    parameters: ['long', counts],
    returns: 'dynamic',
    takesNull: true,
    apply: (a: Value, times: bigint) => Array.from({ length: Number(times) }, () => a),
  },
  {
    name: 'array_split',
    parameters: ['list', constants('long', [0n, 1n, 3n])],
    returns: 'dynamic',
    apply: (list: Value[], at: bigint) => [list.slice(0, Number(at)), list.slice(Number(at))],
  },
  {
    name: 'bag_set_key',
    parameters: ['bag', constants('string', ['k', 'z']), 'long'],
    returns: 'dynamic',
    takesNull: true,
    apply: (bag: Bag, name: string, value: bigint) => new Map([...bag, [name, value]]),
  },
  {
    name: 'bag_pack',
    parameters: [constants('string', ['k']), 'string', constants('string', ['z']), 'bool'],
    returns: 'dynamic',
    takesNull: true,
    apply: (a: string, x: Value, b: string, y: Value) =>
      new Map([
        [a, x],
        [b, y],
      ]),
  },
];

function rangeOf(from: bigint, to: bigint, step: bigint): Value {
  const values: bigint[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}

/** Nulls stay at the end whichever way. */
function sortedList(list: readonly Value[], sign: number): Value {
  const there = list.filter((each) => each !== null).sort((a, b) => compareValues(a, b) * sign);
  return [...there, ...list.filter((each) => each === null)];
}

const someKeys = constants('dynamic', [['k'], ['n', 'none'], []]);

/** Of bags only; where two have the same key, the first has its way. */
const bagSignatures: readonly Signature[] = [
  {
    name: 'bag_merge',
    parameters: ['bag', 'bag'],
    returns: 'dynamic',
    apply: (a: Bag, b: Bag) => new Map([...a, ...[...b].filter(([name]) => !a.has(name))]),
  },
  {
    name: 'bag_remove_keys',
    parameters: ['bag', someKeys],
    returns: 'dynamic',
    apply: (bag: Bag, names: string[]) => new Map([...bag].filter(([name]) => !names.includes(name))),
  },
  { name: 'bag_keys', parameters: ['bag'], returns: 'dynamic', apply: (bag: Bag) => [...bag.keys()] },
  { name: 'member', parameters: ['bag', keys], returns: 'dynamic', apply: member, render: ([value, key]) => `${value}[${key}]` },
  { name: 'tolong', parameters: ['dynamic'], returns: 'long', apply: longOf },
];

function longOf(value: Value): Value {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'string') return integerOf(value, 64);
  return typeof value === 'number' ? BigInt(Math.trunc(value)) : isMoment(value) ? value.ticks : null;
}

type Bag = ReadonlyMap<string, Value>;

/** A text that is no JSON becomes that text. */
export const parseJson: Signature = {
  name: 'parse_json',
  parameters: ['string'],
  returns: 'dynamic',
  apply: (text: string) => {
    const value = readJson(text);
    return value === undefined && text !== '' ? text : (value ?? null);
  },
};

export const dynamicSignatures: readonly Signature[] = [
  { name: 'member', parameters: ['dynamic', keys], returns: 'dynamic', apply: member, render: ([value, key]) => `${value}[${key}]` },
  {
    name: 'element',
    parameters: ['dynamic', indexes],
    returns: 'dynamic',
    apply: element,
    render: ([value, index]) => `${value}[${index.replace(/long\((.*)\)/, '$1')}]`,
  },
  { name: 'isnull', parameters: ['dynamic'], returns: 'bool', takesNull: true, apply: (a: Value) => a === null },
  { name: 'isnotnull', parameters: ['dynamic'], returns: 'bool', takesNull: true, apply: (a: Value) => a !== null },
  { name: 'gettype', parameters: ['dynamic'], returns: 'string', takesNull: true, apply: kindOf },
  ofList('array_length', [], 'long', (list) => BigInt(list.length)),
  ofList('array_slice', [slices, slices], 'dynamic', slice),
  ofList('array_reverse', [], 'dynamic', (list) => [...list].reverse()),
  ofList('array_rotate_left', [slices], 'dynamic', rotate),
  ofList('array_index_of', [members], 'long', (list, wanted) =>
    BigInt(list.findIndex((each) => (typeof each === 'bigint' || typeof each === 'number') && Number(each) === Number(wanted))),
  ),
  ...listSignatures,
  ...bagSignatures,
  ...makers,
  { name: 'bag_keys', parameters: ['dynamic'], returns: 'dynamic', apply: (a: Value) => (isBag(a) ? [...a.keys()] : null) },
  { name: 'bag_has_key', parameters: ['dynamic', keys], returns: 'bool', apply: (a: Value, key: string) => isBag(a) && a.has(key) },
  {
    name: 'set_has_element',
    parameters: ['dynamic', members],
    returns: 'bool',
    apply: (a: Value, wanted: bigint) => (isList(a) ? a.includes(wanted) : null),
  },
  { name: 'pack_array', parameters: ['long', 'string'], returns: 'dynamic', takesNull: true, apply: (...values: Value[]) => values },
  { name: 'pack_array', parameters: ['tame', 'bool'], returns: 'dynamic', takesNull: true, apply: (...values: Value[]) => values },
  {
    name: 'bag_pack',
    parameters: [constants('string', ['k']), 'long', constants('string', ['n']), 'dynamic'],
    returns: 'dynamic',
    takesNull: true,
    apply: (a: string, x: Value, b: string, y: Value) =>
      new Map([
        [a, x],
        [b, y],
      ]),
  },
  {
    name: 'array_concat',
    parameters: ['dynamic', constants('dynamic', [[1n, 2n], [], ['x', null]])],
    returns: 'dynamic',
    takesNull: true,
    apply: (...lists: Value[]) => lists.flatMap((each) => (isList(each) ? each : [])),
  },
  {
    name: 'set_union',
    parameters: [constants('dynamic', [[1n, 2n], [], ['x', 'y', 1n]]), constants('dynamic', [[2n, 3n], ['x']])],
    returns: 'dynamic',
    apply: (a: Value[], b: Value[]) => distinct([...a, ...b]),
  },
  parseJson,
  fromText('todouble', 'real', (a) => (typeof a === 'string' ? null : numberOf(a))),
  {
    name: 'strcat_array',
    parameters: [constants('dynamic', [[1n, 2n, 'x'], [], ['a']]), constants('string', ['-', ''])],
    returns: 'string',
    apply: (a: Value[], b: string) => a.map((each) => textOf(each, 'dynamic')).join(b),
  },
  {
    name: 'strcat',
    parameters: ['string', 'dynamic'],
    returns: 'string',
    takesNull: true,
    apply: (a: string, b: Value) => a + textOf(b, 'dynamic'),
  },
  {
    name: 'dynamic_to_json',
    parameters: ['dynamic'],
    returns: 'string',
    takesNull: true,
    apply: (a: Value) => (a === null ? '' : jsonText(sorted(a))),
  },
];

function sorted(value: Value): Value {
  if (isList(value)) return value.map(sorted);
  if (!isBag(value)) return value;
  return new Map([...value].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, sorted(item)]));
}
