import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, openFile, waitFor } from './workspace.ts';

export function defineEditingTests(): void {
  describe('editing', () => {
    afterEach(closeEditors);

    it('inlines a name of the query', async () => {
      const { document } = await openFile('rules/portScan.yaml');
      const at = document.positionAt(document.getText().indexOf('portThreshold') + 1);
      const action = await waitFor('an action', async () => {
        const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(at, at),
          vscode.CodeActionKind.RefactorInline.value,
        );
        return found[0];
      });
      assert.equal(action.title, 'Inline `portThreshold`');
      const before = document.getText();
      assert.ok(action.edit !== undefined && (await vscode.workspace.applyEdit(action.edit)));
      assert.ok(!document.getText().includes('portThreshold'));
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
    });

    it('formats a rule', async () => {
      const { document } = await openFile('rules/portScan.yaml');
      const text = document.getText();
      const spoiled = new vscode.WorkspaceEdit();
      spoiled.insert(document.uri, document.positionAt(text.indexOf('severity:') + 'severity:'.length), '   ');
      await vscode.workspace.applyEdit(spoiled);
      const edits = await waitFor('edits', async () => {
        const found = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
          'vscode.executeFormatDocumentProvider',
          document.uri,
          {
            tabSize: 2,
            insertSpaces: true,
          },
        );
        return found !== undefined && found.length > 0 ? found : undefined;
      });
      const formatted = new vscode.WorkspaceEdit();
      formatted.set(document.uri, edits);
      await vscode.workspace.applyEdit(formatted);
      assert.match(document.getText(), /^severity: \S/m);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    });

    it('offers no formatter for the YAML of others', async () => {
      await openFile('rules/portScan.yaml');
      const { document } = await openFile('.github/workflows/build.yaml');
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        document.uri,
        { tabSize: 2, insertSpaces: true },
      );
      assert.deepEqual(edits ?? [], []);
    });

    it('opens a new rule from a template, without findings', async () => {
      await vscode.commands.executeCommand('rulesmith.newRule', 'Sentinel NRT rule');
      const document = vscode.window.activeTextEditor?.document;
      assert.ok(document?.isUntitled);
      assert.equal(document.languageId, 'yaml');
      assert.match(document.getText(), /^id: [0-9a-f]{8}-[0-9a-f-]{27}\nname: /);
      assert.match(document.getText(), /\nkind: NRT\n$/);
      assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    });
  });
}
