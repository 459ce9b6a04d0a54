import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checks } from '../src/checks/index.ts';
import type { RuleService } from '../src/ruleService.ts';
import { type Example, exampleOf, pageOf, pagesFolder, pageText, serviceFor } from './checkPage.ts';
import { ruleWith, testService } from './service.ts';

function codes({ text, path }: Example, service: RuleService, repositoryMode = false): string[] {
  return service.diagnostics(service.document(`file:///${path}`, Math.random(), text), { repositoryMode }).map(({ code }) => code);
}

test('the rule that examples change has no findings', () => {
  expect(codes({ text: ruleWith(), path: 'page.yaml' }, testService())).toEqual([]);
});

describe('the page of each check shows it', () => {
  test.each(checks.map((check) => [check.code, check] as const))('%s', async (code, check) => {
    const page = pageText(check);
    expect(page.startsWith(`# ${code}: `)).toBe(true);
    expect(page).toContain(`Severity: ${check.severity}\n`);
    if (check.repositorySeverity !== undefined) expect(page).toContain(`repository: ${check.repositorySeverity}\n`);
    if (check.repositoryOnly) expect(page).toContain('\nOnly in files for the Azure-Sentinel repository.\n');
    const service = await serviceFor(page);
    expect(codes(exampleOf(page, 'Example'), service, check.repositoryOnly)).toContain(code);
    expect(codes(exampleOf(page, 'Use instead'), service, check.repositoryOnly)).not.toContain(code);
  });
});

test('no page is about a check that does not exist', () => {
  const known = new Set(['README.md', ...checks.map((check) => `${pageOf(check)}.md`)]);
  expect(readdirSync(pagesFolder).filter((file) => !known.has(file))).toEqual([]);
});

test('codes and names are unique and of their form', () => {
  expect(new Set(checks.map(({ code }) => code)).size).toBe(checks.length);
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  for (const { code, name } of checks) expect(`${code} ${name}`).toMatch(/^[A-Z]{2,5}\d{3} [a-z]+(-[a-z]+)*$/);
});
