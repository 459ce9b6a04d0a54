import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../src/checks/index.ts';
import { createRuleService, type RuleService } from '../src/ruleService.ts';
import { ruleWith, testService } from './service.ts';

const folder = resolve(import.meta.dirname, '../../docs/checks');
const pageOf = (check: (typeof checks)[number]) => `${check.code.toLowerCase()}-${check.name}`;

interface Example {
  readonly text: string;
  /** Where the file is said to lie, for checks that look at that. */
  readonly path: string;
}

/** The example below a heading, with `␍` as a carriage return; its keys replace those of a good rule, unless the fence says that it is a whole file. */
function example(page: string, heading: string): Example {
  const block = new RegExp(`## ${heading}\\n\\n\`\`\`yaml( file)?(?: at ([^\\n]+))?\\n([\\s\\S]*?)\\n\`\`\``).exec(page);
  if (block === null) throw new Error(`no example below ${heading}`);
  const [, isFile, path = 'page.yaml', written = ''] = block;
  const text = written.replaceAll('␍', '\r');
  if (isFile !== undefined) return { text: `${text}\n`, path };
  const changes = text.split(/\n(?=[A-Za-z-])/).map((field) => [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 1)]);
  return { text: ruleWith(Object.fromEntries(changes)), path };
}

/** A service whose workspace has the other file of a page, where it shows one. */
async function serviceFor(page: string): Promise<RuleService> {
  const [, path, text] = /## Other file\n\n`([^`]+)`:\n\n```\w+\n([\s\S]*?)\n```/.exec(page) ?? [];
  if (path === undefined || text === undefined) return testService();
  const service = createRuleService({ workspace: { listFiles: async () => [path], readText: async () => `${text}\n` } });
  await service.reloadWorkspace();
  return service;
}

function codes({ text, path }: Example, service: RuleService, repositoryMode = false): string[] {
  return service.diagnostics(service.document(`file:///${path}`, Math.random(), text), { repositoryMode }).map(({ code }) => code);
}

test('the rule that examples change has no findings', () => {
  expect(codes({ text: ruleWith(), path: 'page.yaml' }, testService())).toEqual([]);
});

describe('the page of each check shows it', () => {
  test.each(checks.map((check) => [check.code, check] as const))('%s', async (code, check) => {
    const page = readFileSync(resolve(folder, `${pageOf(check)}.md`), 'utf8');
    expect(page.startsWith(`# ${code}: `)).toBe(true);
    expect(page).toContain(`Severity: ${check.severity}\n`);
    if (check.repositorySeverity !== undefined) expect(page).toContain(`repository: ${check.repositorySeverity}\n`);
    if (check.repositoryOnly) expect(page).toContain('\nOnly in files for the Azure-Sentinel repository.\n');
    const service = await serviceFor(page);
    expect(codes(example(page, 'Example'), service, check.repositoryOnly)).toContain(code);
    expect(codes(example(page, 'Use instead'), service, check.repositoryOnly)).not.toContain(code);
  });
});

test('no page is about a check that does not exist', () => {
  const known = new Set(['README.md', ...checks.map((check) => `${pageOf(check)}.md`)]);
  expect(readdirSync(folder).filter((file) => !known.has(file))).toEqual([]);
});

test('codes and names are unique and of their form', () => {
  expect(new Set(checks.map(({ code }) => code)).size).toBe(checks.length);
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  for (const { code, name } of checks) expect(`${code} ${name}`).toMatch(/^[A-Z]{2,5}\d{3} [a-z]+(-[a-z]+)*$/);
});
