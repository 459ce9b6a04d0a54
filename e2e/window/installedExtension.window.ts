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

  test('queries the hits further, with completion of their columns and errors at their place', async () => {
    await window.results.getByRole('button', { name: 'Query the Hits' }).click();
    const { scratch } = window;
    await scratch.locator('.monaco-editor.focused').waitFor();
    await scratch.getByText('Hits: 1 row').waitFor();
    await window.page.keyboard.type('\n| where Por');
    await window.page.keyboard.press('Control+Space');
    await scratch.locator('.suggest-widget .monaco-list-row', { hasText: 'Ports' }).waitFor();
    await window.page.keyboard.press('Enter');
    await window.page.keyboard.type(' > 1 | join kind=inner W3CIISLog on cIP | project cIP, sPort, scStatus');
    await window.page.keyboard.press('Control+Enter');
    await scratch.getByRole('gridcell', { name: '203.0.113.7' }).first().waitFor();
    expect(await scratch.locator('.row-status').textContent()).toMatch(/^\d+ rows$/);
    await window.page.keyboard.type(' | where nope');
    await scratch.locator('.squiggly-error').waitFor();
    await window.page.keyboard.press('Shift+Enter');
    await scratch.getByText("The name 'nope' does not refer to").first().waitFor();
    expect(await scratch.locator('.squiggly-error').count()).toBe(1);
  });

  test('keeps what was written in the scratch pane, and its history, while the results are in front', async () => {
    await window.page.locator('.tab', { hasText: 'Results:' }).click();
    await window.results.locator('h1', { hasText: /fires/ }).waitFor();
    await window.page.locator('.tab', { hasText: 'Query:' }).click();
    const lines = window.scratch.locator('.view-lines');
    await expect.poll(() => lines.textContent()).toContain('nope');
    await window.scratch.locator('.monaco-editor .view-line').last().click();
    await window.page.keyboard.press('Control+z');
    await expect.poll(() => lines.textContent()).not.toContain('nope');
  });

  test('says in the scratch pane that the hits are gone after a restart, and runs the rule again', async () => {
    await window.command('Rulesmith: Restart Language Server');
    await window.scratch.locator('.monaco-editor .view-line').last().click();
    await window.page.keyboard.press('Control+a');
    await window.page.keyboard.type('Hits');
    await window.page.keyboard.press('Control+Enter');
    await window.scratch.getByText('The hits are gone').waitFor();
    await window.scratch.getByRole('button', { name: 'Run the Rule Again' }).click();
    await window.results.locator('h1', { hasText: /fires/ }).waitFor();
    await window.page.locator('.tab', { hasText: 'Query:' }).click();
    await window.scratch.getByText('The rule was run again').waitFor();
    await window.scratch.getByRole('button', { name: 'Run', exact: true }).click();
    await window.scratch.getByRole('gridcell', { name: '203.0.113.7' }).first().waitFor();
    const pane = window.page.locator('.tab', { hasText: 'Query:' });
    await pane.click({ button: 'middle' });
    await pane.waitFor({ state: 'detached' });
    // What the tests after this one open belongs into the column of the rules.
    await window.page.keyboard.press('Control+1');
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

  test('its hits are queried further', async () => {
    await window.results.getByRole('button', { name: 'Query the Hits' }).click();
    await window.scratch.locator('.monaco-editor.focused').waitFor();
    await window.page.keyboard.press('Control+Enter');
    await window.scratch.getByRole('gridcell', { name: '203.0.113.7' }).waitFor();
  });
});
