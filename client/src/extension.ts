/**
 * Activation is for every YAML file, because VS Code knows no finer event; so this module is all that runs until a file looks like a rule or
 * a command is called. Everything else, the language client foremost, is loaded then.
 */
import * as vscode from 'vscode';
import { type CommandName, commandNames } from './commands/commandNames.ts';
import { mayBeRule } from './ruleContent.ts';
import type { RuleSession } from './ruleSession.ts';
import type { TestApi } from './testApi.ts';

/** The context key that the manifest's menus and key bindings ask for. */
const ruleContextKey = 'rulesmith.activeEditorIsRule';

class Activation implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  #session: Promise<RuleSession> | undefined;
  #startFailed = false;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
  }

  /** The session, begun with the first call. A start that failed is tried again by the next call. */
  session(): Promise<RuleSession> {
    this.#session ??= this.#start();
    return this.#session;
  }

  /** Begins the session where the document looks like a rule. After a failure only a command tries again, not every keystroke. */
  consider(document: vscode.TextDocument): void {
    if (this.#session === undefined && !this.#startFailed && isRule(document)) this.session().catch(showStartFailure);
  }

  get isStarted(): boolean {
    return this.#session !== undefined;
  }

  async run(command: CommandName, argument: unknown): Promise<true | undefined> {
    return (await this.session()).runCommand(command, argument);
  }

  async dispose(): Promise<void> {
    await (await this.#session?.catch(() => undefined))?.dispose();
  }

  async #start(): Promise<RuleSession> {
    try {
      const { startRuleSession } = await import('./ruleSession.ts');
      return await startRuleSession(this.#context);
    } catch (error) {
      this.#startFailed = true;
      this.#session = undefined;
      throw error;
    }
  }
}

/** Keeps the context key: whether the active editor holds a rule. */
class RuleContext {
  #value: boolean | undefined;

  update(editor: vscode.TextEditor | undefined): void {
    // The results panel is no text editor; while it has the focus the rule beside it stays the one that commands mean.
    const value = editor === undefined ? this.#value : isRule(editor.document);
    if (value === this.#value) return;
    this.#value = value;
    void vscode.commands.executeCommand('setContext', ruleContextKey, value);
  }
}

export function activate(context: vscode.ExtensionContext): TestApi | undefined {
  const started = performance.now();
  const activation = new Activation(context);
  const ruleContext = new RuleContext();
  const { subscriptions } = context;
  subscriptions.push(activation);
  for (const name of commandNames) {
    subscriptions.push(vscode.commands.registerCommand(name, (argument: unknown) => activation.run(name, argument)));
  }
  subscriptions.push(
    vscode.workspace.onDidOpenTextDocument((document) => activation.consider(document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      activation.consider(document);
      if (document === vscode.window.activeTextEditor?.document) ruleContext.update(vscode.window.activeTextEditor);
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => ruleContext.update(editor)),
  );
  ruleContext.update(vscode.window.activeTextEditor);
  for (const document of vscode.workspace.textDocuments) activation.consider(document);
  return context.extensionMode === vscode.ExtensionMode.Test ? testApi(activation, performance.now() - started) : undefined;
}

function isRule(document: vscode.TextDocument): boolean {
  return document.languageId === 'yaml' && mayBeRule(document.getText());
}

function showStartFailure(error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  void vscode.window.showErrorMessage(`Rulesmith could not start its language server: ${reason}`);
}

function testApi(activation: Activation, activationMs: number): TestApi {
  return {
    activationMs,
    isStarted: () => activation.isStarted,
    pageText: async () => (await activation.session()).pageText(),
    scratchText: async () => (await activation.session()).scratchText(),
  };
}
