import { Worker } from 'node:worker_threads';
import type { Diagnostic } from 'vscode-languageserver/node';
import type { FolderCheckJob, FolderCheckMessage } from './messages.ts';

/**
 * What the heap of the worker may take, in MiB: the parser and its catalog, a rule, and little garbage. By itself V8 lets garbage grow to several
 * times what is in use, and a pass over a thousand files leaves some hundred megabytes behind.
 */
const resourceLimits = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 8 };

/** After so many deaths of the worker the rest of the files is left alone. */
const mostDeaths = 3;

/** How long the worker rests after a keystroke, in milliseconds. */
const restMs = 1000;

export interface FolderCheckListener {
  /** `index` counts the files from 0. */
  checked(path: string, diagnostics: readonly Diagnostic[], index: number): void;
  /** What went wrong, for the log. */
  failed(message: string): void;
}

/** The side of the server: a pass over files in a worker that ends with it. */
export class FolderCheckWorkerClient {
  readonly #script: string;
  readonly #restsUntil = new BigInt64Array(new SharedArrayBuffer(8));
  #worker: Worker | undefined;

  constructor(script: string) {
    this.#script = script;
  }

  /** Resolves when all files were checked, or the pass was stopped. A file that the worker dies of is left out. Never rejects. */
  async check(job: Omit<FolderCheckJob, 'restsUntil'>, listener: FolderCheckListener): Promise<void> {
    let paths = job.paths;
    for (let deaths = 0; paths.length > 0 && deaths < mostDeaths; deaths++) {
      const end = await this.#pass({ ...job, paths, restsUntil: this.#restsUntil.buffer as SharedArrayBuffer }, job.paths, listener);
      if (end.kind !== 'died') return;
      listener.failed(`The check of ${end.at ?? 'the folder'} ended: ${end.message}`);
      if (end.at === undefined) break;
      paths = paths.slice(paths.indexOf(end.at) + 1);
    }
    if (paths.length > 0) listener.failed(`The check of the folder was given up; files that were not checked: ${paths.length}`);
  }

  /** The worker lets the editor go first for a while. */
  rest(): void {
    Atomics.store(this.#restsUntil, 0, BigInt(Date.now() + restMs));
  }

  stop(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    void worker?.terminate();
  }

  #pass(job: FolderCheckJob, all: readonly string[], listener: FolderCheckListener): Promise<PassEnd> {
    this.stop();
    const worker = new Worker(this.#script, { workerData: job, resourceLimits });
    this.#worker = worker;
    return new Promise((settle) => {
      let at: string | undefined;
      let message = 'the worker ended';
      worker.on('message', (said: FolderCheckMessage) => {
        if (said.kind === 'at') at = said.path;
        else if (said.kind === 'checked') listener.checked(said.path, said.diagnostics, all.indexOf(said.path));
        else if (said.kind === 'failed') listener.failed(`${said.path} could not be checked: ${said.message}`);
        else {
          settle({ kind: 'done' });
          if (this.#worker === worker) this.stop();
        }
      });
      worker.on('error', (error) => {
        message = error instanceof Error ? error.message : String(error);
      });
      worker.on('exit', () => settle(this.#worker === worker ? { kind: 'died', at, message } : { kind: 'stopped' }));
    });
  }
}

type PassEnd =
  | { readonly kind: 'done' | 'stopped' }
  /** `at`: the file it was at; undefined where it did not come to any. */
  | { readonly kind: 'died'; readonly at: string | undefined; readonly message: string };
