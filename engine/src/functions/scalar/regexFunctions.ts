/** Functions that take a regular expression (kql-semantics 70-74). */
import type { KqlType } from '@rulesmith/kql';
import { unsupported } from '../../queryError.ts';
import { compileRegex, matchAll, type Regex } from '../../regex/regex.ts';
import type { Dynamic } from '../../values/dynamic.ts';
import type { Long } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import { conversion } from '../conversions.ts';
import type { Kernel, ScalarFunction, ScalarOverload } from '../scalarFunction.ts';
import { withRegex } from './textOperators.ts';

/** Group `group` of the first match, '' where there is none. */
function extract(regex: Regex, group: number, text: string): string {
  const match = regex.exec(text);
  if (!match || group < 0 || group > match.groups.length) return '';
  return group === 0 ? text.slice(match.start, match.end) : (match.groups[group - 1] ?? '');
}

/** One group: a flat array; several: an array of arrays; no match: null. */
function extractAll(regex: Regex, captures: Dynamic | undefined, text: string): Dynamic {
  if (regex.groupCount === 0) throw new Error('`extract_all` needs a capture group in its regular expression');
  const wanted = wantedGroups(regex, captures);
  const found = Array.from(matchAll(regex, text), (match): Dynamic => {
    const groups = wanted.map((group) => (group === 0 ? text.slice(match.start, match.end) : (match.groups[group - 1] ?? '')));
    return groups.length === 1 ? groups[0] : groups;
  });
  return found.length === 0 ? null : found;
}

function wantedGroups(regex: Regex, captures: Dynamic | undefined): number[] {
  if (!Array.isArray(captures)) return Array.from({ length: regex.groupCount }, (_, index) => index + 1);
  return captures
    .map((capture) => (typeof capture === 'string' ? (regex.groupNames.get(capture) ?? -1) : Number(capture)))
    .filter((group) => group >= 0 && group <= regex.groupCount);
}

/** `\1` and `\0` stand for groups; `$1` is plain text (kql-semantics 74). */
function replaceRegex(regex: Regex, text: string, replacement: string): string {
  let result = '';
  let last = 0;
  for (const match of matchAll(regex, text)) {
    const group = (number: number): string => (number === 0 ? text.slice(match.start, match.end) : (match.groups[number - 1] ?? ''));
    result +=
      text.slice(last, match.start) +
      replacement.replace(/\\(\d|\\)/g, (_whole, which: string) => (which === '\\' ? '\\' : group(Number(which))));
    last = match.end;
  }
  return result + text.slice(last);
}

/**
 * The code point at which the match number `occurrence` begins, of those that do not overlap and lie within the range; -1 where there is none,
 * null for arguments that make no sense. A negative start makes none, unlike with `indexof` (recorded answer).
 */
function indexOfRegex(regex: Regex, text: string, start: number, length: number, occurrence: number): number | null {
  if (start < 0 || length < -1 || occurrence < 1) return null;
  const points = Array.from(text);
  const from = points.slice(0, start).join('').length;
  const end = length < 0 ? text.length : points.slice(0, start + length).join('').length;
  const searched = text.slice(from, end);
  let left = occurrence;
  for (const match of matchAll(regex, searched)) {
    if (--left === 0) return start + Array.from(searched.slice(0, match.start)).length;
  }
  return -1;
}

/** Escapes what has a meaning in a pattern. Whether other signs are escaped too differs between the engines of regular expressions. */
function quoteRegex(text: string): string {
  const unsure = /[ -~]/.test(text.replace(/[\w\\^$.|?*+()[\]{}]/g, ''));
  if (unsure) throw unsupported('`regex_quote` of signs that mean nothing in a regular expression');
  return text.replace(/[\\^$.|?*+()[\]{}]/g, (character) => `\\${character}`);
}

