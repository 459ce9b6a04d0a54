/** `in`, `!in`, `in~`, `!in~`, `has_any`, `has_all`. The right side holds scalars, arrays and, as arrays, the first column of tables. */
import type { KqlType } from '@rulesmith/kql';
import type { DecimalValue } from '../../values/decimal.ts';
import { type Dynamic, dynamicKey, dynamicToText } from '../../values/dynamic.ts';
import type { Value } from '../../values/value.ts';
import { conversion, toDynamic } from '../conversions.ts';
import type { Kernel, ScalarFunction } from '../scalarFunction.ts';
import { fold, occursAsTerm } from './terms.ts';

/** The scalars on the right as values of type `type`, arrays taken apart; nulls are left out, since null is in no list (kql-semantics 8). */
function* listed(values: readonly Value[], types: readonly KqlType[], type: KqlType): Generator<Value> {
  for (let position = 0; position < values.length; position++) {
    const value = values[position];
    if (types[position] === 'dynamic' && Array.isArray(value)) {
      const convert = conversion('dynamic', type);
      for (const item of value) {
        const converted = item === null ? null : convert?.(item as Dynamic);
        if (converted !== null && converted !== undefined) yield converted;
      }
      continue;
    }
    const converted = value === null ? null : conversion(types[position], type)?.(value);
    if (converted !== null && converted !== undefined) yield converted;
  }
}

/** A key that is equal for equal values of `type`. */
function keyOf(type: KqlType, ignoreCase: boolean): (value: Value) => unknown {
  if (type === 'string') return ignoreCase ? (value) => fold(value as string) : (value) => value;
  if (type === 'decimal') return (value) => (value as DecimalValue).toString();
  return type === 'dynamic' ? (value) => dynamicKey(value as Dynamic) : (value) => value;
}

/** The type in which the two sides are compared: that of the left, wider where a number on the right needs it. */
function comparedType(types: readonly KqlType[]): KqlType {
  const [left, ...right] = types;
  const numbers: readonly KqlType[] = ['int', 'long', 'real', 'decimal'];
  if (left === 'dynamic') return right.find((type) => type !== 'dynamic') ?? 'dynamic';
  const ranks = [left, ...right].map((type) => numbers.indexOf(type));
  return ranks[0] < 0 ? left : (numbers[Math.max(...ranks, 1)] as KqlType);
}

function membership(name: string, ignoreCase: boolean, negated: boolean): ScalarFunction {
  const bind = (constants: readonly (Value | undefined)[], types: readonly KqlType[]): Kernel => {
    const type = comparedType(types);
    const key = keyOf(type, ignoreCase);
    const convertLeft = conversion(types[0], type) ?? ((value: Value) => value);
    const found = (left: Value, members: ReadonlySet<unknown>): boolean => {
      const converted = left === null ? null : convertLeft(left);
      return converted !== null && members.has(key(converted)) !== negated ? true : converted === null ? negated : false;
    };
    const setOf = (values: readonly Value[]): Set<unknown> => new Set(Array.from(listed(values, types.slice(1), type), key));
    if (constants.slice(1).every((value) => value !== undefined)) {
      const members = setOf(constants.slice(1) as Value[]);
      return (left) => found(left, members);
    }
    return (left, ...values) => found(left, setOf(values));
  };
  const kernel: Kernel = () => {
    throw new Error(`\`${name}\` must be bound first`);
  };
  return { name, overloads: [{ parameters: ['any'], rest: 'any', returns: 'bool', nulls: 'kernel', kernel, bind }] };
}

function termMembership(name: string, all: boolean): ScalarFunction {
  const needles = (values: readonly Value[], types: readonly KqlType[]): string[] =>
    Array.from(listed(values, types, 'string'), (value) => fold(value as string));
  const test = (text: string, terms: readonly string[]): boolean => {
    const folded = fold(text);
    return all ? terms.every((term) => occursAsTerm(folded, term)) : terms.some((term) => occursAsTerm(folded, term));
  };
  const textOf = (value: Value, type: KqlType): string =>
    value === null ? '' : type === 'string' ? (value as string) : dynamicToText(toDynamic(value, type));
  const bind = (constants: readonly (Value | undefined)[], types: readonly KqlType[]): Kernel => {
    const rest = constants.slice(1);
    if (!rest.every((value) => value !== undefined))
      return (left, ...values) => test(textOf(left, types[0]), needles(values, types.slice(1)));
    const terms = needles(rest as Value[], types.slice(1));
    return (left) => test(textOf(left, types[0]), terms);
  };
  const kernel: Kernel = () => {
    throw new Error(`\`${name}\` must be bound first`);
  };
  return { name, overloads: [{ parameters: ['any'], rest: 'any', returns: 'bool', nulls: 'kernel', kernel, bind }] };
}

export const membershipOperators: readonly ScalarFunction[] = [
  membership('in', false, false),
  membership('!in', false, true),
  membership('in~', true, false),
  membership('!in~', true, true),
  termMembership('has_any', false),
  termMembership('has_all', true),
];
