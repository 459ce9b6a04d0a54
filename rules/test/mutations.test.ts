import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyEdits, orderEdits } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import type { RuleDiagnostic } from '../src/diagnostic.ts';
import { corpusRuleFiles, readCorpusFile } from './corpus.ts';
import { fieldMutations } from './fieldMutations.ts';
import { mutations as firstMutations, type Mutation } from './mutations.ts';
import { type QueryMutation, queryMutations } from './queryMutations.ts';
import { queryOf, queryStyles, withQuery } from './queryStyles.ts';
import { ruleWith, testService } from './service.ts';

const mutations = [...firstMutations, ...fieldMutations];
const ok = resolve(import.meta.dirname, '../../test-fixtures/rules/ok');
const demo = resolve(import.meta.dirname, '../../test-fixtures/workspaces/demo/rules');

function found(text: string): readonly RuleDiagnostic[] {
  return testService().diagnostics(testService().document('file:///mutated.yaml', Math.random(), text));
}

const lineOf = (text: string, offset: number) => text.slice(0, offset).split('\n').length;

/** The line, from 1, that a finding about the mutation belongs on. */
function expectedLines(before: string, after: string, { line }: Mutation): number[] {
  const lines = after.split('\n');
  const all = lines.map((_, index) => index + 1);
  if (line !== undefined) return all.filter((number) => line.test(lines[number - 1] ?? ''));
  const old = before.split('\n');
  return all.filter((number) => lines[number - 1] !== old[number - 1]);
}

/** What is wrong with how a mutation is reported; undefined where it is reported as it should be. */
function complaint(text: string, mutation: Mutation, before = found(text)): string | undefined {
  const broken = mutation.breakRule(text);
  if (broken === undefined) return undefined;
  const after = found(broken);
  const news = after.filter((each) => !before.some(({ code, message }) => code === each.code && message === each.message));
  const reported = news.filter(({ code }) => mutation.codes.includes(code));
  const shown = news.map(({ code, message, span }) => `${lineOf(broken, span.start)}: ${code} ${message}`).join('; ');
  if (reported.length === 0) return `not reported, but: ${shown}`;
  const lines = expectedLines(text, broken, mutation);
  const placed = reported.filter(({ span }) => lines.includes(lineOf(broken, span.start)));
  if (placed.length === 0) return `not on line ${lines.join(' or ')}: ${shown}`;
  const said = placed.map(({ message, fixes }) => [message, ...fixes.map(({ title }) => title)].join(' / '));
  if (!said.some((each) => mutation.remedy.test(each))) return `no remedy: ${shown}`;
  return news.flatMap((each) => fixComplaints(broken, each, [...after, ...before])).at(0) ?? restoreComplaint(broken, before, mutation);
}

const applied = (text: string, edits: RuleDiagnostic['fixes'][number]['edits']) => applyEdits(text, orderEdits(edits));

