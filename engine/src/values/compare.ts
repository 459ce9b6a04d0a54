/** The order of values. */
import type { KqlType } from '@rulesmith/kql';
import type { DecimalValue } from './decimal.ts';
import { type Dynamic, dynamicToText } from './dynamic.ts';
import type { Long } from './long.ts';
import type { Value } from './value.ts';

/** Ordinal order by code point; JavaScript's own differs for characters beyond U+FFFF. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let position = 0; position < length; position++) {
    const left = a.charCodeAt(position);
    const right = b.charCodeAt(position);
    if (left === right) continue;
    const leftHigh = left >= 0xd800 && left <= 0xdfff;
    const rightHigh = right >= 0xd800 && right <= 0xdfff;
    if (leftHigh !== rightHigh) return leftHigh ? 1 : -1;
    return left - right;
  }
  return a.length - b.length;
}

/** Compares two values of one type, neither null nor NaN. */
export function compareValues(type: KqlType): (a: Value, b: Value) => number {
  switch (type) {
    case 'string':
    case 'guid':
      return (a, b) => compareText(a as string, b as string);
    case 'decimal':
      return (a, b) => (a as DecimalValue).comparedTo(b as DecimalValue);
    case 'bool':
      return (a, b) => Number(a) - Number(b);
    case 'dynamic':
      return (a, b) => compareText(dynamicToText(a as Dynamic), dynamicToText(b as Dynamic));
    default:
      return (a, b) => ((a as Long) < (b as Long) ? -1 : (a as Long) > (b as Long) ? 1 : 0);
  }
}
