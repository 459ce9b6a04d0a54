import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { RulesmithSettings } from '@rulesmith/protocol';
import { type CheckOptions, createRuleService, type RuleDocument, type RuleService } from '@rulesmith/rules';
import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { CheckScope, readBaselines } from './checkScope.ts';
import { LineIndex } from './convert/lineIndex.ts';
import { NodeWorkspace } from './nodeWorkspace.ts';
import { isRepositoryClone } from './repositoryClone.ts';
import { SampleValueStore } from './sampleValueStore.ts';
import { defaultSettings } from './settings.ts';
import type { QueryWorkerClient } from './worker/queryWorkerClient.ts';

/** A document as a request sees it. */
export interface OpenDocument {
  readonly document: RuleDocument;
  readonly source: TextDocument;
  readonly lines: LineIndex;
}

/** The state of one connection. */
export class Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly worker: QueryWorkerClient;
  readonly sampleValues: SampleValueStore;
  settings: RulesmithSettings = defaultSettings;
  /** Settles when the client's settings were read for the first time: what acts by them waits for it. */
  readonly configured: Promise<void>;
  setConfigured: () => void = () => {};
  /** Absolute paths. */
  folders: readonly string[] = [];
  isTrusted = true;
  /** The client can open the schema of a table as a document. */
  showsSchemas = false;
  service: RuleService;
  #isRepository = false;
  #checkScope = new CheckScope({ repositoryMode: false, disabled: [], baselines: {} }, []);
  #lines = new WeakMap<RuleDocument, LineIndex>();

  constructor(connection: Connection, documents: TextDocuments<TextDocument>, worker: QueryWorkerClient) {
    this.connection = connection;
    this.documents = documents;
    this.worker = worker;
    this.sampleValues = new SampleValueStore(worker);
    this.configured = new Promise((resolve) => {
      this.setConfigured = resolve;
    });
    this.service = this.#createService();
  }

  /** The open document; undefined where the client has not opened it. */
  open(uri: string): OpenDocument | undefined {
    const source = this.documents.get(uri);
    if (source === undefined) return undefined;
    const document = this.service.document(uri, source.version, source.getText());
    return { document, source, lines: this.linesOf(document) };
  }

  linesOf(document: RuleDocument): LineIndex {
    let lines = this.#lines.get(document);
    if (lines === undefined) {
      lines = new LineIndex(document.text);
      this.#lines.set(document, lines);
    }
    return lines;
  }

  /** Takes other workspace folders: a service with their declarations, once `reloadWorkspace` was called. */
  setFolders(uris: readonly string[]): void {
    this.folders = uris.flatMap((uri) => pathOf(uri) ?? []);
    this.#isRepository = this.folders.some(isRepositoryClone);
    this.service = this.#createService();
  }

  /** Which checks count for which file, as the settings were when `loadCheckScope` was last called. */
  get checkScope(): CheckScope {
    return this.#checkScope;
  }

  checkOptionsFor(uri: string): CheckOptions {
    return this.#checkScope.optionsFor(pathOf(uri));
  }

  /** Reads anew what the settings say of checks, and the baselines. Never rejects. */
  async loadCheckScope(): Promise<void> {
    const { repositoryMode, disabled, baseline } = this.settings.checks;
    const baselines = await readBaselines(baseline, this.folders, (message) => this.connection.console.error(message));
    const isRepository = repositoryMode === 'on' || (repositoryMode === 'auto' && this.#isRepository);
    this.#checkScope = new CheckScope({ repositoryMode: isRepository, disabled, baselines }, this.folders);
    for (const entry of this.#checkScope.unknown)
      this.connection.console.warn(`rulesmith.checks.disabled: \`${entry}\` switches off nothing; it takes codes of checks, or CODE:GLOB`);
  }

  /** Tells the worker what the workspace declares, after it may have changed. */
  async reloadWorkspace(): Promise<void> {
    await this.service.reloadWorkspace();
    this.worker.declare(this.service.declarations);
  }

  #createService(): RuleService {
    const { console } = this.connection;
    return createRuleService({
      workspace: new NodeWorkspace(this.folders, () => this.isTrusted),
      newId: randomUUID,
      logger: {
        info: (message) => console.info(message),
        error: (message, error) => console.error(describe(message, error)),
      },
    });
  }
}

/** The path of a `file:` URI; undefined for any other. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/** A message for the log with what was thrown. */
export function describe(message: string, error: unknown): string {
  if (error === undefined) return message;
  return `${message}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
