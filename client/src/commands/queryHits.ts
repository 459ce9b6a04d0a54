import * as vscode from 'vscode';
import type { ResultsPanels } from '../resultsPanels.ts';
import type { ScratchPanels } from '../scratchPanels.ts';
import type { RuleRunner } from './runRule.ts';

export interface QueryServices {
  readonly runner: RuleRunner;
  readonly results: ResultsPanels;
  readonly scratch: ScratchPanels;
}

/** Opens the scratch pane over the hits of the rule's last run, in the column of its results; a rule that has no result is run first. */
export async function queryHits(rule: vscode.Uri, { runner, results, scratch }: QueryServices): Promise<void> {
  if (results.lastRunOf(rule) === undefined) await runner.run(rule);
  const run = results.lastRunOf(rule);
  // Without one the runner has said why.
  if (run !== undefined) scratch.open(rule, run, results.viewColumnOf(rule) ?? vscode.ViewColumn.Beside);
}