/** Takes one match off the start or the end (kql-semantics 70). */
function trimmer(start: boolean, end: boolean): { kernel: Kernel; bind: NonNullable<ScalarOverload['bind']> } {
  const trim = (atStart: Regex, atEnd: Regex, text: string): string => {
    const first = start ? atStart.exec(text) : undefined;
    const rest = first ? text.slice(first.end) : text;
    const last = end ? atEnd.exec(rest) : undefined;
    return last ? rest.slice(0, last.start) : rest;
  };
  const compile = (pattern: string): [Regex, Regex] => [compileRegex(`^(?:${pattern})`), compileRegex(`(?:${pattern})$`)];
  return {
    kernel: (pattern: string, text: string) => trim(...compile(pattern), text),
    bind: ([pattern]) => {
      if (typeof pattern !== 'string') return (each: string, text: string) => trim(...compile(each), text);
      const [atStart, atEnd] = compile(pattern);
      return (_pattern: string, text: string) => trim(atStart, atEnd, text);
    },
  };
}

/** `extract(…, typeof(long))`: the planner calls the function of that type. */
function typedExtracts(): ScalarFunction[] {
  const types: readonly KqlType[] = ['bool', 'int', 'long', 'real', 'decimal', 'datetime', 'timespan', 'guid', 'dynamic'];
  return types.map((type) => {
    const convert = conversion('string', type);
    const use = (regex: Regex, [, group, text]: readonly Value[]): Value => {
      const found = extract(regex, Number(group), text as string);
      return found === '' ? null : (convert?.(found) ?? null);
    };
    return { name: `$extract_${type}`, overloads: [{ parameters: ['string', 'long', 'string'], returns: type, ...withRegex(0, use) }] };
  });
}

export const regexFunctions: readonly ScalarFunction[] = [
  {
    name: 'extract',
    overloads: [
      {
        parameters: ['string', 'long', 'string'],
        returns: 'string',
        ...withRegex(0, (regex, [, group, text]) => extract(regex, Number(group as Long), text as string)),
      },
    ],
  },
  {
    name: 'extract_all',
    aliases: ['extractall'],
    overloads: [
      {
        parameters: ['string', 'string'],
        returns: 'dynamic',
        ...withRegex(0, (regex, [, text]) => extractAll(regex, undefined, text as string)),
      },
      {
        parameters: ['string', 'dynamic', 'string'],
        returns: 'dynamic',
        ...withRegex(0, (regex, [, captures, text]) => extractAll(regex, captures as Dynamic, text as string)),
      },
    ],
  },
  {
    name: 'replace_regex',
    overloads: [
      {
        parameters: ['string', 'string', 'string'],
        returns: 'string',
        ...withRegex(1, (regex, [text, , replacement]) => replaceRegex(regex, text as string, replacement as string)),
      },
    ],
  },
  {
    name: 'replace',
    overloads: [
      {
        parameters: ['string', 'string', 'string'],
        returns: 'string',
        ...withRegex(0, (regex, [, replacement, text]) => replaceRegex(regex, text as string, replacement as string)),
      },
    ],
  },
  {
    name: 'indexof_regex',
    overloads: [
      {
        parameters: ['text', 'text', 'long', 'long', 'long'],
        optional: 3,
        returns: 'long',
        ...withRegex(1, (regex, [text, , start = 0, length = -1, occurrence = 1]) =>
          indexOfRegex(regex, text as string, Number(start), Number(length), Number(occurrence)),
        ),
      },
    ],
  },
  {
    name: 'regex_quote',
    overloads: [{ parameters: ['text'], returns: 'string', kernel: quoteRegex }],
  },
  { name: 'trim', overloads: [{ parameters: ['string', 'string'], returns: 'string', ...trimmer(true, true) }] },
  { name: 'trim_start', overloads: [{ parameters: ['string', 'string'], returns: 'string', ...trimmer(true, false) }] },
  { name: 'trim_end', overloads: [{ parameters: ['string', 'string'], returns: 'string', ...trimmer(false, true) }] },
  {
    name: '$countof_regex',
    overloads: [
      {
        parameters: ['string', 'string'],
        returns: 'long',
        ...withRegex(1, (regex, [text]) => Array.from(matchAll(regex, text as string)).length),
      },
    ],
  },
  ...typedExtracts(),
];
