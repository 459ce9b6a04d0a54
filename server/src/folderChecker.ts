/**
 * Checks the rules of the workspace that are not open, one after the other behind what the editor asks for. What is found is published like the
 * findings of open documents, so that a mistake in a file that nobody looks at is in the list of problems too.
 */
import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import type { WorkDoneProgressReporter } from 'vscode-languageserver/node';
import { pageOf } from './checkPages.ts';
import { toDiagnostic } from './convert/toProtocol.ts';
import { describe, pathOf, type Session } from './session.ts';

/** So many files are compared with the last commit at once. */
const batchSize = 100;

/** A workspace with more rules is a copy of a repository that nobody works on as a whole: the rest is checked when it is opened. */
const mostFiles = 5000;

/**
 * How much the heap may grow, in per cent of what is in use, before V8 collects garbage. By itself it lets garbage grow to several times that, and
 * a pass over a thousand files leaves some hundred megabytes behind that nobody uses.
 */
const tightHeap = '--heap-growing-percent=30';
const usualHeap = '--heap-growing-percent=0';

/** Node lets V8's flags be set while it runs; of Electron, which runs the server in the desktop's editor, nobody promises that. */
function setHeap(flag: string): void {
  if (process.versions.electron === undefined) setFlagsFromString(flag);
}

export class FolderChecker {
  readonly #session: Session;
  /** The paths of files with findings in the list of problems. */
  readonly #published = new Set<string>();
  /** Counts the passes; a pass ends when a later one has begun. */
  #pass = 0;

  constructor(session: Session) {
    this.#session = session;
  }

  /** Checks all files that are not open; a pass that is under way is given up. Never rejects. */
  async checkAll(showsProgress: boolean): Promise<void> {
    const pass = ++this.#pass;
    const { ruleFiles } = this.#session.service;
    const paths = ruleFiles.slice(0, mostFiles);
    for (const path of [...this.#published].filter((each) => !ruleFiles.includes(each))) this.#publish(path, []);
    setHeap(tightHeap);
    let progress: WorkDoneProgressReporter | undefined;
    try {
      if (showsProgress && paths.length > batchSize) progress = await this.#beginProgress();
      for (let at = 0; at < paths.length && pass === this.#pass; at += batchSize) {
        progress?.report(Math.round((at / paths.length) * 100), `${at} of ${paths.length}`);
        await this.#checkBatch(paths.slice(at, at + batchSize), pass);
      }
    } catch (error) {
      this.#session.connection.console.error(describe('The workspace could not be checked', error));
    } finally {
      progress?.done();
      if (pass === this.#pass) setHeap(usualHeap);
    }
  }

  /** Checks one file again: it has changed on disk, or was closed. */
  async checkOne(uri: string): Promise<void> {
    const path = pathOf(uri);
    if (path === undefined || !/\.ya?ml$/i.test(path)) return;
    if (this.#session.folders.some((folder) => path.startsWith(folder + sep))) await this.#checkBatch([path], this.#pass);
  }

  dispose(): void {
    this.#pass++;
  }

  async #beginProgress(): Promise<WorkDoneProgressReporter> {
    const progress = await this.#session.connection.window.createWorkDoneProgress();
    progress.begin('Checking rules', 0);
    return progress;
  }

  async #checkBatch(paths: readonly string[], pass: number): Promise<void> {
    await this.#session.service.loadCommitted(paths.filter((path) => !this.#isOpen(path)).map((path) => ({ uri: uriOf(path), path })));
    for (const path of paths) {
      if (pass !== this.#pass) return;
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (!this.#isOpen(path)) this.#check(path, text);
      await new Promise((resume) => setImmediate(resume)); // What the editor has asked for meanwhile comes first.
    }
  }

  #check(path: string, text: string | undefined): void {
    const { service, checkOptions, connection } = this.#session;
    const uri = uriOf(path);
    try {
      if (text === undefined) {
        this.#publish(path, []);
        return;
      }
      const document = service.document(uri, 0, text.replace(/^\uFEFF/, ''));
      const lines = this.#session.linesOf(document);
      const found = service.diagnostics(document, checkOptions);
      this.#publish(
        path,
        found.map((diagnostic) => toDiagnostic(diagnostic, lines, pageOf(diagnostic.code))),
      );
    } catch (error) {
      connection.console.error(describe(`${path} could not be checked`, error));
    } finally {
      service.close(uri);
    }
  }

  #publish(path: string, diagnostics: ReturnType<typeof toDiagnostic>[]): void {
    if (diagnostics.length === 0 && !this.#published.delete(path)) return;
    if (diagnostics.length > 0) this.#published.add(path);
    void this.#session.connection.sendDiagnostics({ uri: uriOf(path), diagnostics });
  }

  /** Editors write the same address in more than one way. */
  #isOpen(path: string): boolean {
    return this.#session.documents.all().some(({ uri }) => pathOf(uri) === path);
  }
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
