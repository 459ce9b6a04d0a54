import type {
  RunProgressParams,
  ServerInitializationOptions,
  ServerNotificationMethod,
  ServerRequestMethod,
  ServerRequests,
} from '@rulesmith/protocol';
import {
  type CancellationToken,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  LSPErrorCodes,
  ResponseError,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { capabilities } from './capabilities.ts';
import { FolderChecker } from './folderChecker.ts';
import { FormatterRegistration } from './formatterRegistration.ts';
import { DiagnosticsPublisher } from './publishDiagnostics.ts';
import { checkHits } from './requests/checkHits.ts';
import { codeAction } from './requests/codeAction.ts';
import { codeLens } from './requests/codeLens.ts';
import { completion } from './requests/completion.ts';
import { definition } from './requests/definition.ts';
import { documentHighlight } from './requests/documentHighlight.ts';
import { documentLink } from './requests/documentLink.ts';
import { documentSymbol } from './requests/documentSymbol.ts';
import { foldingRange } from './requests/foldingRange.ts';
import { formatting, rangeFormatting } from './requests/formatting.ts';
import { hitsSchema } from './requests/hitsSchema.ts';
import { hover } from './requests/hover.ts';
import { inlayHint } from './requests/inlayHint.ts';
import { newRules } from './requests/newRules.ts';
import { prepareRename } from './requests/prepareRename.ts';
import { queryHits } from './requests/queryHits.ts';
import { references } from './requests/references.ts';
import { rename } from './requests/rename.ts';
import { resultRows } from './requests/resultRows.ts';
import { runRule } from './requests/runRule.ts';
import { schemaText } from './requests/schemaText.ts';
import { selectionRange } from './requests/selectionRange.ts';
import { semanticTokens, semanticTokensInRange } from './requests/semanticTokens.ts';
import { signatureHelp } from './requests/signatureHelp.ts';
import { describe, Session } from './session.ts';
import { readSettings } from './settings.ts';
import { WatchedFiles } from './watchedFiles.ts';
import { QueryWorkerClient } from './worker/queryWorkerClient.ts';

export interface ServerOptions {
  /** The script of the query worker. */
  readonly workerScript: string;
  /** The script of the worker that checks the files of a folder. */
  readonly folderCheckScript: string;
}

/** Serves the rule language over a connection until it is closed. */
export function startServer(connection: Connection, options: ServerOptions): void {
  const progress: ServerNotificationMethod = 'rulesmith/runProgress';
  const worker = new QueryWorkerClient({
    script: options.workerScript,
    onProgress: (params: RunProgressParams) => void connection.sendNotification(progress, params),
    onError: (message) => connection.console.error(message),
  });
  const session = new Session(connection, new TextDocuments(TextDocument), worker);
  const publisher = new DiagnosticsPublisher(session);
  const checker = new FolderChecker(session, options.folderCheckScript);
  connectLifecycle(session, publisher, checker);
  connectDocuments(session, publisher, checker);
  connectRequests(session);
  session.documents.listen(connection);
  connection.listen();
}

function connectLifecycle(session: Session, publisher: DiagnosticsPublisher, checker: FolderChecker): void {
  const { connection } = session;
  let client: InitializeParams['capabilities'] = {};
  const checkAll = async (): Promise<void> => {
    publisher.scheduleAll();
    if (publisher.isStarted) await checker.checkAll(client.window?.workDoneProgress === true);
  };
  const reload = async (): Promise<void> => {
    try {
      await session.reloadWorkspace();
    } catch (error) {
      connection.console.error(describe('The workspace could not be read', error));
    }
    await session.loadCheckScope();
    void checkAll();
  };
  const configure = async (): Promise<void> => {
    if (client.workspace?.configuration !== true) return;
    try {
      session.settings = readSettings(await connection.workspace.getConfiguration('rulesmith'));
    } catch (error) {
      connection.console.error(describe('The settings could not be read', error));
    }
    await session.loadCheckScope();
    session.worker.setMemory(session.settings.run.maxMemoryMb);
    if (client.workspace?.inlayHint?.refreshSupport === true) void connection.languages.inlayHint.refresh();
    void checkAll();
  };
  connection.onInitialize((params) => {
    client = params.capabilities;
    session.isTrusted = option(params.initializationOptions, 'workspaceTrusted') !== false;
    session.showsSchemas = option(params.initializationOptions, 'showsSchemas') === true;
    session.setFolders((params.workspaceFolders ?? []).map((folder) => folder.uri));
    const isDynamic = client.textDocument?.formatting?.dynamicRegistration === true;
    if (isDynamic) offerFormattingOfRules(session);
    return { capabilities: isDynamic ? { ...capabilities, ...withoutFormatting } : capabilities, serverInfo: { name: 'rulesmith' } };
  });
  connection.onInitialized(async () => {
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: 'rulesmith' });
    }
    if (client.workspace?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders(async () => {
        session.setFolders(((await connection.workspace.getWorkspaceFolders()) ?? []).map((folder) => folder.uri));
        await reload();
      });
    }
    await configure();
    session.setConfigured();
    await reload();
    publisher.start();
    session.service.warmUp();
    await new Promise((resume) => setImmediate(resume)); // What was asked for meanwhile need not wait for the rest.
    session.service.warmUpCompletion();
    await checkAll(); // The worker has a parser of its own: its start waits until this one has room again.
    session.worker.warmUp();
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    if (client.workspace?.configuration !== true) {
      session.settings = readSettings((settings as { readonly rulesmith?: unknown } | null)?.rulesmith);
      void session.loadCheckScope().then(checkAll);
    } else void configure();
  });
  const watched = new WatchedFiles(reload);
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) void checker.checkOne(uri);
    return watched.changed(changes);
  });
  connection.onShutdown(async () => {
    publisher.dispose();
    checker.dispose();
    watched.dispose();
    await session.worker.dispose();
  });
}

