import { Worker } from 'node:worker_threads';
import type { ResultRowsParams, ResultRowsReply, RunFailure, RunOutcome, RunProgressParams } from '@rulesmith/protocol';
import { type Declarations, noDeclarations } from '@rulesmith/rules';
import type { RunJob, WorkerReply, WorkerRequest } from './messages.ts';

/** What the worker's heap may hold beyond the run: the parser, and what a run takes between two looks at its memory. */
const headroomMb = 512;

/** How long a cancelled run may take to notice, in milliseconds, before its worker is ended. */
const defaultPatience = 3000;

interface PendingRun {
  readonly job: RunJob;
  readonly cancelled: SharedArrayBuffer;
  settle(outcome: RunOutcome): void;
  fail(error: Error): void;
}

interface PendingRows {
  settle(reply: ResultRowsReply): void;
  fail(error: Error): void;
}

export interface QueryWorkerOptions {
  /** The script the worker runs. */
  readonly script: string;
  /** What a run may take, in MiB, before the worker is ended. */
  readonly memoryMb?: number;
  /** How long a cancelled run may take to end, in milliseconds; 3,000 unless given. */
  readonly patience?: number;
  onProgress?(progress: RunProgressParams): void;
  /** What the worker complains about, for the log. */
  onError?(message: string): void;
}

/**
 * The side of the server: runs rules in a worker that keeps the samples loaded between runs. A worker that dies or does not heed a
 * cancellation is replaced at the next run; its results are gone then, and the samples are read again.
 */
export class QueryWorkerClient {
  readonly #options: QueryWorkerOptions;
  readonly #runs = new Map<string, PendingRun>();
  readonly #rows = new Map<number, PendingRows>();
  #worker: Worker | undefined;
  #declarations: Declarations = noDeclarations;
  #memoryMb: number | undefined;
  #nextId = 0;

  constructor(options: QueryWorkerOptions) {
    this.#options = options;
    this.#memoryMb = options.memoryMb;
  }

  /** Tells what the workspace declares, to this worker and those to come. */
  declare(declarations: Declarations): void {
    this.#declarations = declarations;
    if (this.#worker !== undefined) this.#post({ kind: 'declare', declarations });
  }

  /** Takes effect when the next worker starts. */
  setMemory(megabytes: number): void {
    this.#memoryMb = megabytes;
  }

  /** Starts the worker before it is needed, so that the first run does not wait for its parser. */
  warmUp(): void {
    this.#post({ kind: 'warmUp' });
  }

  /** Runs a rule. Rejects only for a bug of ours; a crash of the worker is an outcome. */
  run(job: RunJob): Promise<RunOutcome> {
    const cancelled = new SharedArrayBuffer(4);
    return new Promise((settle, fail) => {
      this.#runs.set(job.runId, { job, cancelled, settle, fail });
      this.#post({ kind: 'run', job, cancelled });
    });
  }

  /** Asks a run to stop; without effect for one that has ended. */
  cancel(runId: string): void {
    const run = this.#runs.get(runId);
    if (run === undefined) return;
    Atomics.store(new Int32Array(run.cancelled), 0, 1);
    const worker = this.#worker;
    const timer = setTimeout(() => {
      if (!this.#runs.has(runId) || this.#worker !== worker) return;
      run.settle(failure(run.job, { kind: 'cancelled', message: 'The run was cancelled' }));
      this.#runs.delete(runId);
      this.#drop({ kind: 'crashed', message: 'The query worker did not heed a cancellation and was ended' });
    }, this.#options.patience ?? defaultPatience);
    timer.unref();
  }

  /** Rows of a run that completed; `gone` where no worker holds it any more. */
  rows(params: ResultRowsParams): Promise<ResultRowsReply> {
    if (this.#worker === undefined) return Promise.resolve({ kind: 'gone' });
    const id = this.#nextId++;
    return new Promise((settle, fail) => {
      this.#rows.set(id, { settle, fail });
      this.#post({ kind: 'rows', id, params });
    });
  }

  async dispose(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #post(request: WorkerRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(request);
  }

  #start(): Worker {
    const heapMb = this.#memoryMb === undefined ? undefined : this.#memoryMb + headroomMb;
    const limits = heapMb === undefined ? {} : { resourceLimits: { maxOldGenerationSizeMb: heapMb } };
    const worker = new Worker(this.#options.script, limits);
    worker.unref();
    worker.on('message', (reply: WorkerReply) => this.#receive(reply));
    worker.on('error', (error) => this.#lose(worker, lossOf(error)));
    worker.on('exit', (code) => this.#lose(worker, { kind: 'crashed', message: `The query worker ended with code ${code}` }));
    worker.postMessage({ kind: 'declare', declarations: this.#declarations } satisfies WorkerRequest);
    return worker;
  }

  #receive(reply: WorkerReply): void {
    switch (reply.kind) {
      case 'progress':
        this.#options.onProgress?.(reply.progress);
        return;
      case 'outcome':
        this.#runs.get(reply.runId)?.settle(reply.outcome);
        this.#runs.delete(reply.runId);
        return;
      case 'rows':
        this.#rows.get(reply.id)?.settle(reply.reply);
        this.#rows.delete(reply.id);
        return;
      case 'broken':
        this.#break(reply.id, reply.message);
    }
  }

  #break(id: string | number, message: string): void {
    const error = new Error(message);
    if (typeof id === 'number') {
      this.#rows.get(id)?.fail(error);
      this.#rows.delete(id);
    } else {
      this.#runs.get(id)?.fail(error);
      this.#runs.delete(id);
    }
  }

  /** The worker ended by itself: everything that waits for it is answered. */
  #lose(worker: Worker, loss: Loss): void {
    if (this.#worker === worker) this.#drop(loss);
  }

  #drop(loss: Loss): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#options.onError?.(loss.message);
    for (const { job, settle } of this.#runs.values()) settle(failure(job, loss));
    for (const { settle } of this.#rows.values()) settle({ kind: 'gone' });
    this.#runs.clear();
    this.#rows.clear();
    void worker?.terminate();
  }
}

/** Why a run ended without an answer of the worker. */
type Loss = Pick<RunFailure, 'message' | 'remedy'> & { readonly kind: 'crashed' | 'cancelled' | 'limit' };

function failure({ runId, rule }: RunJob, { kind, message, remedy }: Loss): RunFailure {
  const advice = kind === 'crashed' ? 'Run the rule again: the samples are then read anew' : remedy;
  return { kind, runId, rule, message, ...(advice === undefined ? {} : { remedy: advice }) };
}

function lossOf(error: unknown): Loss {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ERR_WORKER_OUT_OF_MEMORY')
    return { kind: 'crashed', message: `The query worker crashed: ${error instanceof Error ? error.message : String(error)}` };
  const remedy = 'Filter earlier in the query, use a smaller sample, or raise the setting `rulesmith.run.maxMemoryMb`';
  return { kind: 'limit', message: 'The run needed more memory than it may take', remedy };
}
