/** Values of dynamic type: paths, arrays and bags. */
import { jsonText, readJson, textOf } from '../text.ts';
import type { Signature } from '../tree.ts';
import { isBag, isList, keyOf, type Type, type Value } from '../values.ts';
import { constants } from './shapes.ts';

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
