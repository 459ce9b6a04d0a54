import type { RunSummary } from '@rulesmith/protocol';
import type * as vscode from 'vscode';
import type { CommandName } from './commands/commandNames.ts';
import type { RulesmithClient } from './languageClient.ts';
import { type HitsRequest, ScratchPanel, type ScratchServer } from './scratchPanel.ts';

type ActionListener = (rule: vscode.Uri, command: CommandName) => void;

/** One scratch pane for each rule whose hits are queried. */
export class ScratchPanels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #server: ScratchServer;
  readonly #panels = new Map<string, ScratchPanel>();
  /** What the pane of each rule held last, for when it is opened again. */
  readonly #texts = new Map<string, string>();
  #last: ScratchPanel | undefined;
  #listener: ActionListener = () => undefined;

  constructor(extensionUri: vscode.Uri, client: RulesmithClient) {
    this.#extensionUri = extensionUri;
    this.#server = serverOf(client);
  }

  /** Calls `listener` for what the buttons of a pane ask for. */
  onAction(listener: ActionListener): void {
    this.#listener = listener;
  }

  /** Shows the pane over the hits of this run, in this column where it is not open yet. */
  open(rule: vscode.Uri, run: RunSummary, viewColumn: vscode.ViewColumn): void {
    const key = rule.toString();
    const known = this.#panels.get(key);
    known?.reveal();
    const panel = known ?? this.#create(rule, run, viewColumn);
    this.#panels.set(key, panel);
    this.#last = panel;
  }

  /** The rule was run again: its pane, where one is open, queries the new hits. */
  runAgain(rule: vscode.Uri, run: RunSummary): void {
    this.#panels.get(rule.toString())?.showRun(run);
  }

  /** What the pane that was opened last reads as now; the empty string while there is none. */
  async pageText(): Promise<string> {
    return (await this.#last?.pageText()) ?? '';
  }

  dispose(): void {
    for (const panel of [...this.#panels.values()]) panel.dispose();
  }

  #create(rule: vscode.Uri, run: RunSummary, viewColumn: vscode.ViewColumn): ScratchPanel {
    const key = rule.toString();
    const options = {
      extensionUri: this.#extensionUri,
      viewColumn,
      title: `Query: ${run.rule.name ?? run.rule.path}`,
      text: this.#texts.get(key),
      server: this.#server,
      keepText: (text: string) => void this.#texts.set(key, text),
      onAction: (command: CommandName) => this.#listener(rule, command),
      onDispose: () => {
        this.#panels.delete(key);
        if (this.#last === panel) this.#last = undefined;
      },
    };
    const panel = new ScratchPanel(options, run);
    return panel;
  }
}

function serverOf(client: RulesmithClient): ScratchServer {
  return {
    hitsSchema: (runId) => client.request('rulesmith/hitsSchema', { runId }),
    check: (runId, texts) => client.request('rulesmith/checkHits', { runId, texts }),
    rows: (params) => client.request('rulesmith/resultRows', params),
    async query({ onProgress, ...params }: HitsRequest, token) {
      const progress = client.onNotification('rulesmith/runProgress', ({ runId, message }) => {
        if (runId === params.scratchId) onProgress(message);
      });
      try {
        return await client.request('rulesmith/queryHits', params, token);
      } catch (error) {
        if (!token.isCancellationRequested) throw error;
        return { kind: 'cancelled', scratchId: params.scratchId, message: 'The query was cancelled' };
      } finally {
        progress.dispose();
      }
    },
  };
}
