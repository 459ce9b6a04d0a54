import * as vscode from 'vscode';
import { mayBeRule } from './ruleContent.ts';

/**
 * The rule that a command means: the URI it was called with (a code lens passes a string, a menu a URI), else the rule in the active editor,
 * else one that is visible. Undefined where there is none.
 */
export function ruleUriOf(argument: unknown): vscode.Uri | undefined {
  if (typeof argument === 'string') return vscode.Uri.parse(argument, true);
  if (argument instanceof vscode.Uri) {
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === argument.toString());
    return open === undefined || isRule(open) ? argument : undefined;
  }
  const editors = [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors];
  return editors.find((editor) => editor !== undefined && isRule(editor.document))?.document.uri;
}

function isRule(document: vscode.TextDocument): boolean {
  return document.languageId === 'yaml' && mayBeRule(document.getText());
}