/** What no fix may touch: lines that are comments, and how lines end. */
const untouched = (text: string) => [...text.split(/\r?\n/).filter((line) => /^\s*(?:#|\/\/)/.test(line)), /(?<!\r)\n/.test(text)];

/** Each fix on offer takes its finding away, brings nothing that was neither there nor in the sound rule, and leaves comments and line breaks. */
function fixComplaints(broken: string, { code, message, fixes }: RuleDiagnostic, known: readonly RuleDiagnostic[]): string[] {
  const count = (found: readonly RuleDiagnostic[]) => found.filter((each) => each.code === code && each.message === message).length;
  return fixes.flatMap(({ title, edits }) => {
    const fixed = applied(broken, edits);
    const after = found(fixed);
    if (count(after) >= count(found(broken))) return [`\`${title}\` leaves ${code} ${message}`];
    if (code !== 'YAML006' && untouched(fixed).join('\n') !== untouched(broken).join('\n'))
      return [`\`${title}\` touches comments or line breaks`];
    const worse = after.filter((each) => each.severity !== 'info' && !known.some((one) => one.code === each.code));
    return worse.map((each) => `\`${title}\` brings ${each.code} ${each.message}`);
  });
}

/** Where what was written is certain, a fix writes it again. */
function restoreComplaint(broken: string, before: readonly RuleDiagnostic[], { isRestored }: Mutation): string | undefined {
  if (isRestored !== true) return undefined;
  const shown = (all: readonly RuleDiagnostic[]) => all.map(({ code, message }) => `${code} ${message}`).join('\n');
  const results = found(broken).flatMap(({ fixes }) => fixes.map(({ edits }) => shown(found(applied(broken, edits)))));
  return results.includes(shown(before)) ? undefined : 'no fix restores the rule';
}

const rich = ruleWith({
  customDetails: '\n  Attempts: Failures',
  alertDetailsOverride: '\n  alertDisplayNameFormat: "{{Failures}} failed logons from {{cIP}}"',
});

/** What is wrong with how a mistake in the query is reported, in a style; undefined where it is as it should be, or cannot be written so. */
function queryComplaint(text: string, mutation: QueryMutation, style: string): string | undefined {
  const write = queryStyles[style] as (kql: string) => string | undefined;
  const kql = queryOf(text) ?? '';
  const mutated = mutation.breakQuery(kql);
  const sound = withQuery(text, kql, write);
  const broken = mutated === undefined ? undefined : withQuery(text, mutated, write);
  if (sound === undefined || broken === undefined || queryOf(sound) === undefined || !mutation.line.test(broken)) return undefined;
  return complaint(sound, { ...mutation, breakRule: () => broken }) ?? repairComplaint(broken, mutation);
}

function repairComplaint(broken: string, { repaired, codes }: QueryMutation): string | undefined {
  if (repaired === undefined) return undefined;
  const texts = found(broken).flatMap(({ fixes }) => fixes.map(({ edits }) => applied(broken, edits)));
  const isRepaired = (text: string) =>
    queryOf(text)?.includes(repaired) === true && !found(text).some(({ code, severity }) => severity === 'error' && codes.includes(code));
  return texts.some(isRepaired) ? undefined : `no fix writes ${repaired}`;
}

test('there are thirty mutations and more, and a rule that each of them breaks', () => {
  expect(firstMutations.length).toBeGreaterThanOrEqual(30);
  expect(fieldMutations.length + queryMutations.length).toBeGreaterThanOrEqual(100);
  expect(found(rich)).toEqual([]);
  expect(mutations.filter(({ breakRule }) => breakRule(rich) === undefined).map(({ name }) => name)).toEqual([]);
});

describe('a sound rule that is broken in one way is reported, on its line, with its remedy', () => {
  const sound = [rich, ...[ok, demo].flatMap((folder) => readdirSync(folder).map((name) => readFileSync(resolve(folder, name), 'utf8')))];
  test.each(mutations.map((mutation) => [mutation.name, mutation] as const))('%s', (_, mutation) => {
    const complaints = sound.filter((text) => /^kind: /m.test(text)).flatMap((text) => complaint(text, mutation) ?? []);
    expect(complaints).toEqual([]);
  });
});

describe('a mistake in a query is reported so in every style of YAML', () => {
  test.each(Object.keys(queryStyles))('%s', (style) => {
    const complaints = queryMutations.flatMap((mutation) => {
      const wrong = queryComplaint(rich, mutation, style);
      return wrong === undefined ? [] : `${mutation.name}: ${wrong}`;
    });
    expect(complaints).toEqual([]);
  });
});

test('mistakes are reported so in a file with the line breaks of Windows', () => {
  const crlf = (text: string) => text.replaceAll(/\r?\n/g, '\r\n');
  const sound = crlf(rich);
  const complaints = mutations.flatMap((mutation) => {
    const broken = mutation.breakRule(rich);
    const wrong = broken === undefined ? undefined : complaint(sound, { ...mutation, breakRule: () => crlf(broken) });
    return wrong === undefined ? [] : `${mutation.name}: ${wrong}`;
  });
  expect(complaints).toEqual([]);
});

/** Each rule, or one of so many. */
const step = process.env.RULESMITH_ALL === undefined ? 20 : 1;
const corpus = corpusRuleFiles()
  .filter((path) => path.includes('Detections'))
  .filter((_, index) => index % step === 0);

/** A rule that is older than `kind` and `version`, with both. */
function asOfToday(text: string): string {
  const missing = ['version: 1.0.0', 'kind: Scheduled'].filter((line) => !text.includes(`\n${line.slice(0, line.indexOf(':'))}:`));
  return `${text.replace(/\s*$/, '\n')}${missing.map((line) => `${line}\n`).join('')}`;
}

test.skipIf(corpus.length === 0)(
  'at least 99 of 100 mutations of published rules are reported so',
  () => {
    let count = 0;
    const complaints: string[] = [];
    for (const path of corpus) {
      const text = asOfToday(readCorpusFile(path));
      const before = found(text);
      if (before.some(({ severity }) => severity === 'error')) continue;
      // A name that is unknown or columns that only a run tells: any column may exist.
      const isOpen = before.some(({ code }) => code === 'KQL004' || code === 'XOUT005');
      for (const mutation of mutations) {
        if (mutation.breakRule(text) === undefined || (isOpen && mutation.needsColumns)) continue;
        count++;
        const wrong = complaint(text, mutation, before);
        if (wrong !== undefined) complaints.push(`${mutation.name}: ${path.split('/').at(-1)}: ${wrong}`);
      }
      const styles = Object.keys(queryStyles);
      for (const [index, mutation] of queryMutations.entries()) {
        if (isOpen && mutation.needsColumns) continue;
        count++;
        // Each mistake in another style from rule to rule.
        const wrong = queryComplaint(text, mutation, styles[(index + text.length) % styles.length] as string);
        if (wrong !== undefined) complaints.push(`${mutation.name}: ${path.split('/').at(-1)}: ${wrong}`);
      }
    }
    console.log(`${count} mutations of published rules, ${complaints.length} not reported as they should be\n${complaints.join('\n')}`);
    expect(complaints.length).toBeLessThanOrEqual(count / 100);
  },
  600_000,
);
