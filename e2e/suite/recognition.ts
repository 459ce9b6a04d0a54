import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, measurements, openFile, testApi, waitFor } from './workspace.ts';

export function defineRecognitionTests(): void {
  describe('activation', () => {
    after(closeEditors);

    it('takes no more than 50 ms and starts no server for a workflow', async () => {
      await openFile('.github/workflows/build.yaml');
      const api = await testApi();
      measurements.push(`activate() took ${api.activationMs.toFixed(1)} ms`);
      assert.ok(api.activationMs <= 50, `activate() took ${api.activationMs} ms`);
      assert.equal(api.isStarted(), false);
    });

    it('starts the server for a rule, whose language stays YAML', async () => {
      const { document } = await openFile('rules/portScan.yaml');
      const api = await testApi();
      await waitFor('the server', () => (api.isStarted() ? true : undefined));
      assert.equal(document.languageId, 'yaml');
    });

    it('offers to run a rule above its query, and nothing in a workflow', async () => {
      const rule = (await openFile('rules/portScan.yaml')).document;
      const lenses = await waitFor('a lens', async () => nonEmpty(await lensesOf(rule)));
      assert.equal(lenses[0]?.command?.command, 'rulesmith.runRule');
      assert.match(rule.lineAt(lenses[0]?.range.start.line ?? 0).text, /^query:/);
      const workflow = (await openFile('.github/workflows/build.yaml')).document;
      assert.deepEqual(await lensesOf(workflow), []);
      assert.deepEqual(vscode.languages.getDiagnostics(workflow.uri), []);
    });
  });
}

async function lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10)) ?? [];
}

function nonEmpty<Item>(items: Item[]): Item[] | undefined {
  return items.length === 0 ? undefined : items;
}
