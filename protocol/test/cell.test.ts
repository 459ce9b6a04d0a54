import { expect, test } from 'vitest';
import { type EncodedValue, toCell } from '../src/index.ts';

/** A stand-in for the engine's own writer: JSON with bigints as plain integers. */
function stringify(value: EncodedValue): string {
  if (typeof value === 'bigint') return value.toString();
  return Array.isArray(value) ? `[${value.map(stringify).join(',')}]` : JSON.stringify(value);
}

test.each<[string, EncodedValue, string, unknown]>([
  ['null stays null', null, 'long', null],
  ['a safe long is a number', 5n, 'long', 5],
  ['the largest safe long is a number', 9007199254740991n, 'long', 9007199254740991],
  ['a larger long is its digits', 9007199254740993n, 'long', '9007199254740993'],
  ['a long below the safe ones is its digits', -9223372036854775808n, 'long', '-9223372036854775808'],
  ['a string stays', 'x', 'string', 'x'],
  ['a dynamic string is JSON text', 'x', 'dynamic', '"x"'],
  ['a dynamic list is JSON text with exact numbers', [1n, 9007199254740993n], 'dynamic', '[1,9007199254740993]'],
  ['a dynamic null is null', null, 'dynamic', null],
  ['a bool stays', true, 'bool', true],
])('%s', (_name, value, type, expected) => {
  expect(toCell(value, type, stringify)).toBe(expected);
});
