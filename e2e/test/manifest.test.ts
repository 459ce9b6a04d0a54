/** The manifest and the code must agree: what is declared is read, what is read is declared. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandNames } from '../../client/src/commands/commandNames.ts';
import { repositoryRoot } from '../../scripts/repository.ts';
import { semanticTokensLegend } from '../../server/src/convert/toSemanticTokens.ts';
import { readSettings } from '../../server/src/settings.ts';

interface Manifest {
  readonly main: string;
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
    readonly grammars: readonly { readonly path: string }[];
    readonly languages?: unknown;
    readonly semanticTokenScopes: readonly { readonly language: string; readonly scopes: Readonly<Record<string, readonly string[]>> }[];
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

const manifest = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as Manifest;
const settings = manifest.contributes.configuration.properties;

/** `{ run: { maxRows: 1 } }` as `rulesmith.run.maxRows`. */
function flatten(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path, value]];
  return Object.entries(value).flatMap(([key, child]) => flatten(child, `${path}.${key}`));
}

describe('the manifest', () => {
  test('declares the settings that are read, with the same defaults', () => {
    // The language client reads its trace setting itself.
    const declared = Object.entries(settings).filter(([name]) => name !== 'rulesmith.trace.server');
    expect(Object.fromEntries(declared.map(([name, { default: value }]) => [name, value]))).toEqual(
      Object.fromEntries(flatten(readSettings(undefined), 'rulesmith')),
    );
  });

  test('declares the commands that are registered', () => {
    expect(manifest.contributes.commands.map(({ command }) => command).sort()).toEqual([...commandNames].sort());
  });

  test('names grammars that exist and claims no language', () => {
    for (const { path } of manifest.contributes.grammars) expect(existsSync(join(repositoryRoot, path)), path).toBe(true);
    expect(manifest.contributes.languages).toBeUndefined();
  });

  test('gives every semantic token a scope, as themes without semantic colours need', () => {
    const [ofYaml] = manifest.contributes.semanticTokenScopes;
    expect(ofYaml?.language).toBe('yaml');
    expect(Object.keys(ofYaml?.scopes ?? {})).toEqual(expect.arrayContaining(semanticTokensLegend.tokenTypes));
  });

  test('restricts only settings that exist', () => {
    for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) expect(settings).toHaveProperty([name]);
  });
});
