/**
 * Regenerates every committed data file: `npm run generate`; with `--check` nothing is written and a stale file fails.
 * The sources lie beside the repository (or where RULESMITH_SHARED says); without them there is nothing to compare, and that is said.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generateCatalog } from './generateCatalog.ts';
import { generateRuleFacts } from './generateRuleFacts.ts';
import { generateUserAgentPatterns } from './generateUserAgentPatterns.ts';

/** One generated file: where it lies in the repository and what it must hold. */
export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

const root = resolve(import.meta.dirname, '..');
const shared = process.env.RULESMITH_SHARED ?? resolve(root, '../shared');
const check = process.argv.includes('--check');

function main(): number {
  if (!existsSync(resolve(shared, 'facts/tables.json'))) {
    console.log(`skipped: the sources of the generated files are not at ${shared} (set RULESMITH_SHARED to their folder)`);
    return 0;
  }
  const stale = [...generateCatalog(shared), ...generateRuleFacts(shared), ...generateUserAgentPatterns()].filter(
    (file) => !isCurrent(file),
  );
  for (const file of stale) {
    if (check) console.error(`${file.path} is stale: run \`npm run generate\``);
    else {
      writeFileSync(resolve(root, file.path), file.text);
      console.log(`wrote ${file.path} (${Math.round(file.text.length / 1024)} KB)`);
    }
  }
  if (stale.length === 0) console.log('generated files are up to date');
  return check && stale.length > 0 ? 1 : 0;
}

function isCurrent(file: GeneratedFile): boolean {
  const path = resolve(root, file.path);
  return existsSync(path) && readFileSync(path, 'utf8') === file.text;
}

process.exitCode = main();
