import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openFile, pageWith, scratchWith, uriOf, waitFor } from './workspace.ts';

export function defineRestrictedTests(): void {
  describe('in Restricted Mode', () => {
    it('rules are checked', async () => {
      assert.equal(vscode.workspace.isTrusted, false);
      const { document } = await openFile('rules/broken.yaml');
      await waitFor('a finding on the unknown column', () =>
        vscode.languages.getDiagnostics(document.uri).find(({ range }) => document.getText(range) === 'sPortt'),
      );
    });

    it('the hits of a rule can be queried, which runs it first', async () => {
      await openFile('rules/portScan.yaml');
      await vscode.commands.executeCommand('rulesmith.queryHits', uriOf('rules/portScan.yaml').toString());
      await scratchWith(/Hits: 1 row\b/);
    });

    it('a rule runs on the samples of the workspace', async () => {
      await openFile('rules/portScan.yaml');
      await vscode.commands.executeCommand('rulesmith.runRule', uriOf('rules/portScan.yaml').toString());
      await pageWith(/203\.0\.113\.7/);
    });
  });
}
