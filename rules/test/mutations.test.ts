import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyEdits, orderEdits } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import type { RuleDiagnostic } from '../src/diagnostic.ts';
import { corpusRuleFiles, readCorpusFile } from './corpus.ts';
import { type Mutation, mutations } from './mutations.ts';
import { ruleWith, testService } from './service.ts';

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
  return placed.flatMap((each) => fixComplaints(broken, each, after)).at(0);
}

/** Each fix on offer takes its finding away, and brings no error that was not there. */
function fixComplaints(broken: string, { code, message, fixes }: RuleDiagnostic, before: readonly RuleDiagnostic[]): string[] {
  return fixes.flatMap(({ title, edits }) => {
    const after = found(applyEdits(broken, orderEdits(edits)));
    const isGone = after.filter((each) => each.code === code).length < before.filter((each) => each.code === code).length;
    const worse = after.filter((each) => each.severity === 'error' && !before.some((known) => known.code === each.code));
    if (!isGone) return [`\`${title}\` leaves ${code} ${message}`];
    return worse.map((each) => `\`${title}\` brings ${each.code} ${each.message}`);
  });
}

const rich = ruleWith({
  customDetails: '\n  Attempts: Failures',
  alertDetailsOverride: '\n  alertDisplayNameFormat: "{{Failures}} failed logons from {{cIP}}"',
});

test('there are thirty mutations and more, and a rule that each of them breaks', () => {
  expect(mutations.length).toBeGreaterThanOrEqual(30);
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

/** Each rule, or one of so many. */
const step = process.env.RULESMITH_ALL === undefined ? 12 : 1;
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
    }
    console.log(`${count} mutations of published rules, ${complaints.length} not reported as they should be\n${complaints.join('\n')}`);
    expect(complaints.length).toBeLessThanOrEqual(count / 100);
  },
  600_000,
);
