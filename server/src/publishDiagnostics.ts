import { pageOf } from './checkPages.ts';
import { toDiagnostic } from './convert/toProtocol.ts';
import { describe, pathOf, type Session } from './session.ts';

/** How long typing must pause, in milliseconds, before a document is looked at. */
const pause = 120;

/** How long what the last commit says of a document is taken as it was, in milliseconds: somebody may have committed since. */
const commitAge = 3000;

/** Publishes the findings of open documents: once typing pauses, and never those of a version that is gone. */
export class DiagnosticsPublisher {
  readonly #session: Session;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #committedAt = new Map<string, number>();
  #isStarted = false;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Begins, and looks at all open documents: called when the workspace is known, so that nothing is underlined that it declares. */
  start(): void {
    this.#isStarted = true;
    this.scheduleAll();
  }

  get isStarted(): boolean {
    return this.#isStarted;
  }

  /** Looks at a document soon. */
  schedule(uri: string, delay: number = pause): void {
    if (!this.#isStarted) return;
    clearTimeout(this.#timers.get(uri));
    const timer = setTimeout(() => {
      this.#timers.delete(uri);
      this.#publish(uri);
      void this.#refreshCommitted(uri);
    }, delay);
    this.#timers.set(uri, timer);
  }

  /** Looks at all open documents again: settings or declarations have changed. */
  scheduleAll(): void {
    this.#committedAt.clear();
    for (const { uri } of this.#session.documents.all()) this.schedule(uri, 0);
  }

  /** Takes back the findings of a document that was closed. */
  close(uri: string): void {
    clearTimeout(this.#timers.get(uri));
    this.#timers.delete(uri);
    this.#committedAt.delete(uri);
    void this.#session.connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Asks what the last commit says of the document, and looks at it again where that has changed. */
  async #refreshCommitted(uri: string): Promise<void> {
    const path = pathOf(uri);
    const { service, documents, connection } = this.#session;
    if (path === undefined || Date.now() - (this.#committedAt.get(uri) ?? 0) < commitAge) return;
    this.#committedAt.set(uri, Date.now());
    try {
      const changed = await service.loadCommitted([{ uri, path }]);
      if (changed.length > 0 && documents.get(uri) !== undefined) this.#publish(uri);
    } catch (error) {
      connection.console.error(describe(`What was committed of ${uri} could not be read`, error));
    }
  }

  #publish(uri: string): void {
    const { service, connection } = this.#session;
    try {
      const open = this.#session.open(uri);
      if (open === undefined) return;
      const found = service.diagnostics(open.document, this.#session.checkOptionsFor(uri));
      const diagnostics = found.map((diagnostic) => toDiagnostic(diagnostic, open.lines, pageOf(diagnostic.code)));
      void connection.sendDiagnostics({ uri, version: open.source.version, diagnostics });
    } catch (error) {
      connection.console.error(describe(`${uri} could not be checked`, error));
    }
  }
}
