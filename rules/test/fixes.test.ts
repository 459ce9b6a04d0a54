import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { applyEdits, orderEdits } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { checks } from '../src/checks/index.ts';
import type { Fix } from '../src/diagnostic.ts';
import type { RuleService } from '../src/ruleService.ts';
import { type Example, exampleOf, pageText, serviceFor } from './checkPage.ts';
import { testService } from './service.ts';

/** A file with findings, the service that knows the files beside it, and whether it is meant for the repository. */
interface Case {
  readonly example: Example;
  readonly service: RuleService;
  readonly repositoryMode: boolean;
}

function findings({ service, repositoryMode }: Case, { text, path }: Example) {
  return service.diagnostics(service.document(`file:///${path}`, Math.random(), text), { repositoryMode });
}

const applied = (text: string, { edits }: Fix) => applyEdits(text, orderEdits(edits));

/** The codes of `before` that are left out in `after`, and those that came about. */
function change(before: readonly string[], after: readonly string[]) {
  const left = [...after];
  const gone = before.filter((code) => {
    const at = left.indexOf(code);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return { gone, new: left };
}

/** The comments and empty lines of a file, which no fix may touch. */
function commentsAndGaps(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => /^\s*(?:#|\/\/|$)/.test(line));
}

/** What other checks can only tell once the mistake is gone: the tables of a connector, the columns of a query. */
const revealed: Readonly<Record<string, readonly string[]>> = {
  CONN004: ['CONN009'],
  CONN005: ['CONN009'],
  KQL004: ['XOUT001'],
};

const withBreaks = (text: string) => text.replaceAll(/\r?\n/g, '\r\n');
const folder = resolve(import.meta.dirname, '../../test-fixtures/rules/err');

async function casesOf(code: string): Promise<Case[]> {
  const check = checks.find((each) => each.code === code);
  if (check === undefined) throw new Error(`no check ${code}`);
  const page = pageText(check);
  return [{ example: exampleOf(page, 'Example'), service: await serviceFor(page), repositoryMode: check.repositoryOnly === true }];
}

function expectFixesToSettle(each: Case): number {
  const before = findings(each, each.example);
  const codes = before.map(({ code }) => code);
  const { text } = each.example;
  let count = 0;
  for (const { code, fixes, span } of before) {
    for (const fix of fixes) {
      count++;
      const fixed = applied(text, fix);
      const after = findings(each, { ...each.example, text: fixed }).map((found) => found.code);
      const changed = change(codes, after);
      const where = `${code} [${text.slice(span.start, span.end)}]: ${fix.title}`;
      const brought = changed.new.filter((each) => revealed[code]?.includes(each) !== true);
      expect({ where, settles: changed.gone.includes(code), new: brought }).toEqual({ where, settles: true, new: [] });
      if (code !== 'DIS001') expect(commentsAndGaps(fixed)).toEqual(commentsAndGaps(text));
    }
  }
  return count;
}

describe('each fix settles its finding and brings no other', () => {
  test.each(checks.map(({ code }) => code))('%s', async (code) => {
    for (const each of await casesOf(code)) expectFixesToSettle(each);
  });

  test.each(readdirSync(folder).filter((file) => file.endsWith('.yaml')))('%s', (file) => {
    const text = readFileSync(resolve(folder, file), 'utf8');
    expectFixesToSettle({ example: { text, path: file }, service: testService(), repositoryMode: false });
  });
});

describe('each fix keeps the line endings of Windows', () => {
  test.each(checks.map(({ code }) => code).filter((code) => !code.startsWith('YAML')))('%s', async (code) => {
    for (const each of await casesOf(code)) {
      const text = withBreaks(each.example.text);
      const crlf = { ...each, example: { ...each.example, text } };
      for (const { fixes } of findings(crlf, crlf.example)) {
        for (const fix of fixes) expect(applied(text, fix)).not.toMatch(/(?<!\r)\n/);
      }
    }
  });
});

test('checks whose fixes keep the meaning have fixes', async () => {
  for (const { code } of checks.filter(({ fixesKeepMeaning }) => fixesKeepMeaning)) {
    const [each] = await casesOf(code);
    const fixes = findings(each as Case, (each as Case).example).flatMap((found) => (found.code === code ? found.fixes : []));
    expect({ code, count: fixes.length > 0 }).toEqual({ code, count: true });
  }
});
