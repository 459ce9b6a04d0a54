/** Conversions between types. */

import { textOf } from '../text.ts';
import type { Signature } from '../tree.ts';
import { type Type, type Value, wrapLong } from '../values.ts';
import { constants } from './shapes.ts';

const lowest = -(2n ** 63n);
const highest = 2n ** 63n - 1n;

function toText(type: Type | 'tame'): Signature {
  return {
    name: 'tostring',
    parameters: [type],
    returns: 'string',
    takesNull: true,
    apply: (value: Value) => textOf(value, type === 'tame' ? 'real' : type),
  };
}

const numberTexts = constants('string', [
  '12',
  ' 7 ',
  '-3',
  '+4',
  '007',
  '0x1F',
  '0X10',
  '-0x10',
  '12.5',
  '1e3',
  '',
  'abc',
  '9223372036854775807',
  '9223372036854775808',
  '2147483648',
]);
const realTexts = constants('string', ['12', '1e3', '.5', '5.', 'nan', 'inf', '-inf', '0x1F', '1,234', '', 'abc', '-2.25']);
const boolTexts = constants('string', ['true', 'FALSE', '1', '0', '-1', 'yes', '', '1.0']);
const dateTexts = constants('string', [
  '2024-05-01',
  '2024-05-01T12:30:00Z',
  '2024-02-30',
  '2024-05-01 10:00:00.1234567',
  '2024-05-01T00:00:00+02:00',
  '',
  'abc',
]);

/** The integer of a text: decimal with a sign, or hexadecimal without; null where it has more than `bits`. */
export function integerOf(text: string, bits: number): Value {
  const trimmed = text.trim();
  if (/^0x[0-9a-f]+$/i.test(trimmed)) {
    const value = BigInt(trimmed);
    return value < 2n ** BigInt(bits) ? BigInt.asIntN(bits, value) : null;
  }
  if (!/^[+-]?\d+$/.test(trimmed)) return null;
  const value = BigInt(trimmed.replace('+', ''));
  return BigInt.asIntN(bits, value) === value ? value : null;
}

function realOf(text: string): Value {
  if (/^nan$/i.test(text)) return Number.NaN;
  const infinite = /^(-?)inf(inity)?$/i.exec(text);
  if (infinite !== null) return infinite[1] === '-' ? -Infinity : Infinity;
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
}

function boolOf(text: string): Value {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return /^-?\d+$/.test(text) ? Number(text) !== 0 : null;
}

const ticksOf: Readonly<Record<string, bigint>> = {
  '2024-05-01': 638_501_184_000_000_000n,
  '2024-05-01T12:30:00Z': 638_501_634_000_000_000n,
  '2024-05-01 10:00:00.1234567': 638_501_544_001_234_567n,
  '2024-05-01T00:00:00+02:00': 638_501_112_000_000_000n,
};

function truncate(value: number): bigint {
  return value >= 2 ** 63 ? highest : value <= -(2 ** 63) ? lowest : BigInt(Math.trunc(value));
}

function one(name: string, parameter: Signature['parameters'][number], returns: Type, apply: Signature['apply']): Signature {
  return { name, parameters: [parameter], returns, apply };
}

export const conversionSignatures: readonly Signature[] = [
  ...(['bool', 'int', 'long', 'tame', 'string', 'datetime', 'timespan', 'dynamic'] as const).map(toText),
  one('tolong', 'int', 'long', (a: bigint) => a),
  one('tolong', 'tame', 'long', truncate),
  one('tolong', 'bool', 'long', (a: boolean) => (a ? 1n : 0n)),
  one('tolong', 'datetime', 'long', (a: bigint) => a),
  one('tolong', 'timespan', 'long', (a: bigint) => a),
  one('tolong', numberTexts, 'long', (a: string) => integerOf(a, 64)),
  one('tolong', 'string', 'long', (a: string) => integerOf(a, 64)),
  one('toint', 'long', 'int', (a: bigint) => BigInt.asIntN(32, a)),
  one('toint', 'tame', 'int', truncate),
  one('toint', 'bool', 'int', (a: boolean) => (a ? 1n : 0n)),
  one('toint', numberTexts, 'int', (a: string) => integerOf(a, 32)),
  one('toint', 'string', 'int', (a: string) => integerOf(a, 32)),
  one('todouble', 'int', 'real', (a: bigint) => Number(a)),
  one('todouble', 'long', 'real', (a: bigint) => Number(a)),
  one('todouble', 'bool', 'real', (a: boolean) => (a ? 1 : 0)),
  one('todouble', realTexts, 'real', realOf),
  one('tobool', 'long', 'bool', (a: bigint) => a !== 0n),
  one('tobool', boolTexts, 'bool', boolOf),
  one('todatetime', dateTexts, 'datetime', (a: string) => ticksOf[a] ?? null),
  one('totimespan', 'long', 'timespan', (a: bigint) => wrapLong(a)),
];
