/**
 * Regenerates every committed data file: `npm run generate`; with `--check` nothing is written and a stale file fails.
 * The sources lie beside the repository (or where RULESMITH_SHARED says); without them there is nothing to compare, and that is said.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { generateCatalog } from './generateCatalog.ts';
import { generateKqlSupport } from './generateKqlSupport.ts';
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
  const hasFacts = existsSync(resolve(shared, 'facts/tables.json'));
  if (!hasFacts) console.log(`skipped: the facts about tables and rules are not at ${shared} (set RULESMITH_SHARED to their folder)`);
  const fromFacts = hasFacts ? [...generateCatalog(shared), ...generateRuleFacts(shared)] : [];
  const stale = [...fromFacts, ...generateUserAgentPatterns(), ...generateKqlSupport()].filter((file) => !isCurrent(file));
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
