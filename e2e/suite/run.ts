import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, openFile, pageWith, scratchWith, typeBehind, uriOf, waitFor } from './workspace.ts';

export function defineRunTests(): void {
  describe('running a rule', () => {
    afterEach(closeEditors);

    it('shows verdict, stages, hits, and a user agent that stays text', async () => {
      await runRule('rules/portScan.yaml');
      const page = await pageWith(/203\.0\.113\.7/);
      assert.match(page, /1 rows? > 0: fires/);
      assert.match(page, /summarize Ports = dcount\(sPort\)/);
      assert.match(page, /<img\+src=x\+onerror=alert\(1\)>/);
    });

    it('runs what is in the editor, saved or not', async () => {
      const editor = await openFile('rules/portScan.yaml');
      await typeBehind(editor, 'let portThreshold = 5', '00');
      await vscode.commands.executeCommand('rulesmith.runRule');
      const page = await pageWith(/does not fire/);
      assert.match(page, /where Ports >= portThreshold/);
    });

    it('says where it looked when there is no sample', async () => {
      await runRule('rules/noSample.yaml');
      const page = await pageWith(/looked in/i);
      assert.match(page, /SigninLogs/);
    });

    it('points at the place of an error in the query', async () => {
      await runRule('rules/broken.yaml');
      await pageWith(/Go to Line/);
      await waitFor('a selection at the column that does not exist', () => {
        const editor = vscode.window.visibleTextEditors.find(
          ({ document }) => document.uri.toString() === uriOf('rules/broken.yaml').toString(),
        );
        return editor?.document.getText(editor.selection).includes('sPortt') ? true : undefined;
      });
    });

    it('opens a scratch pane over the hits', async () => {
      await runRule('rules/portScan.yaml');
      await vscode.commands.executeCommand('rulesmith.queryHits');
      const pane = await scratchWith(/Hits: 1 row\b/);
      assert.match(pane, /W3CIISLog/);
      assert.match(pane, /take\s100/);
    });

    it('stops when it is cancelled, and the next run works', async () => {
      await openFile('rules/slow.yaml');
      const slow = vscode.commands.executeCommand('rulesmith.runRule', uriOf('rules/slow.yaml').toString());
      await waitFor('the run to be cancelled', async () => vscode.commands.executeCommand<true | undefined>('rulesmith.cancelRun'));
      await slow;
      await closeEditors();
      await runRule('rules/portScan.yaml');
      await pageWith(/1 rows? > 0: fires/);
    });

    it('runs on save where that is switched on', async () => {
      const settings = vscode.workspace.getConfiguration('rulesmith');
      await settings.update('run.onSave', true, vscode.ConfigurationTarget.Workspace);
      try {
        const editor = await openFile('rules/portScan.yaml');
        await typeBehind(editor, 'name: One client', ' (saved)');
        await editor.document.save();
        await pageWith(/One client \(saved\)/);
      } finally {
        await settings.update('run.onSave', undefined, vscode.ConfigurationTarget.Workspace);
      }
    });
  });
}

async function runRule(path: string): Promise<void> {
  await openFile(path);
  await vscode.commands.executeCommand('rulesmith.runRule', uriOf(path).toString());
}
