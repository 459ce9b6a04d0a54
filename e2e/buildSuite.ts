import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryRoot } from '../scripts/repository.ts';

/** Bundles the suite as the extension host loads it; resolves to the module's path. */
export async function buildSuite(): Promise<string> {
  const outfile = join(repositoryRoot, 'out', 'e2e', 'suite.cjs');
  await build({
    entryPoints: [join(repositoryRoot, 'e2e/suite/index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}
