/** The worker that runs queries, so that the language server never waits for one. Keeps the samples loaded between runs. */
import { parentPort } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest } from './worker/messages.ts';
import { type JobReport, JobRunner } from './worker/runJob.ts';

const runner = new JobRunner();
/** One run after the other: they share the samples, and two at once would only double the memory. */
let queue: Promise<void> = Promise.resolve();

function reply(message: WorkerReply): void {
  parentPort?.postMessage(message);
}

parentPort?.on('message', (request: WorkerRequest) => {
  switch (request.kind) {
    case 'declare':
      runner.declare(request.declarations);
      return;
    case 'warmUp':
      runner.warmUp();
      return;
    case 'run':
      queue = queue.then(() => run(request));
      return;
    case 'queryHits':
      queue = queue.then(() => queryHits(request));
      return;
    case 'ask':
      if (request.question.about === 'values') {
        const { params } = request.question;
        // Reading samples takes its turn among the runs.
        queue = queue.then(() => answer(request.id, () => runner.values(params)));
      } else {
        const { question } = request;
        void answer(request.id, () => runner.answer(question));
      }
  }
});

async function run({ job, cancelled }: Extract<WorkerRequest, { kind: 'run' }>): Promise<void> {
  const { runId } = job;
  try {
    reply({ kind: 'outcome', runId, outcome: await runner.run(job, reportFor(runId, cancelled)) });
  } catch (error) {
    reply({ kind: 'broken', id: runId, message: stackOf(error) });
  }
}

async function queryHits({ job, cancelled }: Extract<WorkerRequest, { kind: 'queryHits' }>): Promise<void> {
  const { scratchId } = job;
  try {
    reply({ kind: 'hitsOutcome', scratchId, outcome: await runner.queryHits(job, reportFor(scratchId, cancelled)) });
  } catch (error) {
    reply({ kind: 'broken', id: scratchId, message: stackOf(error) });
  }
}

function reportFor(id: string, cancelled: SharedArrayBuffer): JobReport {
  const flag = new Int32Array(cancelled);
  return {
    get isCancelled() {
      return Atomics.load(flag, 0) === 1;
    },
    progress: (phase, message) => reply({ kind: 'progress', progress: { runId: id, phase, message } }),
  };
}

type Reply = Extract<WorkerReply, { kind: 'answer' }>['reply'];

async function answer(id: number, act: () => Reply | Promise<Reply>): Promise<void> {
  try {
    reply({ kind: 'answer', id, reply: await act() });
  } catch (error) {
    reply({ kind: 'broken', id, message: stackOf(error) });
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
