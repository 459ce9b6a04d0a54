import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TestApi } from '../../client/src/testApi.ts';

const extensionId = 'rulesmith.rulesmith';
const waitStepMs = 25;

/** Figures that tests measured, printed with the results. */
export const measurements: string[] = [];

/** A function, because other modules must not ask before VS Code has told. */
export function isTrusted(): boolean {
  return vscode.workspace.isTrusted;
}

/** The file of the workspace at this path, open in an editor. */
export async function openFile(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(uriOf(path), { viewColumn: vscode.ViewColumn.One });
}

export function uriOf(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'The tests need a workspace folder');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** Closes everything and throws away what was typed and not saved. */
export async function closeEditors(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    // The command means the active editor, which may not be this one yet when another panel has just opened.
    await waitFor(`${document.uri.path} to be as it was`, async () => {
      await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.One, preserveFocus: false });
      await vscode.commands.executeCommand('workbench.action.files.revert');
      return document.isDirty ? undefined : true;
    });
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Puts the cursor behind the first occurrence of `text` and types there. */
export async function typeBehind(editor: vscode.TextEditor, text: string, typed: string): Promise<vscode.Position> {
  const offset = editor.document.getText().indexOf(text);
  assert.notEqual(offset, -1, `${text} is not in the document`);
  const position = editor.document.positionAt(offset + text.length);
  await editor.edit((edit) => edit.insert(position, typed));
  const end = position.translate(0, typed.length);
  editor.selection = new vscode.Selection(end, end);
  return end;
}

/** Asks again and again until the answer is not undefined; fails with `what` when that takes too long. */
export async function waitFor<Answer>(
  what: string,
  ask: () => Answer | undefined | Promise<Answer | undefined>,
  timeoutMs = 20_000,
): Promise<Answer> {
  const end = Date.now() + timeoutMs;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, waitStepMs));
  }
  throw new Error(`Waited in vain for ${what}`);
}

export async function testApi(): Promise<TestApi> {
  const extension = vscode.extensions.getExtension<TestApi>(extensionId);
  assert.ok(extension, `${extensionId} is not installed`);
  return extension.activate();
}

/** Waits until the results page reads as `pattern` says, and gives its text. */
export async function pageWith(pattern: RegExp): Promise<string> {
  const api = await testApi();
  return textWith('a results page', pattern, () => api.pageText());
}

/** The same for the scratch pane. */
export async function scratchWith(pattern: RegExp): Promise<string> {
  const api = await testApi();
  return textWith('a scratch pane', pattern, () => api.scratchText());
}

async function textWith(what: string, pattern: RegExp, read: () => Promise<string>): Promise<string> {
  let last = '';
  return waitFor(`${what} with ${pattern}`, async () => {
    last = await read();
    return pattern.test(last) ? last : undefined;
  }).catch((error: Error) => {
    throw new Error(`${error.message}; it reads: ${last}`);
  });
}
