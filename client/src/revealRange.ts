import type { TextRange } from '@rulesmith/protocol';
import * as vscode from 'vscode';

/** Selects a range of a document in the editor that shows it, or opens it beside nothing else where none does. */
export async function revealRange(uri: vscode.Uri, { start, end }: TextRange): Promise<void> {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  const editor = await vscode.window.showTextDocument(uri, { viewColumn, selection: range });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
