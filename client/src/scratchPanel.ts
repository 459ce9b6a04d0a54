import {
  type CheckHitsReply,
  type CheckTexts,
  type HitsOutcome,
  type HitsSchemaReply,
  type HostToScratch,
  type QueryRequest,
  type ResultRowsParams,
  type ResultRowsReply,
  type RunSummary,
  type ScratchAction,
  type ScratchToHost,
  unreachable,
} from '@rulesmith/protocol';
import * as vscode from 'vscode';
import type { CommandName } from './commands/commandNames.ts';
import { PageTexts } from './pageTexts.ts';
import { rowsReply } from './rowsReply.ts';
import { scratchHtml } from './webviewHtml.ts';

export interface ScratchPanelOptions {
  readonly extensionUri: vscode.Uri;
  readonly viewColumn: vscode.ViewColumn;
  readonly title: string;
  /** What the pane of this rule was closed with; undefined the first time. */
  readonly text: string | undefined;
  readonly server: ScratchServer;
  keepText(text: string): void;
  /** A button of the page asks for a command on the rule. */
  onAction(command: CommandName): void;
  onDispose(): void;
}

/** What the pane asks of the language server. */
export interface ScratchServer {
  hitsSchema(runId: string): Promise<HitsSchemaReply>;
  check(runId: string, texts: readonly string[]): Promise<CheckHitsReply>;
  query(request: HitsRequest, token: vscode.CancellationToken): Promise<HitsOutcome>;
  rows(params: ResultRowsParams): Promise<ResultRowsReply>;
}

export interface HitsRequest {
  readonly runId: string;
  readonly scratchId: string;
  readonly text: string;
  onProgress(message: string): void;
}

const actionCommands: Readonly<Record<ScratchAction['action'], CommandName>> = {
  runAgain: 'rulesmith.runRule',
  showOutput: 'rulesmith.showOutput',
};

/** The scratch pane of one rule, over the hits of its last run. */
export class ScratchPanel implements vscode.Disposable {
  readonly #options: ScratchPanelOptions;
  readonly #panel: vscode.WebviewPanel;
  readonly #texts = new PageTexts((message) => this.#post(message));
  readonly #queries = new Map<string, vscode.CancellationTokenSource>();
  #run: RunSummary;
  #text: string | undefined;

  constructor(options: ScratchPanelOptions, run: RunSummary) {
    this.#options = options;
    this.#run = run;
    this.#text = options.text;
    const dist = vscode.Uri.joinPath(options.extensionUri, 'dist');
    this.#panel = vscode.window.createWebviewPanel('rulesmith.scratch', options.title, options.viewColumn, {
      enableScripts: true,
      localResourceRoots: [dist],
      enableFindWidget: true,
      // The history of edits lives in the page alone; a user who looks at the rule meanwhile must not lose it.
      retainContextWhenHidden: true,
    });
    this.#panel.webview.onDidReceiveMessage((message: ScratchToHost) => this.#receive(message));
    this.#panel.onDidDispose(() => this.#disposed());
    this.#panel.webview.html = scratchHtml(this.#panel.webview, dist);
  }

  reveal(): void {
    this.#panel.reveal();
  }

  /** Queries see the hits of this run from now on. */
  showRun(run: RunSummary): void {
    this.#run = run;
    void this.#showHits();
  }

  /** The text of the page as it is now. */
  pageText(): Promise<string> {
    return this.#texts.ask();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #disposed(): void {
    for (const query of this.#queries.values()) query.cancel();
    this.#options.onDispose();
  }

  #post(message: HostToScratch): void {
    void this.#panel.webview.postMessage(message);
  }

  #receive(message: ScratchToHost): void {
    switch (message.type) {
      case 'ready':
        void this.#showHits();
        this.#texts.askAgain();
        return;
      case 'rows':
        void rowsReply(message, this.#options.server.rows).then((reply) => this.#post(reply));
        return;
      case 'query':
        void this.#query(message);
        return;
      case 'cancelQuery':
        this.#queries.get(message.scratchId)?.cancel();
        return;
      case 'checkTexts':
        void this.#check(message);
        return;
      case 'keepText':
        this.#text = message.text;
        this.#options.keepText(message.text);
        return;
      case 'copy':
        void vscode.env.clipboard.writeText(message.text);
        return;
      case 'action':
        this.#options.onAction(actionCommands[message.action]);
        return;
      case 'description':
        this.#texts.answer(message);
        return;
      default:
        unreachable(message);
    }
  }

  async #showHits(): Promise<void> {
    const run = this.#run;
    const schema = await this.#options.server.hitsSchema(run.runId).catch(() => ({ kind: 'gone' }) as const);
    // A newer run may have been shown while the server was asked.
    if (run !== this.#run) return;
    if (schema.kind === 'gone') {
      this.#post({ type: 'hitsGone' });
      return;
    }
    const { runId, rule, rowCount } = run;
    this.#post({ type: 'showHits', runId, rule, rowCount, schema, ...(this.#text === undefined ? {} : { text: this.#text }) });
  }

  async #query({ scratchId, text }: QueryRequest): Promise<void> {
    const source = new vscode.CancellationTokenSource();
    this.#queries.set(scratchId, source);
    try {
      const onProgress = (message: string) => this.#post({ type: 'queryProgress', scratchId, message });
      const request = { runId: this.#run.runId, scratchId, text, onProgress };
      this.#post({ type: 'queryEnded', scratchId, outcome: await this.#options.server.query(request, source.token) });
    } catch (error) {
      this.#post({ type: 'queryBroken', scratchId, message: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#queries.delete(scratchId);
      source.dispose();
    }
  }

  async #check({ requestId, texts }: CheckTexts): Promise<void> {
    const reply = await this.#options.server.check(this.#run.runId, texts).catch(() => undefined);
    // Without an answer the text stays unmarked; the server has logged why.
    if (reply !== undefined) this.#post({ type: 'textsChecked', requestId, reply });
  }
}