const withoutFormatting = { documentFormattingProvider: false, documentRangeFormattingProvider: false } as const;

function offerFormattingOfRules(session: Session): void {
  const formatter = new FormatterRegistration(session.connection);
  session.documents.onDidChangeContent(({ document: { uri } }) => formatter.update(uri, session.open(uri)?.document.kind !== 'other'));
  session.documents.onDidClose(({ document: { uri } }) => formatter.update(uri, false));
}

function connectDocuments(session: Session, publisher: DiagnosticsPublisher, checker: FolderChecker): void {
  const { documents } = session;
  documents.onDidChangeContent(({ document }) => {
    checker.rest();
    publisher.schedule(document.uri);
  });
  documents.onDidClose(({ document }) => {
    session.service.close(document.uri);
    publisher.close(document.uri);
    void checker.checkOne(document.uri);
  });
}

function connectRequests(session: Session): void {
  const { connection } = session;
  const on = <P, R>(handler: (session: Session, params: P) => R) => wrap(session, handler);
  connection.onCompletion(on(completion));
  connection.onHover(on(hover));
  connection.onSignatureHelp(on(signatureHelp));
  connection.onCodeLens(on(codeLens));
  connection.onDocumentSymbol(on(documentSymbol));
  connection.onCodeAction(on(codeAction));
  connection.onDocumentFormatting(on(formatting));
  connection.onDocumentRangeFormatting(on(rangeFormatting));
  connection.onDefinition(on(definition));
  connection.onReferences(on(references));
  connection.onDocumentHighlight(on(documentHighlight));
  connection.onPrepareRename(on(prepareRename));
  connection.onRenameRequest(on(rename));
  connection.languages.semanticTokens.on(on(semanticTokens));
  connection.languages.semanticTokens.onRange(on(semanticTokensInRange));
  connection.onFoldingRanges(on(foldingRange));
  connection.onSelectionRanges(on(selectionRange));
  connection.onDocumentLinks(on(documentLink));
  connection.languages.inlayHint.on(on(inlayHint));
  serve(session, 'rulesmith/runRule', runRule);
  serve(session, 'rulesmith/resultRows', resultRows);
  serve(session, 'rulesmith/hitsSchema', hitsSchema);
  serve(session, 'rulesmith/checkHits', checkHits);
  serve(session, 'rulesmith/queryHits', queryHits);
  serve(session, 'rulesmith/schemaText', schemaText);
  serve(session, 'rulesmith/newRules', newRules);
}

/** Answers a request of our own protocol. */
function serve<Method extends ServerRequestMethod>(
  session: Session,
  method: Method,
  handler: (
    session: Session,
    params: ServerRequests[Method]['params'],
    token: CancellationToken,
  ) => Promise<ServerRequests[Method]['result']>,
): void {
  session.connection.onRequest<object, void>(method, (params: ServerRequests[Method]['params'], token: CancellationToken) =>
    guard<object>(session, method, () => handler(session, params, token)),
  );
}

/** A request that throws is logged with its place, and costs that feature only. */
function wrap<P, R>(session: Session, handler: (session: Session, params: P) => R): (params: P) => R {
  return (params) => {
    try {
      return handler(session, params);
    } catch (error) {
      throw bug(session, handler.name, error);
    }
  };
}

async function guard<R>(session: Session, name: string, act: () => Promise<R>): Promise<R> {
  try {
    return await act();
  } catch (error) {
    throw bug(session, name, error);
  }
}

function bug(session: Session, name: string, error: unknown): ResponseError<void> {
  session.connection.console.error(describe(`${name} failed`, error));
  return new ResponseError(LSPErrorCodes.RequestFailed, `${name} failed: ${error instanceof Error ? error.message : String(error)}`);
}

function option(options: unknown, name: keyof ServerInitializationOptions): unknown {
  return typeof options === 'object' && options !== null ? (options as Readonly<Record<string, unknown>>)[name] : undefined;
}
