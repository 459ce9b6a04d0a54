/** Choosing among values: `iff`, `case`, `coalesce`, `max_of`; and tests for null and empty. Kql-semantics 1, 6, 9, 10. */
import type { KqlType } from '@rulesmith/kql';
import { compareValues } from '../../values/compare.ts';
import { type Dynamic, dynamicToText } from '../../values/dynamic.ts';
import type { Value } from '../../values/value.ts';
import { conversion } from '../conversions.ts';
import type { Kernel, ScalarFunction } from '../scalarFunction.ts';

const numbers: readonly KqlType[] = ['int', 'long', 'real', 'decimal'];

/** The one type of several branches; int widens to long, a dynamic becomes what the others are. Throws where Kusto refuses the mixture. */
function branchType(types: readonly KqlType[]): KqlType {
  const typed = types.filter((type) => type !== 'dynamic');
  const distinct = [...new Set(typed.length > 0 ? typed : types)];
  if (distinct.length === 1) return distinct[0];
  if (distinct.every((type) => type === 'int' || type === 'long')) return 'long';
  throw new Error(`The branches must have one type, not ${distinct.join(' and ')}`);
}

/** Positions of the branches among the arguments of `case`: every second one, and the last. */
function caseBranches(types: readonly KqlType[]): KqlType[] {
  return types.filter((_, position) => position % 2 === 1 || position === types.length - 1);
}

function converter(from: KqlType, to: KqlType): (value: Value) => Value {
  const convert = conversion(from, to);
  return from === to || !convert ? (value) => value : (value) => (value === null ? null : convert(value));
}

const iff: ScalarFunction = {
  name: 'iff',
  aliases: ['iif'],
  overloads: [
    {
      parameters: ['bool', 'any', 'any'],
      returns: (types) => branchType(types.slice(1)),
      nulls: 'kernel',
      kernel: (condition: boolean | null, yes: Value, no: Value) => (condition === true ? yes : no),
      bind: (_constants, types) => {
        const type = branchType(types.slice(1));
        const yes = converter(types[1], type);
        const no = converter(types[2], type);
        return (condition: boolean | null, a: Value, b: Value) => (condition === true ? yes(a) : no(b));
      },
    },
  ],
};

const caseFunction: ScalarFunction = {
  name: 'case',
  overloads: [
    {
      parameters: ['bool', 'any', 'any'],
      rest: 'any',
      returns: (types) => branchType(caseBranches(types)),
      nulls: 'kernel',
      kernel: (...values: Value[]) => chosen(values),
      bind: (_constants, types): Kernel => {
        const type = branchType(caseBranches(types));
        if (types.every((each, position) => each === type || (position % 2 === 0 && position < types.length - 1)))
          return (...values: Value[]) => chosen(values);
        const convert = types.map((each) => converter(each, type));
        return (...values: Value[]) => {
          const position = chosenPosition(values);
          return convert[position](values[position]);
        };
      },
    },
  ],
};

function chosenPosition(values: readonly Value[]): number {
  for (let position = 0; position < values.length - 1; position += 2) if (values[position] === true) return position + 1;
  return values.length - 1;
}

function chosen(values: readonly Value[]): Value {
  return values[chosenPosition(values)];
}

/** The first value that is neither null nor the empty string. */
const coalesce: ScalarFunction = {
  name: 'coalesce',
  overloads: [
    {
      parameters: ['any', 'any'],
      rest: 'any',
      returns: branchType,
      nulls: 'kernel',
      kernel: (...values: Value[]) => values.find((value) => value !== null && value !== '') ?? values[values.length - 1],
      bind: (_constants, types): Kernel => {
        const type = branchType(types);
        const convert = types.map((each) => converter(each, type));
        return (...values: Value[]) => {
          const found = values.findIndex((value) => value !== null && value !== '');
          const position = found < 0 ? values.length - 1 : found;
          return convert[position](values[position]);
        };
      },
    },
  ],
};

/** The widest of several numeric types, or the one type of all. */
function commonType(types: readonly KqlType[]): KqlType {
  if (types.every((type) => numbers.includes(type))) return numbers[Math.max(...types.map((type) => numbers.indexOf(type)))];
  return branchType(types);
}

/** Ignores nulls; NaN wins (kql-semantics 10). */
function extreme(name: string, sign: 1 | -1): ScalarFunction {
  return {
    name,
    overloads: [
      {
        parameters: ['any', 'any'],
        rest: 'any',
        returns: commonType,
        nulls: 'kernel',
        kernel: () => null,
        bind: (_constants, types): Kernel => {
          const type = commonType(types);
          const convert = types.map((each) => converter(each, type));
          const compare = compareValues(type);
          return (...values: Value[]) => {
            let best: Value = null;
            for (let position = 0; position < values.length; position++) {
              const value = convert[position](values[position]);
              if (value === null) continue;
              if (typeof value === 'number' && Number.isNaN(value)) return value;
              if (best === null || sign * compare(value, best) > 0) best = value;
            }
            return best;
          };
        },
      },
    ],
  };
}

const isEmpty = (value: Value, type: KqlType): boolean =>
  value === null || (type === 'dynamic' ? dynamicToText(value as Dynamic) === '' : value === '');

function test(name: string, aliases: readonly string[], check: (value: Value, type: KqlType) => boolean): ScalarFunction {
  return {
    name,
    aliases,
    overloads: [
      {
        parameters: ['any'],
        returns: 'bool',
        nulls: 'kernel',
        kernel: (value: Value) => check(value, 'string'),
        bind: (_constants, types) => (value: Value) => check(value, types[0]),
      },
    ],
  };
}

/** True, or an error with the message where the condition is false. Kusto looks at it before the query runs, so it must be constant. */
const assertion: ScalarFunction = {
  name: 'assert',
  overloads: [
    {
      parameters: ['bool', 'string'],
      returns: 'bool',
      kernel: () => true,
      bind: ([condition, message]) => {
        if (condition === undefined || typeof message !== 'string') throw new Error('`assert` takes a constant condition and message');
        if (condition !== true) throw new Error(`\`assert\` has failed with message: '${message}'`);
        return () => true;
      },
    },
  ],
};

export const conditionals: readonly ScalarFunction[] = [
  assertion,
  iff,
  caseFunction,
  coalesce,
  extreme('max_of', 1),
  extreme('min_of', -1),
  test('isnull', [], (value, type) => type !== 'string' && value === null),
  test('isnotnull', ['notnull'], (value, type) => type === 'string' || value !== null),
  test('isempty', [], isEmpty),
  test('isnotempty', ['notempty'], (value, type) => !isEmpty(value, type)),
];
