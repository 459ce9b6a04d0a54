/** The worker that runs queries, so that the language server never waits for one. Keeps the samples loaded between runs. */
import { parentPort } from 'node:worker_threads';
import type { WorkerReply, WorkerRequest } from './worker/messages.ts';
import { JobRunner } from './worker/runJob.ts';

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
    case 'rows':
      answer(request.id, () => reply({ kind: 'rows', id: request.id, reply: runner.results.page(request.params) }));
  }
});

async function run({ job, cancelled }: Extract<WorkerRequest, { kind: 'run' }>): Promise<void> {
  const flag = new Int32Array(cancelled);
  const { runId } = job;
  try {
    const outcome = await runner.run(job, {
      get isCancelled() {
        return Atomics.load(flag, 0) === 1;
      },
      progress: (phase, message) => reply({ kind: 'progress', progress: { runId, phase, message } }),
    });
    reply({ kind: 'outcome', runId, outcome });
  } catch (error) {
    reply({ kind: 'broken', id: runId, message: stackOf(error) });
  }
}

function answer(id: number, act: () => void): void {
  try {
    act();
  } catch (error) {
    reply({ kind: 'broken', id, message: stackOf(error) });
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
