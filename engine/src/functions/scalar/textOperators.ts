/** The string operators. Kusto documentation, string operators; kql-semantics 7, 59-63, 84. */

import { compileRegex, type Regex } from '../../regex/regex.ts';
import type { Value } from '../../values/value.ts';
import type { Kernel, ScalarFunction } from '../scalarFunction.ts';
import { fold, occursAsTerm } from './terms.ts';

type Test = (text: string, needle: string) => boolean;

/** A case-sensitive test as the operator of that name, its negation, and, where named, the folding pair. */
function family(test: Test, names: { sensitive: string; insensitive?: string }): ScalarFunction[] {
  const functions = [operator(names.sensitive, test, false), operator(`!${names.sensitive}`, test, true)];
  if (names.insensitive) functions.push(folding(names.insensitive, test, false), folding(`!${names.insensitive}`, test, true));
  return functions;
}

function operator(name: string, test: Test, negated: boolean): ScalarFunction {
  const kernel = negated ? (text: string, needle: string) => !test(text, needle) : test;
  return { name, overloads: [{ parameters: ['string', 'string'], returns: 'bool', kernel }] };
}

/** Folds the constant side once. */
function folding(name: string, test: Test, negated: boolean): ScalarFunction {
  const kernel: Kernel = (text: string, needle: string) => test(fold(text), fold(needle)) !== negated;
  const bind = ([, needle]: readonly (Value | undefined)[]): Kernel => {
    if (typeof needle !== 'string') return kernel;
    const folded = fold(needle);
    return (text: string) => test(fold(text), folded) !== negated;
  };
  return { name, overloads: [{ parameters: ['string', 'string'], returns: 'bool', kernel, bind }] };
}

const contains: Test = (text, needle) => text.includes(needle);
const startsWith: Test = (text, needle) => text.startsWith(needle);
const endsWith: Test = (text, needle) => text.endsWith(needle);
const has: Test = (text, needle) => occursAsTerm(text, needle);
const hasPrefix: Test = (text, needle) => occursAsTerm(text, needle, true, false);
const hasSuffix: Test = (text, needle) => occursAsTerm(text, needle, false, true);

/** Gives `test` the regular expression of a pattern, compiled once where it is constant, else once a pattern. */
export function withRegex(
  position: number,
  use: (regex: Regex, values: readonly Value[]) => Value,
): { kernel: Kernel; bind: (constants: readonly (Value | undefined)[]) => Kernel } {
  const compiled = (pattern: Value): Regex => compileRegex(String(pattern ?? ''));
  return {
    kernel: (...values) => use(compiled(values[position]), values),
    bind: (constants) => {
      const pattern = constants[position];
      if (pattern !== undefined) {
        const regex = compiled(pattern);
        return (...values) => use(regex, values);
      }
      const known = new Map<Value, Regex>();
      return (...values) => {
        const key = values[position];
        let regex = known.get(key);
        if (!regex) {
          regex = compiled(key);
          if (known.size < 1000) known.set(key, regex);
        }
        return use(regex, values);
      };
    },
  };
}

const matchesRegex: ScalarFunction = {
  name: 'matches regex',
  overloads: [{ parameters: ['string', 'string'], returns: 'bool', ...withRegex(1, (regex, [text]) => regex.test(text as string)) }],
};

export const textOperators: readonly ScalarFunction[] = [
  ...family(contains, { sensitive: 'contains_cs', insensitive: 'contains' }),
  ...family(startsWith, { sensitive: 'startswith_cs', insensitive: 'startswith' }),
  ...family(endsWith, { sensitive: 'endswith_cs', insensitive: 'endswith' }),
  ...family(has, { sensitive: 'has_cs', insensitive: 'has' }),
  ...family(hasPrefix, { sensitive: 'hasprefix_cs', insensitive: 'hasprefix' }),
  ...family(hasSuffix, { sensitive: 'hassuffix_cs', insensitive: 'hassuffix' }),
  folding('=~', (a, b) => a === b, false),
  folding('!~', (a, b) => a === b, true),
  matchesRegex,
];
