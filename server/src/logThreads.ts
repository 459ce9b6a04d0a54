import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LogPart, LogPartRequest, LogThreads } from '@rulesmith/engine';

/** More threads than this gain little: joining what they read takes its time too. */
const mostParts = 4;
/** How often a reading thread is asked whether it is still wanted, in milliseconds. */
const checkInterval = 40;

/** The threads of this machine, each with the script of `logPartWorker.ts`; undefined where there is only one, or no script. */
export function logThreads(script: string | undefined): LogThreads | undefined {
  const parts = Math.min(mostParts, availableParallelism());
  return script === undefined || parts < 2 || !existsSync(script)
    ? undefined
    : { parts, share, read: (request, checkpoint) => readElsewhere(script, request, checkpoint) };
}

function share(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

function readElsewhere(script: string, request: LogPartRequest, checkpoint: () => void): Promise<LogPart> {
  const worker = new Worker(script, { workerData: request });
  return new Promise<LogPart>((resolve, reject) => {
    const timer = setInterval(() => {
      try {
        checkpoint();
      } catch (error) {
        end(() => reject(error));
      }
    }, checkInterval);
    const end = (settle: () => void): void => {
      clearInterval(timer);
      void worker.terminate();
      settle();
    };
    worker.on('message', (part: LogPart) => end(() => resolve(part)));
    worker.on('error', (error) => end(() => reject(error)));
    worker.on('exit', (code) => end(() => reject(new Error(`a thread that read the log ended with code ${code}`))));
  });
}
