import type { RunFailure, RunSummary } from '@rulesmith/protocol';
import type * as vscode from 'vscode';
import type { CommandName } from './commands/commandNames.ts';
import type { RulesmithClient } from './languageClient.ts';
import { ResultsPanel } from './resultsPanel.ts';

type ActionListener = (rule: vscode.Uri, command: CommandName) => void;

/** One results panel for each rule that was run, beside the editor; a further run shows in the same panel. */
export class ResultsPanels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #client: RulesmithClient;
  readonly #panels = new Map<string, ResultsPanel>();
  /** The last run of each rule, unless it failed; its panel may have been closed. */
  readonly #runs = new Map<string, RunSummary>();
  #last: ResultsPanel | undefined;
  #listener: ActionListener = () => undefined;

  constructor(extensionUri: vscode.Uri, client: RulesmithClient) {
    this.#extensionUri = extensionUri;
    this.#client = client;
  }

  /** Calls `listener` for what the buttons of a page ask for. */
  onAction(listener: ActionListener): void {
    this.#listener = listener;
  }

  /** Marks what the rule's panel shows as old; without a panel nothing happens, because a failed run need not open one. */
  showRunning(rule: vscode.Uri, ruleName: string): void {
    this.#panels.get(rule.toString())?.show({ type: 'showRunning', ruleName });
  }

  showResult(rule: vscode.Uri, summary: RunSummary): void {
    this.#runs.set(rule.toString(), summary);
    this.#panelFor(rule, summary.rule.name ?? summary.rule.path).show({ type: 'showResult', summary });
  }

  /** A cancelled run leaves an old result standing; any other failure is shown in the panel. */
  showFailure(rule: vscode.Uri, failure: RunFailure): void {
    const panel = this.#panels.get(rule.toString());
    if (failure.kind === 'cancelled') {
      panel?.showPrevious(failure);
      return;
    }
    this.#runs.delete(rule.toString());
    this.#panelFor(rule, failure.rule.name ?? failure.rule.path).show({ type: 'showFailure', failure });
  }

  /** The result of the rule's last run; undefined where there is none, or the last run failed. */
  lastRunOf(rule: vscode.Uri): RunSummary | undefined {
    return this.#runs.get(rule.toString());
  }

  /** Where the rule's results are; undefined where they are not shown. */
  viewColumnOf(rule: vscode.Uri): vscode.ViewColumn | undefined {
    return this.#panels.get(rule.toString())?.viewColumn;
  }

  /** What the page that was shown last reads as now; the empty string while there is none. */
  async pageText(): Promise<string> {
    return (await this.#last?.pageText()) ?? '';
  }

  dispose(): void {
    for (const panel of [...this.#panels.values()]) panel.dispose();
  }

  #panelFor(rule: vscode.Uri, title: string): ResultsPanel {
    const key = rule.toString();
    const panel = this.#panels.get(key) ?? this.#create(rule);
    panel.setTitle(title);
    panel.reveal();
    this.#last = panel;
    return panel;
  }

  #create(rule: vscode.Uri): ResultsPanel {
    const key = rule.toString();
    const panel = new ResultsPanel({
      rule,
      extensionUri: this.#extensionUri,
      fetchRows: (params) => this.#client.request('rulesmith/resultRows', params),
      onAction: (command) => this.#listener(rule, command),
      onDispose: () => {
        this.#panels.delete(key);
        if (this.#last === panel) this.#last = undefined;
      },
    });
    this.#panels.set(key, panel);
    return panel;
  }
}
