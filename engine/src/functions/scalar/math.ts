/** Numbers (kql-semantics 24, 31-33, 37). */
import { Decimal, type DecimalValue } from '../../values/decimal.ts';
import { inRange } from '../../values/instant.ts';
import { addLong, floorToMultiple, type Long, negateLong, subtractLong, toLong } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';
import { binOfDatetime } from './bin.ts';

const real = (name: string, kernel: (value: number) => Value, ...aliases: string[]): ScalarFunction =>
  scalar(name, { parameters: ['real'], returns: 'real', kernel }, ...aliases);

/** Half away from zero; negative digits round to tens, hundreds and so on. */
function round(value: number, digits: Long = 0): number {
  if (!Number.isFinite(value)) return value;
  return roundDecimal(new Decimal(value), digits).toNumber();
}

function roundDecimal(value: DecimalValue, digits: Long = 0): DecimalValue {
  const places = Math.max(-400, Math.min(400, Number(digits)));
  if (places >= 0) return value.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
  const unit = new Decimal(10).pow(-places);
  return value.div(unit).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).mul(unit);
}

/** log of a negative number is null, of zero minus infinity (kql-semantics 33). */
const logarithm = (log: (value: number) => number) => (value: number) => (value < 0 ? null : log(value));

const bits = (combine: (a: bigint, b: bigint) => bigint) => (a: Long, b: Long) => toLong(combine(BigInt(a), BigInt(b)));
const bitwise = (name: string, combine: (a: bigint, b: bigint) => bigint): ScalarFunction =>
  scalar(name, { parameters: ['long', 'long'], returns: 'long', kernel: bits(combine) });

/** By so many bits modulo 64; null for a negative number of bits. */
const shift = (name: string, move: (value: bigint, by: bigint) => bigint): ScalarFunction =>
  scalar(name, {
    parameters: ['long', 'long'],
    returns: 'long',
    kernel: (value: Long, by: Long) => (by < 0 ? null : toLong(move(BigInt(value), BigInt(by) & 63n))),
  });

/** Whether `value` lies within `delta` of `center`, borders included. */
const around = (value: Long, center: Long, delta: Long): boolean => value >= subtractLong(center, delta) && value <= addLong(center, delta);

const bin: ScalarFunction = {
  name: 'bin',
  aliases: ['floor'],
  overloads: [
    { parameters: ['long', 'long'], returns: 'long', kernel: floorToMultiple },
    {
      parameters: ['real', 'real'],
      returns: 'real',
      kernel: (value: number, size: number) => (size > 0 ? Math.floor(value / size) * size : null),
    },
    {
      parameters: ['decimal', 'decimal'],
      returns: 'decimal',
      kernel: (value: DecimalValue, size: DecimalValue) => (size.greaterThan(0) ? value.div(size).floor().mul(size) : null),
    },
    { parameters: ['timespan', 'timespan'], returns: 'timespan', kernel: floorToMultiple },
    binOfDatetime,
  ],
};

/** Bins whose borders are at `at` plus multiples of `size`. */
function binAt(value: Long, size: Long, at: Long): Long | null {
  const floored = floorToMultiple(subtractLong(value, at), size);
  return floored === null ? null : addLong(floored, at);
}

/** Null where the bin begins before year 1. */
function binInstantAt(value: Long, size: Long, at: Long): Long | null {
  const start = binAt(value, size, at);
  return start === null ? null : inRange(start);
}

