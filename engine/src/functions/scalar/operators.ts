/** Arithmetic, comparison and logic. Source of the rules: kql-semantics 3-5, 17-23, 48; Kusto documentation, scalar operators. */
import type { KqlType } from '@rulesmith/kql';
import { compareText } from '../../values/compare.ts';
import { Decimal, type DecimalValue } from '../../values/decimal.ts';
import { inRange } from '../../values/instant.ts';
import { addLong, divideLong, type Long, moduloLong, multiplyLong, negateLong, realToLong, subtractLong } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import type { Kernel, ScalarFunction, ScalarOverload } from '../scalarFunction.ts';

type Numbers = readonly [
  long: (a: Long, b: Long) => Value,
  real: (a: number, b: number) => number,
  decimal: (a: DecimalValue, b: DecimalValue) => Value,
];

/** The overloads of an arithmetic operator for numbers; int and long both give long (kql-semantics 17). */
function numeric([long, real, decimal]: Numbers): ScalarOverload[] {
  return [
    { parameters: ['long', 'long'], returns: 'long', kernel: long },
    { parameters: ['real', 'real'], returns: 'real', kernel: real },
    { parameters: ['decimal', 'decimal'], returns: 'decimal', kernel: decimal },
  ];
}

const add: ScalarFunction = {
  name: '+',
  overloads: [
    ...numeric([addLong, (a, b) => a + b, (a, b) => Decimal.add(a, b)]),
    { parameters: ['datetime', 'timespan'], returns: 'datetime', kernel: (a: Long, b: Long) => inRange(addLong(a, b)) },
    { parameters: ['timespan', 'datetime'], returns: 'datetime', kernel: (a: Long, b: Long) => inRange(addLong(a, b)) },
    { parameters: ['timespan', 'timespan'], returns: 'timespan', kernel: addLong },
  ],
};

const subtract: ScalarFunction = {
  name: '-',
  overloads: [
    ...numeric([subtractLong, (a, b) => a - b, (a, b) => Decimal.sub(a, b)]),
    { parameters: ['datetime', 'timespan'], returns: 'datetime', kernel: (a: Long, b: Long) => inRange(subtractLong(a, b)) },
    { parameters: ['datetime', 'datetime'], returns: 'timespan', kernel: subtractLong },
    { parameters: ['timespan', 'timespan'], returns: 'timespan', kernel: subtractLong },
  ],
};

const scaleTimespan = (span: Long, factor: number): Value => realToLong(Number(span) * factor);

const multiply: ScalarFunction = {
  name: '*',
  overloads: [
    ...numeric([multiplyLong, (a, b) => a * b, (a, b) => Decimal.mul(a, b)]),
    { parameters: ['timespan', 'long'], returns: 'timespan', kernel: multiplyLong },
    { parameters: ['long', 'timespan'], returns: 'timespan', kernel: multiplyLong },
    { parameters: ['timespan', 'real'], returns: 'timespan', kernel: scaleTimespan },
    { parameters: ['real', 'timespan'], returns: 'timespan', kernel: (factor: number, span: Long) => scaleTimespan(span, factor) },
  ],
};

const divide: ScalarFunction = {
  name: '/',
  overloads: [
    ...numeric([divideLong, (a, b) => a / b, (a, b) => (b.isZero() ? null : Decimal.div(a, b))]),
    { parameters: ['timespan', 'timespan'], returns: 'real', kernel: (a: Long, b: Long) => Number(a) / Number(b) },
    { parameters: ['timespan', 'long'], returns: 'timespan', kernel: divideLong },
    { parameters: ['timespan', 'real'], returns: 'timespan', kernel: (span: Long, by: number) => realToLong(Number(span) / by) },
  ],
};

function realModulo(a: number, b: number): number {
  const rest = a % b;
  return rest < 0 ? rest + Math.abs(b) : rest;
}

