import {
  type HostToWebview,
  type ResultRowsParams,
  type ResultRowsReply,
  type RunFailure,
  type ShowFailure,
  type ShowResult,
  type ShowRunning,
  type TextRange,
  unreachable,
  type WebviewAction,
  type WebviewToHost,
} from '@rulesmith/protocol';
import * as vscode from 'vscode';
import type { CommandName } from './commands/commandNames.ts';
import { PageTexts } from './pageTexts.ts';
import { revealRange } from './revealRange.ts';
import { rowsReply } from './rowsReply.ts';
import { resultsHtml } from './webviewHtml.ts';

export interface ResultsPanelOptions {
  readonly rule: vscode.Uri;
  readonly extensionUri: vscode.Uri;
  fetchRows(params: ResultRowsParams): Promise<ResultRowsReply>;
  /** A button of the page asks for a command on the rule. */
  onAction(command: CommandName): void;
  onDispose(): void;
}

const actionCommands: Readonly<Record<WebviewAction['action'], CommandName>> = {
  runAgain: 'rulesmith.runRule',
  chooseSamples: 'rulesmith.chooseSamples',
  showOutput: 'rulesmith.showOutput',
  queryHits: 'rulesmith.queryHits',
};

/** The panel of one rule: VS Code may drop its page while it is hidden, so what it last showed is kept here and sent again. */
export class ResultsPanel implements vscode.Disposable {
  readonly #options: ResultsPanelOptions;
  readonly #panel: vscode.WebviewPanel;
  readonly #texts = new PageTexts((message) => this.#post(message));
  #shown: ShowResult | ShowFailure | undefined;
  #running: ShowRunning | undefined;

  constructor(options: ResultsPanelOptions) {
    this.#options = options;
    const dist = vscode.Uri.joinPath(options.extensionUri, 'dist');
    this.#panel = vscode.window.createWebviewPanel(
      'rulesmith.results',
      'Results',
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [dist], enableFindWidget: true },
    );
    this.#panel.webview.onDidReceiveMessage((message: WebviewToHost) => this.#receive(message));
    this.#panel.onDidDispose(options.onDispose);
    this.#panel.webview.html = resultsHtml(this.#panel.webview, dist);
  }

  setTitle(ruleName: string): void {
    this.#panel.title = `Results: ${ruleName}`;
  }

  /** Undefined while it is not shown in any column. */
  get viewColumn(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  /** Brings the panel to the front of its column without taking the focus from the editor. */
  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  show(message: ShowRunning | ShowResult | ShowFailure): void {
    if (message.type === 'showRunning') this.#running = message;
    else {
      this.#running = undefined;
      this.#shown = message;
    }
    this.#post(message);
  }

  /** What was shown before a run that gave nothing; the failure where there was nothing. */
  showPrevious(failure: RunFailure): void {
    this.show(this.#shown ?? { type: 'showFailure', failure });
  }

  /** The text of the page as it is now. */
  pageText(): Promise<string> {
    return this.#texts.ask();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #post(message: HostToWebview): void {
    void this.#panel.webview.postMessage(message);
  }

  #receive(message: WebviewToHost): void {
    switch (message.type) {
      case 'ready':
        this.#showAgain();
        this.#texts.askAgain();
        return;
      case 'rows':
        void rowsReply(message, this.#options.fetchRows).then((reply) => this.#post(reply));
        return;
      case 'revealStage':
        this.#revealStage(message.stage);
        return;
      case 'revealFailure':
        this.#reveal(this.#shown?.type === 'showFailure' ? this.#shown.failure.range : undefined);
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

  #showAgain(): void {
    if (this.#shown !== undefined) this.#post(this.#shown);
    if (this.#running !== undefined) this.#post(this.#running);
  }

  #revealStage(stage: number): void {
    if (this.#shown?.type === 'showResult') this.#reveal(this.#shown.summary.stages[stage]?.range);
  }

  #reveal(range: TextRange | undefined): void {
    if (range !== undefined) void revealRange(this.#options.rule, range);
  }
}
