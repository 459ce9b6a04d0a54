/**
 * The entry that the extension host calls, wherever it runs: under `@vscode/test-electron`, or in the VS Code that npm carries. Launchers
 * that cannot see the exit code name a file in RULESMITH_TEST_RESULTS for what came out.
 */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { defineCompletionTests } from './completion.ts';
import { defineDiagnosticsTests } from './diagnostics.ts';
import { defineEditingTests } from './editing.ts';
import { defineNavigationTests } from './navigation.ts';
import { defineRecognitionTests } from './recognition.ts';
import { defineRestrictedTests } from './restricted.ts';
import { defineRunTests } from './run.ts';
import { isTrusted, measurements } from './workspace.ts';

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 60_000 });
  const output: string[] = [];
  // A suite registers itself through mocha's globals, which exist once it was told for which file.
  mocha.suite.emit('pre-require', globalThis, 'suite', mocha);
  for (const define of isTrusted()
    ? [defineRecognitionTests, defineDiagnosticsTests, defineCompletionTests, defineNavigationTests, defineEditingTests, defineRunTests]
    : [defineRestrictedTests])
    define();
  const failures = await runMocha(mocha, output);
  const resultsFile = process.env.RULESMITH_TEST_RESULTS;
  if (resultsFile !== undefined) writeFileSync(resultsFile, JSON.stringify({ failures, output: [...output, ...measurements] }));
  if (failures > 0) throw new Error(`${failures} tests failed.`);
}

function runMocha(mocha: Mocha, output: string[]): Promise<number> {
  return new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', (test) => output.push(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`));
    runner.on('fail', (test, error: Error) => output.push(`  ✗ ${test.fullTitle()}\n${error.stack ?? error.message}`));
  });
}
