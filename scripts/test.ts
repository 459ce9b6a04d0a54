/** `npm test`: everything that must hold, part by part; each says what it is. The first part that fails ends the run. */
import { repositoryRoot } from './repository.ts';
import { runProcess } from './runProcess.ts';

const parts: readonly { readonly script: string; readonly what: string }[] = [
  { script: 'build', what: 'Build: the bundles in dist/' },
  { script: 'typecheck', what: 'Types: every package against those it may import' },
  { script: 'lint', what: 'Lint: formatting, mistakes, direction of imports' },
  { script: 'test:unit', what: 'Unit tests: every package by itself, and the server over a pipe' },
  { script: 'test:bench', what: 'Benchmarks: two rules, loading and queries of many shapes beside DuckDB, the same results' },
  { script: 'test:page', what: 'Results page and scratch pane: in Chromium, with generated data' },
  { script: 'test:vscode', what: 'Suite in a real VS Code: trusted workspace and Restricted Mode' },
  { script: 'test:window', what: 'The packed extension, installed into a real VS Code and used by keyboard and mouse' },
];

for (const [index, { script, what }] of parts.entries()) {
  console.log(`\n=== ${index + 1} of ${parts.length}: ${what} (npm run ${script})\n`);
  const started = performance.now();
  try {
    const shell = process.platform === 'win32';
    await runProcess(shell ? 'npm.cmd' : 'npm', ['run', '--silent', script], { cwd: repositoryRoot, inherit: true, shell });
  } catch {
    console.error(`\nFailed: ${what}. Run it alone with: npm run ${script}`);
    process.exit(1);
  }
  console.log(`--- ${((performance.now() - started) / 1000).toFixed(0)} s`);
}
console.log('\nAll tests passed.');
