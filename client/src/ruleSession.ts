/** What lives from the first rule on: the language server, the panels, and the commands that need them. */
import * as vscode from 'vscode';
import { chooseSamples } from './commands/chooseSamples.ts';
import type { CommandName } from './commands/commandNames.ts';
import { newRule } from './commands/newRule.ts';
import { queryHits } from './commands/queryHits.ts';
import { RuleRunner } from './commands/runRule.ts';
import { RulesmithClient } from './languageClient.ts';
import { ResultsPanels } from './resultsPanels.ts';
import { SampleChoices } from './sampleChoices.ts';
import { registerSchemaDocuments } from './schemaDocuments.ts';
import { ScratchPanels } from './scratchPanels.ts';
import { ruleUriOf } from './targetRule.ts';

export interface RuleSession {
  /** What a command resolves to is for other code: `rulesmith.cancelRun` tells whether there was a run, the others nothing. */
  runCommand(name: CommandName, argument: unknown): Promise<true | undefined>;
  /** What the results page that was shown last reads as now. */
  pageText(): Promise<string>;
  /** What the scratch pane that was opened last reads as now. */
  scratchText(): Promise<string>;
  dispose(): Promise<void>;
}

/** Starts the language server and connects what needs it. Rejects where the server does not start. */
export async function startRuleSession(context: vscode.ExtensionContext): Promise<RuleSession> {
  const output = vscode.window.createOutputChannel('Rulesmith', { log: true });
  const client = new RulesmithClient(context, output);
  await client.start();
  const panels = new ResultsPanels(context.extensionUri, client);
  const choices = new SampleChoices(context.workspaceState);
  const scratch = new ScratchPanels(context.extensionUri, client);
  const runner = new RuleRunner({ client, panels, scratch, choices, output });
  for (const pages of [panels, scratch]) pages.onAction(async (uri, action) => runCommand(action, uri));
  const schemas = registerSchemaDocuments(client);
  const subscriptions = [
    output,
    panels,
    scratch,
    schemas,
    runOnSave(runner),
    vscode.workspace.onDidGrantWorkspaceTrust(() => client.restart()),
  ];

  const runCommand: RuleSession['runCommand'] = async (name, argument) => {
    switch (name) {
      case 'rulesmith.runRule':
        await withRule(argument, (uri) => runner.run(uri));
        return undefined;
      case 'rulesmith.cancelRun':
        return runner.cancelAll() ? true : undefined;
      case 'rulesmith.chooseSamples':
        await withRule(argument, async (uri) => {
          if (await chooseSamples(uri, choices)) await runner.run(uri);
        });
        return undefined;
      case 'rulesmith.queryHits':
        await withRule(argument, (uri) => queryHits(uri, { runner, results: panels, scratch }));
        return undefined;
      case 'rulesmith.newRule':
        await newRule(client, argument);
        return undefined;
      case 'rulesmith.showOutput':
        output.show();
        return undefined;
      case 'rulesmith.restartServer':
        await client.restart();
        return undefined;
    }
  };
  return {
    runCommand,
    pageText: () => panels.pageText(),
    scratchText: () => scratch.pageText(),
    async dispose() {
      for (const each of subscriptions) each.dispose();
      await client.dispose();
    },
  };
}

async function withRule(argument: unknown, action: (uri: vscode.Uri) => Promise<void>): Promise<void> {
  const uri = ruleUriOf(argument);
  if (uri === undefined) void vscode.window.showInformationMessage('Open a Sentinel rule (YAML) first, then run it on a sample.');
  else await action(uri);
}

function runOnSave(runner: RuleRunner): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument((document) => {
    const isOn = vscode.workspace.getConfiguration('rulesmith', document).get<boolean>('run.onSave', false);
    if (isOn && ruleUriOf(document.uri) !== undefined) void runner.run(document.uri);
  });
}
