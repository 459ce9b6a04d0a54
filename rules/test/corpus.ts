import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the material beside the repository lies, which is not part of it. */
export const sharedFolder = process.env.RULESMITH_SHARED ?? resolve(import.meta.dirname, '../../../shared');

/** The rule files of the corpus; empty, with a word on the console, where there is no corpus. */
export function corpusRuleFiles(folder = 'corpus/rules'): string[] {
  const root = join(sharedFolder, folder);
  if (!existsSync(root)) {
    console.warn(`skipped: no corpus at ${folder}`);
    return [];
  }
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .sort()
    .map((path) => join(root, path));
}

export function readCorpusFile(path: string): string {
  return readFileSync(path, 'utf8');
}
