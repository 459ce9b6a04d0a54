import {
  type ServerInitializationOptions,
  type ServerNotificationMethod,
  type ServerNotifications,
  type ServerRequestMethod,
  type ServerRequests,
  serverArguments,
} from '@rulesmith/protocol';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions, TransportKind } from 'vscode-languageclient/node';

/** The language server: started, restarted, and asked in the types of our protocol. A server that dies is started again, up to four times in three minutes. */
export class RulesmithClient {
  readonly #client: LanguageClient;

  constructor(context: vscode.ExtensionContext, output: vscode.LogOutputChannel) {
    const module = context.asAbsolutePath('dist/server.cjs');
    const serverOptions: ServerOptions = {
      run: { module, transport: TransportKind.ipc, options: { execArgv: [...serverArguments] } },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: [...serverArguments, '--nolazy', '--inspect=6019'] } },
    };
    this.#client = new LanguageClient('rulesmith', 'Rulesmith', serverOptions, clientOptions(output));
  }

  start(): Promise<void> {
    return this.#client.start();
  }

  async restart(): Promise<void> {
    await this.#client.restart();
  }

  /** Rejects where the server fails or the token is cancelled before it answered. */
  request<Method extends ServerRequestMethod>(
    method: Method,
    params: ServerRequests[Method]['params'],
    token?: vscode.CancellationToken,
  ): Promise<ServerRequests[Method]['result']> {
    return this.#client.sendRequest<ServerRequests[Method]['result']>(method, params, token);
  }

  onNotification<Method extends ServerNotificationMethod>(
    method: Method,
    listener: (params: ServerNotifications[Method]) => void,
  ): vscode.Disposable {
    return this.#client.onNotification(method, listener);
  }

  async dispose(): Promise<void> {
    await this.#client.dispose();
  }
}

function clientOptions(outputChannel: vscode.LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: [
      { language: 'yaml', scheme: 'file' },
      { language: 'yaml', scheme: 'untitled' },
    ],
    outputChannel,
    // A function, because a restart after trust was granted must send the new value.
    initializationOptions: (): ServerInitializationOptions => ({ workspaceTrusted: vscode.workspace.isTrusted, showsSchemas: true }),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/*.{yaml,yml,kql,json}') },
    diagnosticCollectionName: 'rulesmith',
    middleware: {
      async provideCompletionItem(document, position, context, token, next) {
        const result = await next(document, position, context, token);
        for (const item of (result instanceof vscode.CompletionList ? result.items : result) ?? []) showParameters(item);
        return result;
      },
    },
  };
}

/** A call that was inserted shows its parameters at once, as if its bracket had been typed. */
function showParameters(item: vscode.CompletionItem): void {
  const isCall = item.kind === vscode.CompletionItemKind.Function && item.insertText instanceof vscode.SnippetString;
  if (isCall) item.command = { command: 'editor.action.triggerParameterHints', title: '' };
}
