/** Matching one text against the pattern of `parse`. */
import type { ScalarType } from '@rulesmith/kql';
import { compileRegex } from '../regex/regex.ts';
import type { PlannedPart } from './parse.ts';

/** The text of each column of the pattern; undefined where the text does not match. An item is undefined for a column that found nothing. */
export type ParsePattern = (text: string) => readonly (string | undefined)[] | undefined;

/** What a typed column takes before a literal or the next column, so that `n:long` ends where the number does. */
const typedText: Partial<Record<ScalarType, RegExp>> = {
  long: /^\s*[+-]?\d+/,
  int: /^\s*[+-]?\d+/,
  real: /^\s*[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/,
  decimal: /^\s*[+-]?\d+(?:\.\d+)?/,
  bool: /^\s*(?:true|false|\d)/i,
};

/** Whether `simplePattern` knows where a column of the type ends that no literal follows. */
export function endsByItself(type: ScalarType): boolean {
  return typedText[type] !== undefined;
}

/** Literals are found one after the other, each at its first place; a column is what lies between. */
export function simplePattern(parts: readonly PlannedPart[]): ParsePattern {
  return (text) => {
    const values: (string | undefined)[] = [];
    let position = 0;
    for (let index = 0; index < parts.length; index++) {
      const part = parts[index];
      if (part.kind === 'text') {
        const skips = index > 0 && parts[index - 1].kind !== 'text';
        const at = skips ? text.indexOf(part.text, position) : text.startsWith(part.text, position) ? position : -1;
        if (at < 0) return undefined;
        position = at + part.text.length;
        continue;
      }
      const end = endOfColumn(text, position, parts, index);
      if (end === undefined) return undefined;
      if (part.kind === 'column') values.push(end === noValue ? undefined : text.slice(position, end));
      if (end !== noValue) position = end;
    }
    return position === text.length || lastTakesAll(parts) ? values : undefined;
  };
}

function lastTakesAll(parts: readonly PlannedPart[]): boolean {
  return parts[parts.length - 1]?.kind !== 'column';
}

/** The end of a column whose type isn't at its place: it has no value, and what follows begins where it does. */
const noValue = -1;

/** Where the column or gap at `index` ends: at the next literal, behind the number that a `*` follows, or at the end of the text. */
function endOfColumn(text: string, position: number, parts: readonly PlannedPart[], index: number): number | undefined {
  const part = parts[index];
  const next = parts[index + 1];
  if (next === undefined) return text.length;
  if (next.kind === 'text') {
    const at = text.indexOf(next.text, position);
    return at < 0 ? undefined : at;
  }
  if (part.kind !== 'column') return text.length;
  const own = typedText[part.type]?.exec(text.slice(position));
  return own ? position + own[0].length : noValue;
}

/** Each column is a greedy group (lazy with flag `U`), each literal a regular expression (kql-semantics 138). */
export function regexPattern(parts: readonly PlannedPart[], flags: string): ParsePattern {
  const groups: number[] = [];
  let count = 0;
  const source = parts.map((part) => {
    if (part.kind === 'text') {
      count += compileRegex(part.text).groupCount;
      return part.text;
    }
    if (part.kind === 'skip') return '.*?';
    groups.push(++count);
    return typedGroup(part.type);
  });
  const regex = compileRegex(`^${source.join('')}`, {
    ignoreCase: flags.includes('i'),
    dotAll: flags.includes('s'),
    ungreedy: flags.includes('U'),
    multiline: flags.includes('m'),
  });
  return (text) => {
    const match = regex.exec(text);
    return match && groups.map((group) => match.groups[group - 1]);
  };
}

function typedGroup(type: ScalarType): string {
  switch (type) {
    case 'long':
    case 'int':
      return '([+-]?\\d+)';
    case 'real':
    case 'decimal':
      return '([+-]?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)';
    default:
      return '(.*)';
  }
}
