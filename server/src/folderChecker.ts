/**
 * Checks the rules of the workspace that are not open, behind what the editor asks for. What is found is published like the findings of open
 * documents, so that a mistake in a file that nobody looks at is in the list of problems too. A few files are checked here, between two requests;
 * many by a worker (`folderCheckWorker.ts`), whose memory is given back when it is done.
 */
import { readFile } from 'node:fs/promises';
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, WorkDoneProgressReporter } from 'vscode-languageserver/node';
import { checkFile } from './folderCheck/checkFile.ts';
import { FolderCheckWorkerClient } from './folderCheck/folderCheckWorkerClient.ts';
import { describe, pathOf, type Session } from './session.ts';

/** Fewer files are checked sooner than a worker has started. */
const fewFiles = 50;

/** A workspace with more rules is a copy of a repository that nobody works on as a whole: the rest is checked when it is opened. */
const mostFiles = 5000;

/** How many files lie between two reports of progress. */
const reportEvery = 20;

export class FolderChecker {
  readonly #session: Session;
  readonly #worker: FolderCheckWorkerClient;
  /** The paths of files with findings in the list of problems. */
  readonly #published = new Set<string>();
  /** Files that were looked at since the pass under way began: what it says of them may be older. */
  readonly #fresh = new Set<string>();
  /** Counts the passes; a pass ends when a later one has begun. */
  #pass = 0;

  /** `script`: that of the worker. */
  constructor(session: Session, script: string) {
    this.#session = session;
    this.#worker = new FolderCheckWorkerClient(script);
  }

  /** Checks all files that are not open; a pass that is under way is given up. Never rejects. */
  async checkAll(showsProgress: boolean): Promise<void> {
    const pass = ++this.#pass;
    this.#worker.stop();
    this.#fresh.clear();
    const isOn = this.#session.settings.checks.closedFiles;
    const ruleFiles = isOn ? this.#session.service.ruleFiles : [];
    for (const path of [...this.#published].filter((each) => !ruleFiles.includes(each))) this.#publish(path, []);
    const paths = ruleFiles.slice(0, mostFiles);
    const rest = ruleFiles.length - paths.length;
    if (rest > 0)
      this.#session.connection.console.warn(`Rules that are checked only when they are opened, since there are so many: ${rest}`);
    try {
      if (paths.length <= fewFiles) await this.#checkHere(paths, pass);
      else await this.#checkInWorker(paths, pass, showsProgress);
    } catch (error) {
      this.#session.connection.console.error(describe('The workspace could not be checked', error));
    }
  }

  /** Checks one file again: it has changed on disk, or was closed. */
  async checkOne(uri: string): Promise<void> {
    const path = pathOf(uri);
    if (path === undefined || !/\.ya?ml$/i.test(path) || !this.#session.settings.checks.closedFiles) return;
    if (this.#session.folders.some((folder) => path.startsWith(folder + sep))) await this.#checkHere([path], this.#pass);
  }

  /** Somebody types: what is not urgent waits. */
  rest(): void {
    this.#worker.rest();
  }

  dispose(): void {
    this.#pass++;
    this.#worker.stop();
  }

  async #checkInWorker(paths: readonly string[], pass: number, showsProgress: boolean): Promise<void> {
    const session = this.#session;
    const progress = showsProgress ? await this.#beginProgress() : undefined;
    if (pass === this.#pass) {
      const job = {
        folders: session.folders,
        isTrusted: session.isTrusted,
        scope: session.checkScope.data,
        paths,
      };
      await this.#worker.check(job, {
        checked: (path, diagnostics, index) => {
          if (index % reportEvery === 0) progress?.report(Math.round((index / paths.length) * 100), `${index} of ${paths.length}`);
          if (pass === this.#pass && !this.#fresh.has(path) && !this.#isOpen(path)) this.#publish(path, diagnostics);
        },
        failed: (message) => session.connection.console.error(message),
      });
    }
    progress?.done();
  }

  async #beginProgress(): Promise<WorkDoneProgressReporter> {
    const progress = await this.#session.connection.window.createWorkDoneProgress();
    progress.begin('Checking rules', 0);
    return progress;
  }

  async #checkHere(paths: readonly string[], pass: number): Promise<void> {
    await this.#session.service.loadCommitted(paths.filter((path) => !this.#isOpen(path)).map((path) => ({ uri: uriOf(path), path })));
    for (const path of paths) {
      if (pass !== this.#pass) return;
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (!this.#isOpen(path)) this.#check(path, text);
      await new Promise((resume) => setImmediate(resume)); // What the editor has asked for meanwhile comes first.
    }
  }

  #check(path: string, text: string | undefined): void {
    const { service, connection } = this.#session;
    this.#fresh.add(path);
    try {
      this.#publish(path, text === undefined ? [] : checkFile(service, uriOf(path), text, this.#session.checkOptionsFor(uriOf(path))));
    } catch (error) {
      connection.console.error(describe(`${path} could not be checked`, error));
    }
  }

  #publish(path: string, diagnostics: readonly Diagnostic[]): void {
    if (diagnostics.length === 0 && !this.#published.delete(path)) return;
    if (diagnostics.length > 0) this.#published.add(path);
    void this.#session.connection.sendDiagnostics({ uri: uriOf(path), diagnostics: [...diagnostics] });
  }

  /** Editors write the same address in more than one way. */
  #isOpen(path: string): boolean {
    return this.#session.documents.all().some(({ uri }) => pathOf(uri) === path);
  }
}

function uriOf(path: string): string {
  return pathToFileURL(path).href;
}
