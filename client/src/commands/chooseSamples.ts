import * as vscode from 'vscode';
import type { SampleChoices } from '../sampleChoices.ts';

const sampleExtensions = ['log', 'json', 'ndjson', 'jsonl', 'csv', 'tsv', 'gz'];

/** Lets the user choose what a rule runs on from now on. Resolves to whether a choice was made. */
export async function chooseSamples(rule: vscode.Uri, choices: SampleChoices): Promise<boolean> {
  const source = choices.samplesFor(rule) === undefined ? 'files' : await askForSource();
  if (source === undefined) return false;
  const samples = source === 'usual' ? undefined : await askForFiles(rule, source);
  if (source !== 'usual' && samples === undefined) return false;
  await choices.choose(rule, samples);
  return true;
}

type Source = 'files' | 'folder' | 'usual';

async function askForSource(): Promise<Source | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly source: Source })[] = [
    { source: 'files', label: 'Choose files…', description: 'logs, NDJSON, JSON or CSV, also gzipped' },
    { source: 'folder', label: 'Choose a folder…' },
    { source: 'usual', label: 'Look in the usual places', description: 'forget the files chosen for this rule' },
  ];
  return (await vscode.window.showQuickPick(items, { title: 'Samples for this rule' }))?.source;
}

async function askForFiles(rule: vscode.Uri, source: 'files' | 'folder'): Promise<string[] | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: 'Sample logs to run the rule on',
    openLabel: 'Use as Sample',
    defaultUri: vscode.Uri.joinPath(rule, '..'),
    canSelectFiles: source === 'files',
    canSelectFolders: source === 'folder',
    canSelectMany: true,
    filters: { 'Logs and tables': sampleExtensions, 'All files': ['*'] },
  });
  if (chosen === undefined) return undefined;
  const outside = vscode.workspace.isTrusted ? [] : chosen.filter((uri) => vscode.workspace.getWorkspaceFolder(uri) === undefined);
  if (outside.length === 0) return chosen.map((uri) => uri.toString());
  const manage = 'Manage Workspace Trust';
  const message = 'In Restricted Mode a rule runs only on samples inside the workspace.';
  const answer = await vscode.window.showWarningMessage(
    message,
    { modal: true, detail: outside.map((uri) => uri.fsPath).join('\n') },
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return undefined;
}
