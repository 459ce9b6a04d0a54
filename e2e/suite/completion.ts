import * as vscode from 'vscode';
import { closeEditors, openFile, typeBehind, waitFor } from './workspace.ts';

export function defineCompletionTests(): void {
  describe('completion', () => {
    afterEach(closeEditors);

    for (const [what, behind, typed, expected] of [
      ['a column half-way through its name', '| where scStatus == "200"', ' and csUse', 'csUserAgent'],
      ['a column of the result in an entity mapping', 'columnName: c', '', 'cIP'],
      ['a tactic', 'tactics:\n  - ', '', 'Exfiltration'],
    ] as const) {
      it(`offers ${what}`, async () => {
        const editor = await openFile('rules/portScan.yaml');
        const position = await typeBehind(editor, behind, typed);
        await waitFor(`${expected} among the completions`, async () => {
          const list = await vscode.commands.executeCommand<vscode.CompletionList>(
            'vscode.executeCompletionItemProvider',
            editor.document.uri,
            position,
          );
          return list.items.find(({ label }) => (typeof label === 'string' ? label : label.label) === expected);
        });
      });
    }
  });

  describe('hover', () => {
    afterEach(closeEditors);

    it('tells the type of a column', async () => {
      const { document } = await openFile('rules/portScan.yaml');
      const position = document.positionAt(document.getText().indexOf('csUserAgent') + 2);
      await waitFor('a hover with the type', async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', document.uri, position);
        const text = hovers
          .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
          .join('\n');
        return /string/.test(text) ? text : undefined;
      });
    });
  });
}
