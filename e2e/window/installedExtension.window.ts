/** What users get: the packed extension, installed into a real VS Code, used by keyboard and mouse. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { packageExtension } from '../../scripts/packageExtension.ts';
import { repositoryRoot } from '../../scripts/repository.ts';
import { VscodeWindow } from './window.ts';

let window: VscodeWindow;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    await window.page.screenshot({ path: join(repositoryRoot, 'out', `${task.name.replace(/\W+/g, '-')}.png`) });
});

describe('the installed extension', () => {
  beforeAll(async () => {
    window = await VscodeWindow.open({ vsix: await packageExtension() });
  });
  afterAll(() => window?.close());

  test('colours the query inside the YAML', async () => {
    await window.openFile('portScan.yaml');
    const classOf = (text: string) =>
      window.page
        .locator('.view-line span span', { hasText: new RegExp(`^\\s*${text}$`) })
        .first()
        .getAttribute('class');
    expect(await classOf('summarize')).not.toBe(await classOf('W3CIISLog'));
  });

  test('runs the rule from the lens above the query and shows the hit', async () => {
    await window.openFile('portScan.yaml');
    await window.runRule();
    await window.results.locator('h1', { hasText: /fires/ }).waitFor();
    await window.results.getByRole('gridcell', { name: '203.0.113.7' }).waitFor();
    expect(await window.results.locator('.verdict').textContent()).toContain('1 row');
  });

  test('shows a user agent that tries to be markup as text', async () => {
    const agents = await window.results
      .getByRole('gridcell', { name: /onerror/ })
      .first()
      .textContent();
    expect(agents).toContain('<img');
    expect(await window.results.locator('img').count()).toBe(0);
  });

  test('counts the line of the log that cannot be read', async () => {
    await window.results.getByRole('tab', { name: 'Samples' }).click();
    const samples = await window.results.locator('#panel-samples').textContent();
    expect(samples).toContain('u_ex240501.log');
    expect(samples).toContain('Line 14');
    await window.results.getByRole('tab', { name: 'Result' }).click();
  });

  test('selects a stage in the editor', async () => {
    await window.results.getByRole('button', { name: /where Ports >= portThreshold/ }).click();
    await window.page.locator('.statusbar-item', { hasText: /Ln 23/ }).waitFor();
  });

  test('says where it looked where there is no sample, and offers to choose', async () => {
    await window.openFile('noSample.yaml');
    await window.runRule();
    const notification = window.page.locator('.notification-list-item', { hasText: 'SigninLogs' });
    await notification.getByRole('button', { name: 'Choose Samples…' }).waitFor();
    expect(await notification.textContent()).toMatch(/looked in .*noSample\.samples/i);
    await window.command('Notifications: Clear All Notifications');
  });

  test('stops a run that is cancelled, and the next run works', async () => {
    await window.openFile('slow.yaml');
    await window.runRule();
    await window.page.locator('.notification-list-item', { hasText: 'Running' }).getByRole('button', { name: 'Cancel' }).click();
    await window.page.locator('.statusbar-item', { hasText: 'run cancelled' }).waitFor();
    await window.openFile('portScan.yaml');
    await window.runRule();
    await window.results.locator('h1', { hasText: /fires/ }).waitFor();
  });

  test('goes on after a crash of the language server in the middle of a run', async () => {
    await window.openFile('slow.yaml');
    await window.runRule();
    await window.page.locator('.notification-list-item', { hasText: 'Running' }).waitFor();
    await window.killLanguageServer();
    await window.page
      .locator('.notification-list-item', { hasText: 'did not answer' })
      .getByRole('button', { name: 'Run Again' })
      .waitFor();
    await window.openFile('portScan.yaml');
    await window.runRule();
    await window.results.locator('h1', { hasText: /fires/ }).waitFor();
  });

  test('works again after the language server was restarted', async () => {
    await window.openFile('portScan.yaml');
    await window.command('Rulesmith: Restart Language Server');
    await window.runRule();
    await window.results.locator('h1', { hasText: /fires/ }).waitFor();
  });
});

describe('in Restricted Mode', () => {
  beforeAll(async () => {
    window = await VscodeWindow.open({ vsix: await packageExtension(), restricted: true });
  });
  afterAll(() => window?.close());

  test('a rule still runs on the samples of the workspace', async () => {
    await window.page.getByText('Restricted Mode').first().waitFor();
    await window.openFile('portScan.yaml');
    await window.runRule();
    await window.results.getByRole('gridcell', { name: '203.0.113.7' }).waitFor();
  });
});
