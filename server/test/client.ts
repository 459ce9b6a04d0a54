import { type ChildProcess, fork } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  type RegistrationParams,
  type UnregistrationParams,
} from 'vscode-languageserver/node';

const node = resolve(import.meta.dirname, '../../node_modules/.bin/node');
const main = resolve(import.meta.dirname, '../src/main.ts');

export interface StartOptions {
  readonly settings?: unknown;
  readonly trusted?: boolean;
  /** Formatters may be registered while the server runs. */
  readonly registersFormatters?: boolean;
}

/** A client of the real server in a process of its own. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly #process: ChildProcess;
  readonly #published: PublishDiagnosticsParams[] = [];
  readonly #waiting = new Set<() => void>();
  #version = 0;

  private constructor(child: ChildProcess) {
    this.#process = child;
    this.connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
    this.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      this.#published.push(params);
      for (const check of this.#waiting) check();
    });
    this.connection.onRequest('workspace/configuration', () => [this.settings]);
    this.connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      this.registrations.push(...registrations);
      for (const check of this.#waiting) check();
      return null;
    });
    this.connection.onRequest('client/unregisterCapability', ({ unregisterations }: UnregistrationParams) => {
      this.registrations = this.registrations.filter(({ id }) => !unregisterations.some((each) => each.id === id));
      for (const check of this.#waiting) check();
      return null;
    });
    this.connection.listen();
  }

  settings: unknown = {};
  /** What the server has registered and not taken back. */
  registrations: Registration[] = [];

  static async start(folder: string, options: StartOptions = {}): Promise<TestClient> {
    const child = fork(main, ['--node-ipc'], { execPath: node, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    const client = new TestClient(child);
    client.settings = options.settings ?? {};
    await client.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        ...(options.registersFormatters === true ? { textDocument: { formatting: { dynamicRegistration: true } } } : {}),
      },
      initializationOptions: { workspaceTrusted: options.trusted ?? true, showsSchemas: true },
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'test' }],
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  async open(uri: string, text: string): Promise<number> {
    const version = ++this.#version;
    await this.connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version, text } });
    return version;
  }

  async change(uri: string, text: string): Promise<number> {
    const version = ++this.#version;
    await this.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
    return version;
  }

  /** The findings of this version of the document, once they are published (and satisfy `when`). */
  diagnostics(
    uri: string,
    version: number,
    when: (params: PublishDiagnosticsParams) => boolean = () => true,
  ): Promise<PublishDiagnosticsParams> {
    return this.#once(() => this.#published.findLast((params) => params.uri === uri && params.version === version && when(params)));
  }

  /** The newest findings of a file that is not open, once they satisfy `when`. */
  unversioned(uri: string, when: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    return this.#once(() => {
      const newest = this.#published.findLast((params) => params.uri === uri);
      return newest?.version === undefined && newest !== undefined && when(newest) ? newest : undefined;
    });
  }

  /** Settles once something that the server sends makes `when` true. */
  async until(when: () => boolean): Promise<void> {
    await this.#once(() => when() || undefined);
  }

  /** What `find` gives, once something that the server sends lets it find something. */
  #once<T>(find: () => T | undefined): Promise<T> {
    return new Promise((settle) => {
      const check = () => {
        const found = find();
        if (found === undefined) return;
        this.#waiting.delete(check);
        settle(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  get publishedUris(): string[] {
    return this.#published.map(({ uri }) => uri);
  }

  get publishedVersions(): (number | undefined)[] {
    return this.#published.map(({ version }) => version);
  }

  async stop(): Promise<void> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    await new Promise((settle) => {
      if (this.#process.exitCode !== null) settle(undefined);
      else this.#process.once('exit', settle);
    });
  }
}
