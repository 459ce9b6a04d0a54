import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checks } from '../src/checks/index.ts';
import { ruleWith, testService } from './service.ts';

const folder = resolve(import.meta.dirname, '../../docs/checks');
const pageOf = (check: (typeof checks)[number]) => `${check.code.toLowerCase()}-${check.name}`;

/** The example below a heading; its keys replace those of a good rule, unless the fence says that it is a whole file. */
function example(page: string, heading: string): string {
  const block = new RegExp(`## ${heading}\\n\\n\`\`\`yaml( file)?\\n([\\s\\S]*?)\\n\`\`\``).exec(page);
  if (block === null) throw new Error(`no example below ${heading}`);
  const text = block[2] as string;
  if (block[1] !== undefined) return `${text}\n`;
  const changes = text.split(/\n(?=[A-Za-z-])/).map((field) => [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 1)]);
  return ruleWith(Object.fromEntries(changes));
}

function codes(text: string): string[] {
  const service = testService();
  return service.diagnostics(service.document('file:///page.yaml', Math.random(), text)).map(({ code }) => code);
}

test('the rule that examples change has no findings', () => {
  expect(codes(ruleWith())).toEqual([]);
});

describe('the page of each check shows it', () => {
  test.each(checks.map((check) => [check.code, check] as const))('%s', (code, check) => {
    const page = readFileSync(resolve(folder, `${pageOf(check)}.md`), 'utf8');
    expect(page.startsWith(`# ${code}: `)).toBe(true);
    expect(page).toContain(`Severity: ${check.severity}\n`);
    expect(codes(example(page, 'Example'))).toContain(code);
    expect(codes(example(page, 'Use instead'))).not.toContain(code);
  });
});

test('no page is about a check that does not exist', () => {
  const known = new Set(checks.map((check) => `${pageOf(check)}.md`));
  expect(readdirSync(folder).filter((file) => !known.has(file))).toEqual([]);
});

test('codes and names are unique and of their form', () => {
  expect(new Set(checks.map(({ code }) => code)).size).toBe(checks.length);
  expect(new Set(checks.map(({ name }) => name)).size).toBe(checks.length);
  for (const { code, name } of checks) expect(`${code} ${name}`).toMatch(/^[A-Z]{2,5}\d{3} [a-z]+(-[a-z]+)*$/);
});
