import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createOnigScanner, createOnigString, loadWASM } from 'vscode-oniguruma';
import textmate from 'vscode-textmate';

const repositoryRoot = join(import.meta.dirname, '..', '..');

const grammarFiles: Readonly<Record<string, string>> = {
  'source.kql': 'syntaxes/kql.tmLanguage.json',
  'rulesmith.kql.injection': 'syntaxes/kqlInYaml.tmLanguage.json',
  'source.yaml': 'test-fixtures/grammar/yaml.tmLanguage.json',
};

/** Loads our grammars, and a small one for YAML that stands in for VS Code's. */
export async function createRegistry(): Promise<textmate.Registry> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await loadWASM(await readFile(wasm));
  return new textmate.Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    getInjections: (scopeName) => (scopeName === 'source.yaml' ? ['rulesmith.kql.injection'] : undefined),
    async loadGrammar(scopeName) {
      const file = grammarFiles[scopeName];
      return file === undefined ? null : textmate.parseRawGrammar(await readFile(join(repositoryRoot, file), 'utf8'), file);
    },
  });
}

/** Every line of `text`, and below it, for each token that has one, its innermost scope under the characters it covers. */
export function snapshot(grammar: textmate.IGrammar, text: string): string {
  const output: string[] = [];
  let state = textmate.INITIAL;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    output.push(`>${line}`, ...tokens.flatMap((token) => tokenLine(line, token)));
  }
  return `${output.join('\n')}\n`;
}

function tokenLine(line: string, { startIndex, endIndex, scopes }: textmate.IToken): string[] {
  const end = Math.min(endIndex, line.length);
  const scope = scopes.at(-1) ?? '';
  if (end <= startIndex || line.slice(startIndex, end).trim() === '' || scopes.length === 1) return [];
  return [`#${' '.repeat(startIndex)}${'^'.repeat(end - startIndex)} ${scope}`];
}