const modulo: ScalarFunction = {
  name: '%',
  overloads: [
    ...numeric([moduloLong, realModulo, (a, b) => (b.isZero() ? null : decimalModulo(a, b))]),
    { parameters: ['timespan', 'timespan'], returns: 'timespan', kernel: moduloLong },
    { parameters: ['datetime', 'timespan'], returns: 'timespan', kernel: moduloLong },
  ],
};

function decimalModulo(a: DecimalValue, b: DecimalValue): DecimalValue {
  const rest = Decimal.mod(a, b);
  return rest.isNegative() && !rest.isZero() ? rest.plus(b.abs()) : rest;
}

const negate: ScalarFunction = {
  name: 'unary-',
  overloads: [
    { parameters: ['long'], returns: 'long', kernel: negateLong },
    { parameters: ['real'], returns: 'real', kernel: (a: number) => -a },
    { parameters: ['decimal'], returns: 'decimal', kernel: (a: DecimalValue) => a.neg() },
    { parameters: ['timespan'], returns: 'timespan', kernel: negateLong },
  ],
};

const comparable: readonly KqlType[] = ['bool', 'long', 'real', 'decimal', 'string', 'datetime', 'timespan', 'guid'];

/** Sides as two values of one type; a dynamic side is unwrapped to the type of the other one. */
function comparison(
  name: string,
  alias: readonly string[],
  nulls: 'propagate' | 'kernel',
  kernels: (type: KqlType) => Kernel,
): ScalarFunction {
  return {
    name,
    aliases: alias,
    overloads: comparable.map((type) => ({ parameters: [type, type], returns: 'bool', nulls, kernel: kernels(type) })),
  };
}

/** Equality is total where one side is null, and null where both are (kql-semantics 3). */
function equality(type: KqlType, wanted: boolean): Kernel {
  const same: (a: Value, b: Value) => boolean =
    type === 'decimal' ? (a, b) => (a as DecimalValue).equals(b as DecimalValue) : (a, b) => a === b;
  return (a: Value, b: Value) => {
    if (a === null || b === null) return a === b ? null : !wanted;
    return same(a, b) === wanted;
  };
}

/** Booleans, numbers, ticks and code points order as JavaScript orders them, but for characters beyond U+FFFF (see `compareText`). */
function ordering(type: KqlType, accept: (order: number) => boolean): Kernel {
  if (type === 'decimal') return (a: DecimalValue, b: DecimalValue) => accept(a.comparedTo(b));
  if (type === 'string' || type === 'guid') return (a: string, b: string) => accept(compareText(a, b));
  return (a: Long, b: Long) => (a < b ? accept(-1) : a > b ? accept(1) : a === b ? accept(0) : false);
}

const kleene: ScalarFunction[] = [
  {
    name: 'and',
    overloads: [
      {
        parameters: ['bool', 'bool'],
        returns: 'bool',
        nulls: 'kernel',
        kernel: (a: boolean | null, b: boolean | null) => (a === false || b === false ? false : a === null || b === null ? null : true),
      },
    ],
  },
  {
    name: 'or',
    overloads: [
      {
        parameters: ['bool', 'bool'],
        returns: 'bool',
        nulls: 'kernel',
        kernel: (a: boolean | null, b: boolean | null) => (a === true || b === true ? true : a === null || b === null ? null : false),
      },
    ],
  },
  { name: 'not', overloads: [{ parameters: ['bool'], returns: 'bool', kernel: (a: boolean) => !a }] },
];

export const operators: readonly ScalarFunction[] = [
  add,
  subtract,
  multiply,
  divide,
  modulo,
  negate,
  comparison('==', [], 'kernel', (type) => equality(type, true)),
  comparison('!=', [], 'kernel', (type) => equality(type, false)),
  comparison('<', [], 'propagate', (type) => ordering(type, (order) => order < 0)),
  comparison('<=', [], 'propagate', (type) => ordering(type, (order) => order <= 0)),
  comparison('>', [], 'propagate', (type) => ordering(type, (order) => order > 0)),
  comparison('>=', [], 'propagate', (type) => ordering(type, (order) => order >= 0)),
  ...kleene,
];
