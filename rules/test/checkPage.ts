/** The pages about checks, whose examples tests run. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Check } from '../src/checks/check.ts';
import { createRuleService, type RuleService } from '../src/ruleService.ts';
import { ruleWith, testService } from './service.ts';

export const pagesFolder = resolve(import.meta.dirname, '../../docs/checks');

/** The name of the file of a check's page, without its extension. */
export const pageOf = (check: Check) => `${check.code.toLowerCase()}-${check.name}`;

export function pageText(check: Check): string {
  return readFileSync(resolve(pagesFolder, `${pageOf(check)}.md`), 'utf8');
}

export interface Example {
  readonly text: string;
  /** Where the file is said to lie, for checks that look at that. */
  readonly path: string;
}

/** The example below a heading, with `␍` as a carriage return; its keys replace those of a good rule, unless the fence says that it is a whole file. */
export function exampleOf(page: string, heading: string): Example {
  const block = new RegExp(`## ${heading}\\n\\n\`\`\`yaml( file)?(?: at ([^\\n]+))?\\n([\\s\\S]*?)\\n\`\`\``).exec(page);
  if (block === null) throw new Error(`no example below ${heading}`);
  const [, isFile, path = 'page.yaml', written = ''] = block;
  const text = written.replaceAll('␍', '\r');
  if (isFile !== undefined) return { text: `${text}\n`, path };
  const changes = text.split(/\n(?=[A-Za-z-])/).map((field) => [field.slice(0, field.indexOf(':')), field.slice(field.indexOf(':') + 1)]);
  return { text: ruleWith(Object.fromEntries(changes)), path };
}

/** A service whose workspace has the other file of a page, and what it shows as committed, where it shows one. */
export async function serviceFor(page: string): Promise<RuleService> {
  const [, path, text] = /## Other file\n\n`([^`]+)`:\n\n```\w+\n([\s\S]*?)\n```/.exec(page) ?? [];
  const committed = page.includes('\n## Last commit\n') ? exampleOf(page, 'Last commit') : undefined;
  if (path === undefined && committed === undefined) return testService();
  const service = createRuleService({
    workspace: {
      listFiles: async () => (path === undefined ? [] : [path]),
      readText: async (asked) => (asked === path ? `${text}\n` : Promise.reject(new Error(`${asked} does not exist`))),
      readCommitted: async (paths) => new Map(committed === undefined ? [] : paths.map((asked) => [asked, committed.text])),
    },
  });
  await service.reloadWorkspace();
  const files = ['Example', 'Use instead'].map((heading) => exampleOf(page, heading).path);
  await service.loadCommitted(files.map((file) => ({ uri: `file:///${file}`, path: file })));
  return service;
}
