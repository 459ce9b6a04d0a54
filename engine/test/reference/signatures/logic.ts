/** Comparisons, logic and choices: where null has rules of its own. */
import type { Signature } from '../tree.ts';
import { compareValues, type Type, type Value } from '../values.ts';
import { infix } from './shapes.ts';

/** Texts have no order: `strcmp` is for that. */
const comparable: readonly Type[] = ['int', 'long', 'real', 'datetime', 'timespan'];
const all: readonly Type[] = ['bool', 'string', ...comparable];

/** Both null: unknown. One null: different. */
function equal(a: Value, b: Value): Value {
  if (a === null || b === null) return a === b ? null : false;
  return a === b;
}

function not(a: Value): Value {
  return a === null ? null : !a;
}

function and(a: Value, b: Value): Value {
  if (a === false || b === false) return false;
  return a === null || b === null ? null : true;
}

function or(a: Value, b: Value): Value {
  return not(and(not(a), not(b)));
}

function isOrdered(test: (order: number) => boolean) {
  return (a: Value, b: Value): Value => (Number.isNaN(a) || Number.isNaN(b) ? false : test(compareValues(a, b)));
}

function isAmong(value: Value, ...list: Value[]): boolean {
  return list.some((item) => equal(value, item) === true);
}

function between(value: Value, low: Value, high: Value): Value {
  const atLeast = isOrdered((order) => order >= 0);
  const test = (a: Value, b: Value) => (a === null || b === null ? null : atLeast(a, b));
  return and(test(value, low), test(high, value));
}

function listText(operator: string) {
  return ([value, ...list]: readonly string[]) => `(${value} ${operator} (${list.join(', ')}))`;
}

function rangeText(operator: string) {
  return ([value, low, high]: readonly string[]) => `(${value} ${operator} (${low} .. ${high}))`;
}

function ofEachType(type: Type): Signature[] {
  const pair = [type, type] as const;
  return [
    infix('==', pair, 'bool', equal, true),
    infix('!=', pair, 'bool', (a: Value, b: Value) => not(equal(a, b)), true),
    {
      name: 'iff',
      parameters: ['bool', type, type],
      returns: type,
      takesNull: true,
      apply: (c: Value, a: Value, b: Value) => (c === true ? a : b),
    },
    {
      name: 'case',
      parameters: ['bool', type, 'bool', type, type],
      returns: type,
      takesNull: true,
      apply: (c: Value, a: Value, d: Value, b: Value, e: Value) => (c === true ? a : d === true ? b : e),
    },
    {
      name: 'coalesce',
      parameters: pair,
      returns: type,
      takesNull: true,
      apply: (a: Value, b: Value) => (a === null || a === '' ? b : a),
    },
    { name: 'isnull', parameters: [type], returns: 'bool', takesNull: true, apply: (a: Value) => a === null },
    { name: 'isnotnull', parameters: [type], returns: 'bool', takesNull: true, apply: (a: Value) => a !== null },
  ];
}

function ofEachOrdered(type: Type): Signature[] {
  const pair = [type, type] as const;
  return [
    infix(
      '<',
      pair,
      'bool',
      isOrdered((order) => order < 0),
    ),
    infix(
      '<=',
      pair,
      'bool',
      isOrdered((order) => order <= 0),
    ),
    infix(
      '>',
      pair,
      'bool',
      isOrdered((order) => order > 0),
    ),
    infix(
      '>=',
      pair,
      'bool',
      isOrdered((order) => order >= 0),
    ),
    { name: 'between', parameters: [type, type, type], returns: 'bool', takesNull: true, apply: between, render: rangeText('between') },
    {
      name: '!between',
      parameters: [type, type, type],
      returns: 'bool',
      takesNull: true,
      apply: (a: Value, low: Value, high: Value) => not(between(a, low, high)),
      render: rangeText('!between'),
    },
  ];
}

const listed = {
  long: [0n, 1n, 2n, 42n, 9007199254740993n, 9223372036854775807n],
  int: [0n, 1n, 7n, 2147483647n],
  string: ['a', 'A', '', 'é', '12', 'x-y'],
  datetime: [638_501_184_000_000_000n, 0n],
};

const lists: readonly Signature[] = (['long', 'string', 'int', 'datetime'] as const).flatMap((type): Signature[] => {
  const constant = { type, oneOf: listed[type] };
  const parameters = [type, constant, constant, constant];
  return [
    { name: 'in', parameters, returns: 'bool', takesNull: true, apply: isAmong, render: listText('in') },
    {
      name: '!in',
      parameters,
      returns: 'bool',
      takesNull: true,
      apply: (value: Value, ...list: Value[]) => !isAmong(value, ...list),
      render: listText('!in'),
    },
  ];
});

export const logicSignatures: readonly Signature[] = [
  ...all.flatMap(ofEachType),
  ...comparable.flatMap(ofEachOrdered),
  ...lists,
  infix(
    '<',
    ['int', 'long'],
    'bool',
    isOrdered((order) => order < 0),
  ),
  infix(
    '>=',
    ['long', 'real'],
    'bool',
    isOrdered((order) => order >= 0),
  ),
  infix('==', ['int', 'long'], 'bool', equal, true),
  infix('and', ['bool', 'bool'], 'bool', and, true),
  infix('or', ['bool', 'bool'], 'bool', or, true),
  { name: 'not', parameters: ['bool'], returns: 'bool', apply: (a: boolean) => !a },
];
