import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEditors, openFile, waitFor } from './workspace.ts';

export function defineNavigationTests(): void {
  describe('navigation', () => {
    afterEach(closeEditors);

    it('leads from the use of a name to the place that makes it', async () => {
      const { document } = await openFile('rules/portScan.yaml');
      const [found] = await definitionOf(document, 'Ports >=', (locations) => locations.length > 0);
      assert.equal(found?.uri.toString(), document.uri.toString());
      assert.equal(document.lineAt(found.range.start).text.slice(found.range.start.character).split('(')[0], 'Ports = dcount');
    });

    it('leads from a column to the schema of its table', async () => {
      const { document } = await openFile('rules/portScan.yaml');
      const [found] = await definitionOf(document, 'sPort', (locations) => locations[0]?.uri.scheme === 'rulesmith-schema');
      assert.ok(found);
      const schema = await vscode.workspace.openTextDocument(found.uri);
      assert.equal(schema.getText(found.range), 'sPort');
    });

    it('renames in the query and in the YAML, and refuses what is not its own', async () => {
      const { document } = await openFile('rules/portScan.yaml');
      const rename = (word: string) =>
        vscode.commands.executeCommand<vscode.WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          document.uri,
          positionOf(document, word),
          'renamed',
        );
      const edit = await waitFor('a rename', async () => {
        const found = await rename('portThreshold');
        return found.size > 0 ? found : undefined;
      });
      assert.deepEqual(
        edit.get(document.uri).map(({ range, newText }) => [document.getText(range), newText]),
        [
          ['portThreshold', 'renamed'],
          ['portThreshold', 'renamed'],
        ],
      );
      await assert.rejects(async () => rename('sPort'), /column of `W3CIISLog`/);
    });
  });
}

function positionOf(document: vscode.TextDocument, word: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(word) + 1);
}

/** Where the word leads, once `isThere` holds: the server may still be starting. */
function definitionOf(
  document: vscode.TextDocument,
  word: string,
  isThere: (locations: readonly vscode.Location[]) => boolean,
): Promise<vscode.Location[]> {
  return waitFor(`the definition of ${word}`, async () => {
    const found = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      positionOf(document, word),
    );
    return isThere(found) ? found : undefined;
  });
}
