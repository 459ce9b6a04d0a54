/** Runs the suite in the VS Code that npm carries, in a headless browser: once in a trusted workspace, once in Restricted Mode. */
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { browserFlags, findBrowser } from '../scripts/findBrowser.ts';
import { repositoryRoot } from '../scripts/repository.ts';
import { startVscodeHost } from '../scripts/vscodeHost.ts';
import { buildSuite } from './buildSuite.ts';

interface SuiteResults {
  readonly failures: number;
  readonly output: readonly string[];
}

const suiteTimeoutMs = 6 * 60_000;
const pollMs = 200;

async function runSuite(browser: Browser, tests: string, trusted: boolean): Promise<SuiteResults> {
  const folder = await mkdtemp(join(tmpdir(), 'rulesmith-suite-'));
  const workspace = join(folder, 'workspace');
  const resultsFile = join(folder, 'results.json');
  await cp(join(repositoryRoot, 'e2e/workspace'), workspace, { recursive: true });
  const host = await startVscodeHost({ development: true, settings: settingsFor(trusted), env: { RULESMITH_TEST_RESULTS: resultsFile } });
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  try {
    await page.goto(host.windowAddress({ workspace, extension: repositoryRoot, tests }));
    return await waitForResults(resultsFile);
  } catch (error) {
    await page.screenshot({ path: join(repositoryRoot, 'out', 'e2e-failure.png') });
    throw error;
  } finally {
    await page.close();
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

// In a browser VS Code saves by itself unless told otherwise; on a desktop it does not.
function settingsFor(trusted: boolean): Record<string, unknown> {
  return {
    'files.autoSave': 'off',
    'workbench.startupEditor': 'none',
    'chat.disableAIFeatures': true,
    ...(trusted && { 'security.workspace.trust.enabled': false }),
  };
}

async function waitForResults(file: string): Promise<SuiteResults> {
  const end = Date.now() + suiteTimeoutMs;
  while (Date.now() < end) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.endsWith('}')) return JSON.parse(text) as SuiteResults;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error(`The suite did not end within ${suiteTimeoutMs / 60_000} minutes; out/e2e-failure.png shows the window.`);
}

const tests = await buildSuite();
const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
let failures = 0;
try {
  for (const trusted of [true, false]) {
    console.log(trusted ? 'In a trusted workspace:' : 'In Restricted Mode:');
    const results = await runSuite(browser, tests, trusted);
    console.log(results.output.join('\n'));
    failures += results.failures;
  }
} finally {
  await browser.close();
}
console.log(failures === 0 ? 'The suite passed in a real VS Code.' : `${failures} tests failed in VS Code.`);
process.exitCode = failures === 0 ? 0 : 1;
