/** The worker that reads one part of a large log, and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import { type LogPart, type LogPartRequest, readLogPart } from '@rulesmith/engine';

const part = readLogPart(workerData as LogPartRequest);
parentPort?.postMessage(part, buffersOf(part));

/** The buffers that may change hands rather than be copied. */
function buffersOf({ rows }: LogPart): ArrayBuffer[] {
  const buffers = rows.columns.flatMap(([, column]) =>
    column.kind === 'number'
      ? [column.values.buffer, column.nulls.buffer]
      : [column.codes.buffer, column.dictionary.arena.buffer, column.dictionary.starts.buffer],
  );
  return buffers.filter((buffer) => buffer instanceof ArrayBuffer);
}
