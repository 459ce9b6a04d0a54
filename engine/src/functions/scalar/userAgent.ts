/**
 * `parse_user_agent`: what the regular expressions of the ua-parser project find in a user agent, which is what Kusto's documentation describes.
 * The set is that of `uap-core` (its version is in the generated file); Kusto does not say which version it has, so browsers and devices that
 * only one of the two knows may differ.
 */

import { unsupported } from '../../queryError.ts';
import { compileRegex, type Regex, type RegexMatch } from '../../regex/regex.ts';
import { ColumnBuilder } from '../../table/builder.ts';
import { type Column, ConstantColumn, type PhysicalColumn } from '../../table/column.ts';
import type { Dynamic, DynamicBag } from '../../values/dynamic.ts';
import type { Value } from '../../values/value.ts';
import type { KernelContext, ScalarFunction } from '../scalarFunction.ts';
import { type RequiredTexts, requiredTexts } from './requiredText.ts';
import { browserPatterns, devicePatterns, systemPatterns } from './userAgentPatterns.generated.ts';

/** A pattern and what its match means: for each key a template with `$1` for what a group found; '' takes the group of the key's position. */
interface Pattern {
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly templates: readonly string[];
  /** What every match contains, in lower case. */
  readonly required: RequiredTexts;
}

/** One thing to look for: the keys of its bag, and the group that each key takes by default; 0 for none. */
interface Target {
  readonly name: string;
  readonly keys: readonly string[];
  readonly groups: readonly number[];
  readonly patterns: string;
}

const targets: ReadonlyMap<string, Target> = new Map([
  [
    'browser',
    { name: 'Browser', keys: ['Family', 'MajorVersion', 'MinorVersion', 'Patch'], groups: [1, 2, 3, 4], patterns: browserPatterns },
  ],
  [
    'os',
    {
      name: 'OperatingSystem',
      keys: ['Family', 'MajorVersion', 'MinorVersion', 'Patch', 'PatchMinor'],
      groups: [1, 2, 3, 4, 5],
      patterns: systemPatterns,
    },
  ],
  ['device', { name: 'Device', keys: ['Family', 'Brand', 'Model'], groups: [1, 0, 1], patterns: devicePatterns }],
]);

/** The patterns of a target, compiled as they are needed: most never are. */
class Matcher {
  readonly target: Target;
  readonly #patterns: readonly Pattern[];
  readonly #compiled: (Regex | undefined)[] = [];

  constructor(target: Target) {
    this.target = target;
    this.#patterns = target.patterns
      .split('\n')
      .filter((line) => line !== '')
      .map(readPattern);
  }

  /** The bag of what the first pattern that matches says; family `Other` where none does. */
  match(agent: string): DynamicBag {
    // Beyond ASCII there are letters whose lower case is not what a pattern takes for the same.
    const lower = isAscii(agent) ? agent.toLowerCase() : undefined;
    for (let index = 0; index < this.#patterns.length; index++) {
      const { source, ignoreCase, required, templates } = this.#patterns[index];
      if (lower !== undefined && !required.every((texts) => texts.some((text) => lower.includes(text)))) continue;
      this.#compiled[index] ??= compileRegex(source, { ignoreCase });
      const match = this.#compiled[index]?.exec(agent);
      if (match) return this.#bag((position) => filled(templates[position], match, this.target.groups[position]));
    }
    return this.#bag((position) => (position === 0 ? 'Other' : ''));
  }

  #bag(valueAt: (position: number) => string): DynamicBag {
    return new Map(this.target.keys.map((key, position): [string, Dynamic] => [key, valueAt(position)]));
  }
}

function readPattern(line: string): Pattern {
  const [flags, source, ...templates] = line.split('\t');
  return {
    source,
    ignoreCase: flags === 'i',
    templates,
    required: requiredTexts(source).map((texts) => texts.map((text) => text.toLowerCase())),
  };
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

const matchers = new Map<string, Matcher>();

/** Made when first asked for: reading a thousand patterns takes some time. */
function matcherOf(name: string, target: Target): Matcher {
  const known = matchers.get(name) ?? new Matcher(target);
  matchers.set(name, known);
  return known;
}

function filled(template: string | undefined, match: RegexMatch, group: number): string {
  if (!template) return group === 0 ? '' : (match.groups[group - 1] ?? '');
  return template.replace(/\$(\d)/g, (_, digit: string) => match.groups[Number(digit) - 1] ?? '').trim();
}

/** What to look for, from the second argument: one name, or an array of them. */
function matchersFor(lookFor: Value): Matcher[] {
  const names: readonly Value[] = Array.isArray(lookFor) ? lookFor : [lookFor];
  if (names.length === 0 || !names.every((name) => typeof name === 'string' && targets.has(name)))
    throw unsupported('`parse_user_agent` of something else than "browser", "os" and "device"');
  return [...targets].filter(([name]) => names.includes(name)).map(([name, target]) => matcherOf(name, target));
}

function parseAgents(args: readonly Column[], context: KernelContext): PhysicalColumn {
  const [agents, lookFor] = args.map((arg) => arg.force());
  if (lookFor.kind !== 'constant') throw unsupported('`parse_user_agent` with a second argument that is not constant');
  const wanted = matchersFor(lookFor.value);
  const parse = (agent: string): DynamicBag => new Map(wanted.map((matcher) => [matcher.target.name, matcher.match(agent)]));
  if (agents.kind === 'constant') return new ConstantColumn('dynamic', parse(agents.value as string), context.rowCount);
  const builder = new ColumnBuilder('dynamic', context.rowCount);
  for (let row = 0; row < context.rowCount; row++) {
    if ((row & 0xff) === 0) context.checkpoint();
    builder.set(row, parse(agents.get(row) as string));
  }
  return builder.finish();
}

export const userAgents: readonly ScalarFunction[] = [
  {
    name: 'parse_user_agent',
    overloads: (['string', 'dynamic'] as const).map((lookFor) => ({
      parameters: ['string', lookFor] as const,
      returns: 'dynamic' as const,
      kernel: () => null,
      columns: parseAgents,
    })),
  },
];
