import * as vscode from 'vscode';
import type { RulesmithClient } from '../languageClient.ts';

/** Opens a new rule in an editor, made from the template labelled `chosen` or else from one that the user picks; nothing is saved. */
export async function newRule(client: RulesmithClient, chosen: unknown): Promise<void> {
  const rules = await client.request('rulesmith/newRules', {});
  const items = rules.map((rule) => ({ label: rule.label, description: rule.detail, rule }));
  const item =
    items.find(({ label }) => label === chosen) ??
    (await vscode.window.showQuickPick(items, {
      title: 'New Rule from Template',
      placeHolder: 'What to begin with',
      matchOnDescription: true,
    }));
  if (item === undefined) return;
  const document = await vscode.workspace.openTextDocument({ language: 'yaml', content: item.rule.text });
  await vscode.window.showTextDocument(document);
}
