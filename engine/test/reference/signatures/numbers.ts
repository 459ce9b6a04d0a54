/** Arithmetic and functions of numbers. */

import type { Parameter, Signature } from '../tree.ts';
import { compareValues, floorDivide, type Value, wrapLong } from '../values.ts';
import { constants, infix } from './shapes.ts';

const smallLongs = constants('long', [0n, 1n, 2n, 3n, 7n, -1n, -3n, 10n, 64n]);
const places = constants('long', [0n, 1n]);
const shifts = constants('long', [0n, 1n, 5n, 31n, 63n]);

function divide(a: bigint, b: bigint): Value {
  return b === 0n ? null : wrapLong(a / b);
}

function modulo(a: bigint, b: bigint): Value {
  if (b === 0n) return null;
  const rest = a % b;
  return rest < 0n ? rest + (b < 0n ? -b : b) : rest;
}

function moduloReal(a: number, b: number): Value {
  const rest = a % b;
  return rest < 0 ? rest + Math.abs(b) : rest;
}

/** Longs and ints by the same rules: any operation on them gives a long. */
const arithmetic: readonly Signature[] = (
  [
    ['long', 'long'],
    ['int', 'long'],
    ['long', 'int'],
    ['int', 'int'],
  ] as const
).flatMap((parameters): Signature[] => [
  infix('+', parameters, 'long', (a: bigint, b: bigint) => wrapLong(a + b)),
  infix('-', parameters, 'long', (a: bigint, b: bigint) => wrapLong(a - b)),
  infix('*', parameters, 'long', (a: bigint, b: bigint) => wrapLong(a * b)),
  infix('/', parameters, 'long', divide),
  infix('%', parameters, 'long', modulo),
]);

const mixed = (
  [
    ['real', 'real'],
    ['real', 'long'],
    ['int', 'real'],
  ] as const
).flatMap((parameters): Signature[] => [
  infix('+', parameters, 'real', (a: number | bigint, b: number | bigint) => Number(a) + Number(b)),
  infix('-', parameters, 'real', (a: number | bigint, b: number | bigint) => Number(a) - Number(b)),
  infix('*', parameters, 'real', (a: number | bigint, b: number | bigint) => Number(a) * Number(b)),
  infix('/', parameters, 'real', (a: number | bigint, b: number | bigint) => Number(a) / Number(b)),
]);

function real(name: string, parameters: readonly Parameter[], apply: (...values: number[]) => Value): Signature {
  return { name, parameters, returns: 'real', apply: (...values: number[]) => apply(...values) };
}

function roundHalfAway(x: number, digits: bigint): number {
  const scale = 10 ** Number(digits);
  const scaled = Math.abs(x) * scale;
  return (Math.sign(x) * Math.floor(scaled + 0.5)) / scale;
}

/** The greater or the less of what is there; NaN before all. */
function extreme(sign: number) {
  return (...values: Value[]): Value => {
    const there = values.filter((value) => value !== null);
    if (there.length === 0) return null;
    return there.reduce((best, value) => {
      if (Number.isNaN(best) || Number.isNaN(value)) return Number.NaN;
      return compareValues(value, best) * sign > 0 ? value : best;
    });
  };
}

export const numberSignatures: readonly Signature[] = [
  ...arithmetic,
  ...mixed,
  infix('%', ['tame', 'tame'], 'real', moduloReal),
  { name: '-', parameters: ['long'], returns: 'long', apply: (a: bigint) => wrapLong(-a), render: ([a]) => `(-(${a}))` },
  { name: '-', parameters: ['real'], returns: 'real', apply: (a: number) => -a, render: ([a]) => `(-(${a}))` },
  {
    name: 'bin',
    parameters: ['long', smallLongs],
    returns: 'long',
    apply: (a: bigint, n: bigint) => (n <= 0n ? null : wrapLong(floorDivide(a, n) * n)),
  },
  {
    name: 'bin',
    parameters: ['tame', constants('real', [0.5, 2, 0.25, 10, 0, -1])],
    returns: 'real',
    apply: (a: number, n: number) => (n <= 0 ? null : Math.floor(a / n) * n),
  },
  { name: 'abs', parameters: ['long'], returns: 'long', apply: (a: bigint) => wrapLong(a < 0n ? -a : a) },
  real('abs', ['real'], Math.abs),
  { name: 'sign', parameters: ['long'], returns: 'real', apply: (a: bigint) => (a > 0n ? 1 : a < 0n ? -1 : 0) },
  real('sqrt', ['real'], Math.sqrt),
  real('exp', ['tame'], Math.exp),
  real('pow', ['tame', constants('real', [2, 0, 3])], (a, b) => a ** b),
  real('log', ['real'], (a) => (a < 0 ? null : Math.log(a))),
  real('ceiling', ['tame'], Math.ceil),
  {
    name: 'floor',
    parameters: ['tame', constants('real', [0.5, 1])],
    returns: 'real',
    apply: (a: number, n: number) => Math.floor(a / n) * n,
  },
  { name: 'round', parameters: ['tame', places], returns: 'real', apply: roundHalfAway },
  { name: 'isnan', parameters: ['real'], returns: 'bool', apply: (a: number) => Number.isNaN(a) },
  { name: 'isinf', parameters: ['real'], returns: 'bool', apply: (a: number) => a === Infinity || a === -Infinity },
  { name: 'isfinite', parameters: ['real'], returns: 'bool', apply: (a: number) => Number.isFinite(a) },
  { name: 'max_of', parameters: ['long', 'long', 'long'], returns: 'long', takesNull: true, apply: extreme(1) },
  { name: 'min_of', parameters: ['long', 'long'], returns: 'long', takesNull: true, apply: extreme(-1) },
  { name: 'max_of', parameters: ['real', 'real'], returns: 'real', takesNull: true, apply: extreme(1) },
  { name: 'min_of', parameters: ['real', 'real'], returns: 'real', takesNull: true, apply: extreme(-1) },
  { name: 'max_of', parameters: ['datetime', 'datetime'], returns: 'datetime', takesNull: true, apply: extreme(1) },
  { name: 'binary_and', parameters: ['long', 'long'], returns: 'long', apply: (a: bigint, b: bigint) => wrapLong(a & b) },
  { name: 'binary_or', parameters: ['long', 'long'], returns: 'long', apply: (a: bigint, b: bigint) => wrapLong(a | b) },
  { name: 'binary_xor', parameters: ['long', 'long'], returns: 'long', apply: (a: bigint, b: bigint) => wrapLong(a ^ b) },
  { name: 'binary_not', parameters: ['long'], returns: 'long', apply: (a: bigint) => ~a },
  { name: 'binary_shift_left', parameters: ['long', shifts], returns: 'long', apply: (a: bigint, n: bigint) => wrapLong(a << n) },
  { name: 'tohex', parameters: ['long'], returns: 'string', apply: (a: bigint) => BigInt.asUintN(64, a).toString(16) },
  {
    name: 'tohex',
    parameters: ['long', constants('long', [4n, 12n])],
    returns: 'string',
    apply: (a: bigint, width: bigint) => BigInt.asUintN(64, a).toString(16).padStart(Number(width), '0'),
  },
  { name: 'max_of', parameters: ['int', 'int'], returns: 'int', takesNull: true, apply: extreme(1) },
  real('log10', [constants('real', [100, 1000, 1])], Math.log10),
  real('exp2', ['tame'], (a) => 2 ** a),
  {
    name: 'bitset_count_ones',
    parameters: ['long'],
    returns: 'long',
    apply: (a: bigint) => BigInt(BigInt.asUintN(64, a).toString(2).replaceAll('0', '').length),
  },
];
