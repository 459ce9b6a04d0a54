/** Runs the suite in a downloaded VS Code with `@vscode/test-electron`: once in a trusted workspace, once in Restricted Mode. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { repositoryRoot } from '../scripts/repository.ts';
import { buildSuite } from './buildSuite.ts';

const extensionTestsPath = await buildSuite();

for (const trusted of [true, false]) {
  console.log(trusted ? 'In a trusted workspace:' : 'In Restricted Mode:');
  const workspace = await mkdtemp(join(tmpdir(), 'rulesmith-suite-'));
  await cp(join(repositoryRoot, 'e2e/workspace'), workspace, { recursive: true });
  const launchArgs = [
    workspace,
    '--disable-extensions',
    '--skip-welcome',
    '--skip-release-notes',
    ...(trusted ? ['--disable-workspace-trust'] : []),
  ];
  try {
    await runTests({ extensionDevelopmentPath: repositoryRoot, extensionTestsPath, launchArgs });
  } finally {
    await rm(workspace, { recursive: true, force: true, maxRetries: 5 });
  }
}
