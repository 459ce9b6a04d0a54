import { Worker } from 'node:worker_threads';
import type { HitsOutcome, RunFailure, RunOutcome, RunProgressParams } from '@rulesmith/protocol';
import { type Declarations, noDeclarations } from '@rulesmith/rules';
import type { HitsJob, RunJob, WorkerQuestion, WorkerQuestions, WorkerReply, WorkerRequest } from './messages.ts';

/** What the worker's heap may hold beyond the run: the parser, and what a run takes between two looks at its memory. */
const headroomMb = 512;

/** How long a cancelled run may take to notice, in milliseconds, before its worker is ended. */
const defaultPatience = 3000;

interface Pending<Answer> {
  settle(answer: Answer): void;
  fail(error: Error): void;
}

/** A run or a query that the worker is at, or comes to. */
interface PendingJob<Outcome> extends Pending<Outcome> {
  readonly cancelled: SharedArrayBuffer;
  /** What it comes to where the worker is lost. */
  lost(loss: Loss): Outcome;
}

type Answer = WorkerQuestions[keyof WorkerQuestions]['reply'];

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
  readonly #runs = new Map<string, PendingJob<RunOutcome>>();
  readonly #queries = new Map<string, PendingJob<HitsOutcome>>();
  readonly #questions = new Map<number, Pending<Answer>>();
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
      this.#runs.set(job.runId, { cancelled, settle, fail, lost: (loss) => runFailure(job, loss) });
      this.#post({ kind: 'run', job, cancelled });
    });
  }

  /** Runs a query over the hits of a run; `gone` where no worker holds the run any more. Rejects as `run` does. */
  queryHits(job: HitsJob): Promise<HitsOutcome> {
    if (this.#worker === undefined) return Promise.resolve({ kind: 'gone' });
    const cancelled = new SharedArrayBuffer(4);
    return new Promise((settle, fail) => {
      this.#queries.set(job.scratchId, { cancelled, settle, fail, lost: (loss) => ({ scratchId: job.scratchId, ...loss }) });
      this.#post({ kind: 'queryHits', job, cancelled });
    });
  }

  /** Asks the run or query with this id to stop; without effect for one that has ended. */
  cancel(id: string): void {
    if (this.#runs.has(id)) this.#cancelIn(this.#runs, id, 'The run was cancelled');
    else this.#cancelIn(this.#queries, id, 'The query was cancelled');
  }

  /** What the worker holds of a run that completed; `gone` where no worker holds it any more. */
  ask<About extends keyof WorkerQuestions>(
    about: About,
    params: WorkerQuestions[About]['params'],
  ): Promise<WorkerQuestions[About]['reply']> {
    if (this.#worker === undefined) return Promise.resolve({ kind: 'gone' });
    const id = this.#nextId++;
    return new Promise<Answer>((settle, fail) => {
      this.#questions.set(id, { settle, fail });
      this.#post({ kind: 'ask', id, question: { about, params } as WorkerQuestion });
    }) as Promise<WorkerQuestions[About]['reply']>;
  }

  async dispose(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #cancelIn<Outcome>(jobs: Map<string, PendingJob<Outcome>>, id: string, message: string): void {
    const job = jobs.get(id);
    if (job === undefined) return;
    Atomics.store(new Int32Array(job.cancelled), 0, 1);
    const worker = this.#worker;
    const timer = setTimeout(() => {
      if (!jobs.has(id) || this.#worker !== worker) return;
      job.settle(job.lost({ kind: 'cancelled', message }));
      jobs.delete(id);
      this.#drop({ kind: 'crashed', message: 'The query worker did not heed a cancellation and was ended' });
    }, this.#options.patience ?? defaultPatience);
    timer.unref();
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
        take(this.#runs, reply.runId)?.settle(reply.outcome);
        return;
      case 'hitsOutcome':
        take(this.#queries, reply.scratchId)?.settle(reply.outcome);
        return;
      case 'answer':
        take(this.#questions, reply.id)?.settle(reply.reply);
        return;
      case 'broken':
        this.#break(reply.id, new Error(reply.message));
    }
  }

  #break(id: string | number, error: Error): void {
    if (typeof id === 'number') take(this.#questions, id)?.fail(error);
    else (take(this.#runs, id) ?? take(this.#queries, id))?.fail(error);
  }

  /** The worker ended by itself: everything that waits for it is answered. */
  #lose(worker: Worker, loss: Loss): void {
    if (this.#worker === worker) this.#drop(loss);
  }

  #drop(loss: Loss): void {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#options.onError?.(loss.message);
    for (const { settle, lost } of this.#runs.values()) settle(lost(loss));
    for (const { settle, lost } of this.#queries.values()) settle(lost(loss));
    for (const { settle } of this.#questions.values()) settle({ kind: 'gone' });
    for (const pending of [this.#runs, this.#queries, this.#questions]) pending.clear();
    void worker?.terminate();
  }
}

/** Why a run ended without an answer of the worker. */
type Loss = Pick<RunFailure, 'message' | 'remedy'> & { readonly kind: 'crashed' | 'cancelled' | 'limit' };

/** What waits under `id`, which then waits no longer. */
function take<Id, Waiting>(pending: Map<Id, Waiting>, id: Id): Waiting | undefined {
  const found = pending.get(id);
  pending.delete(id);
  return found;
}

function runFailure({ runId, rule }: RunJob, { kind, message, remedy }: Loss): RunFailure {
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
