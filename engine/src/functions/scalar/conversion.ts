/** `tostring`, `tolong` and the other conversions (kql-semantics 12, 25-30, 49-52, 86). */
import type { KqlType } from '@rulesmith/kql';
import { type Dynamic, dynamicTypeName } from '../../values/dynamic.ts';
import type { Long } from '../../values/long.ts';
import { parseJson } from '../../values/parseJson.ts';
import type { Value } from '../../values/value.ts';
import { conversion, toDynamic } from '../conversions.ts';
import type { ScalarFunction, ScalarOverload } from '../scalarFunction.ts';

const sources: readonly KqlType[] = ['bool', 'int', 'long', 'real', 'decimal', 'string', 'datetime', 'timespan', 'guid', 'dynamic'];

/** An overload for each type that converts to `to`. */
function to(type: KqlType, name: string, ...aliases: string[]): ScalarFunction {
  const overloads = sources.flatMap((from) => {
    const kernel = conversion(from, type);
    return kernel ? [{ parameters: [from], returns: type, kernel }] : [];
  });
  return { name, aliases, overloads };
}

/** Text that is not JSON is itself, as a string (kql-semantics 86). */
export function jsonOrText(text: string): Dynamic {
  if (text === '') return null;
  return parseJson(text) ?? (parseJson(text) === null ? null : text);
}

const parse: ScalarFunction = {
  name: 'parse_json',
  aliases: ['parsejson', 'todynamic', 'toobject'],
  overloads: [
    { parameters: ['string'], returns: 'dynamic', kernel: jsonOrText },
    { parameters: ['dynamic'], returns: 'dynamic', kernel: (value: Dynamic) => (typeof value === 'string' ? jsonOrText(value) : value) },
    ...sources
      .filter((type) => type !== 'string' && type !== 'dynamic')
      .map((type) => ({ parameters: [type], returns: 'dynamic' as const, kernel: (value: Value) => toDynamic(value, type) })),
  ],
};

const gettype: ScalarFunction = {
  name: 'gettype',
  overloads: [
    { parameters: ['dynamic'], returns: 'string', nulls: 'kernel', kernel: (value: Dynamic) => dynamicTypeName(value) },
    ...sources
      .filter((type) => type !== 'dynamic')
      .map((type) => ({ parameters: [type], returns: 'string' as const, nulls: 'kernel' as const, kernel: () => type })),
  ],
};

/** Two's complement of the type's width; `width` is the least number of digits, 16 at most. */
function hexOf(type: 'int' | 'long', bits: number): ScalarOverload {
  const kernel = (value: Long, width: Long = 0): string =>
    BigInt.asUintN(bits, BigInt(value))
      .toString(16)
      .padStart(Math.min(16, Number(width)), '0');
  return { parameters: [type, 'long'], optional: 1, returns: 'string', kernel };
}

export const conversions: readonly ScalarFunction[] = [
  to('string', 'tostring'),
  to('long', 'tolong'),
  to('int', 'toint'),
  to('real', 'todouble', 'toreal'),
  to('decimal', 'todecimal'),
  to('bool', 'tobool', 'toboolean'),
  to('datetime', 'todatetime'),
  to('timespan', 'totimespan', 'totime'),
  to('guid', 'toguid'),
  parse,
  gettype,
  { name: 'tohex', overloads: [hexOf('int', 32), hexOf('long', 64)] },
];
