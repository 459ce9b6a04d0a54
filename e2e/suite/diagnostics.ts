import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, openFile, typeBehind, waitFor } from './workspace.ts';

export function defineDiagnosticsTests(): void {
  describe('diagnostics', () => {
    afterEach(closeEditors);

    for (const [what, text] of [
      ['an unknown column in the query', 'sPortt'],
      ['a mapped column that the query does not return', 'clientIp'],
    ] as const) {
      it(`lie on the exact characters of ${what}`, async () => {
        const { document } = await openFile('rules/broken.yaml');
        await waitFor(`a finding on ${text}`, () => findingOn(document, text));
      });
    }

    it('come and go while the user types', async () => {
      const editor = await openFile('rules/portScan.yaml');
      await waitFor('a clean rule', () => (errorsOf(editor.document).length === 0 ? true : undefined));
      await typeBehind(editor, 'where scStatus', 'X');
      await waitFor('a finding on the misspelt column', () => findingOn(editor.document, 'scStatusX'));
      await vscode.commands.executeCommand('undo');
      await waitFor('a clean rule again', () => (errorsOf(editor.document).length === 0 ? true : undefined));
      assert.ok(editor.document.getText().includes('where scStatus =='));
    });
  });
}

function errorsOf(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
}

function findingOn(document: vscode.TextDocument, text: string): vscode.Diagnostic | undefined {
  return vscode.languages.getDiagnostics(document.uri).find(({ range }) => document.getText(range) === text);
}