export const maths: readonly ScalarFunction[] = [
  bin,
  {
    name: 'bin_at',
    overloads: [
      { parameters: ['long', 'long', 'long'], returns: 'long', kernel: binAt },
      { parameters: ['datetime', 'timespan', 'datetime'], returns: 'datetime', kernel: binInstantAt },
      { parameters: ['timespan', 'timespan', 'timespan'], returns: 'timespan', kernel: binAt },
      {
        parameters: ['real', 'real', 'real'],
        returns: 'real',
        kernel: (value: number, size: number, at: number) => (size > 0 ? Math.floor((value - at) / size) * size + at : null),
      },
    ],
  },
  {
    name: 'abs',
    overloads: [
      { parameters: ['long'], returns: 'long', kernel: (value: Long) => (value < 0 ? negateLong(value) : value) },
      { parameters: ['real'], returns: 'real', kernel: Math.abs },
      { parameters: ['decimal'], returns: 'decimal', kernel: (value: DecimalValue) => value.abs() },
      { parameters: ['timespan'], returns: 'timespan', kernel: (value: Long) => (value < 0 ? negateLong(value) : value) },
    ],
  },
  real('ceiling', Math.ceil),
  {
    name: 'round',
    overloads: [
      { parameters: ['real', 'long'], optional: 1, returns: 'real', kernel: round },
      {
        parameters: ['decimal', 'long'],
        optional: 1,
        returns: 'decimal',
        kernel: roundDecimal,
      },
    ],
  },
  real('sign', Math.sign),
  real('sqrt', Math.sqrt),
  real('exp', Math.exp),
  real('exp2', (value) => 2 ** value),
  real('exp10', (value) => 10 ** value),
  real('log', logarithm(Math.log)),
  real('log2', logarithm(Math.log2)),
  real('log10', logarithm(Math.log10)),
  real('sin', Math.sin),
  real('cos', Math.cos),
  real('tan', Math.tan),
  real('asin', Math.asin),
  real('acos', Math.acos),
  real('atan', Math.atan),
  real('cot', (value) => 1 / Math.tan(value)),
  real('degrees', (value) => (value * 180) / Math.PI),
  real('radians', (value) => (value * Math.PI) / 180),
  scalar('atan2', { parameters: ['real', 'real'], returns: 'real', kernel: Math.atan2 }),
  scalar('pow', { parameters: ['real', 'real'], returns: 'real', kernel: (base: number, exponent: number) => base ** exponent }),
  scalar('pi', { parameters: [], returns: 'real', kernel: () => Math.PI }),
  scalar('isnan', { parameters: ['real'], returns: 'bool', kernel: (value: number) => Number.isNaN(value) }),
  scalar('isinf', {
    parameters: ['real'],
    returns: 'bool',
    kernel: (value: number) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY,
  }),
  scalar('isfinite', { parameters: ['real'], returns: 'bool', kernel: (value: number) => Number.isFinite(value) }),
  bitwise('binary_and', (a, b) => a & b),
  bitwise('binary_or', (a, b) => a | b),
  bitwise('binary_xor', (a, b) => a ^ b),
  scalar('binary_not', { parameters: ['long'], returns: 'long', kernel: (value: Long) => toLong(~BigInt(value)) }),
  shift('binary_shift_left', (value, by) => value << by),
  shift('binary_shift_right', (value, by) => value >> by),
  scalar('bitset_count_ones', {
    parameters: ['long'],
    returns: 'long',
    kernel: (value: Long) => BigInt.asUintN(64, BigInt(value)).toString(2).replaceAll('0', '').length,
  }),
  {
    name: 'around',
    overloads: [
      { parameters: ['long', 'long', 'long'], returns: 'bool', kernel: around },
      {
        parameters: ['real', 'real', 'real'],
        returns: 'bool',
        kernel: (value: number, center: number, delta: number) => value >= center - delta && value <= center + delta,
      },
      { parameters: ['datetime', 'datetime', 'timespan'], returns: 'bool', kernel: around },
      { parameters: ['timespan', 'timespan', 'timespan'], returns: 'bool', kernel: around },
    ],
  },
  {
    name: 'rand',
    overloads: [
      {
        parameters: ['long'],
        optional: 1,
        returns: 'real',
        volatile: true,
        kernel: (below?: Long) => (below === undefined || below <= 1 ? Math.random() : Math.floor(Math.random() * Number(below))),
      },
    ],
  },
];
