import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar, Registry } from 'vscode-textmate';
import { createRegistry, snapshot } from './tokenize.ts';

const folder = join(import.meta.dirname, '..', '..', 'test-fixtures', 'grammar');
const fixtures = readdirSync(folder).filter((name) => /\.(kql|yaml)$/.test(name));

let registry: Registry;

beforeAll(async () => {
  registry = await createRegistry();
});

async function grammarFor(file: string): Promise<IGrammar> {
  const grammar = await registry.loadGrammar(file.endsWith('.kql') ? 'source.kql' : 'source.yaml');
  if (grammar === null) throw new Error(`There is no grammar for ${file}`);
  return grammar;
}

describe('scopes', () => {
  test.each(fixtures)('of %s are as its snapshot says', async (name) => {
    const text = readFileSync(join(folder, name), 'utf8').trimEnd();
    await expect(snapshot(await grammarFor(name), text)).toMatchFileSnapshot(join(folder, `${name}.snap`));
  });
});

describe('the embedded query', () => {
  /** Lines of `yaml` that hold KQL, by the first word of each. */
  async function check(yaml: string, expected: string): Promise<void> {
    const grammar = await grammarFor('rule.yaml');
    const { INITIAL } = await import('vscode-textmate').then((module) => module.default);
    let state = INITIAL;
    const embedded: string[] = [];
    for (const line of yaml.split('\n')) {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      if (line.trim() !== '' && tokens.some(({ scopes }) => scopes.includes('meta.embedded.block.kql'))) embedded.push(line.trim());
    }
    expect(embedded.join(' / ')).toBe(expected);
  }

  test.each([
    ['a literal block', 'query: |\n  T\n  | take 1\nname: x', 'T / | take 1'],
    ['a block with chomping and indentation', 'query: |2-\n    T\n  | take 1\nname: x', 'T / | take 1'],
    ['a folded block', 'query: >-\n  T\n\n  | take 1\nname: x', 'T / | take 1'],
    ['a block with an anchor', 'query: &q |\n  T\nname: x', 'T'],
    ['a parser function', 'FunctionQuery: |\n  T\nParserQuery: |\n  U', 'T / U'],
    ['a quoted key', '"query": |\n  T', 'T'],
    ['a query that is not at the margin', 'properties:\n  query: |\n    T\n  name: x', 'T'],
    ['a double-quoted query', 'query: "T | where a == \\"b\\""\nname: x', 'query: "T | where a == \\"b\\""'],
    ['a single-quoted query of two lines', "query: 'T\n  | take 1'\nname: x", "query: 'T / | take 1'"],
    ['a plain query of two lines', 'query: T\n  | take 1\nname: x', 'query: T / | take 1'],
    ['no text that only mentions a query', 'description: |\n  query: |\n    T\nname: x', ''],
    ['no other key', 'subquery: |\n  T', ''],
  ])('is found: %s', (_name, yaml, expected) => check(yaml, expected));
});
