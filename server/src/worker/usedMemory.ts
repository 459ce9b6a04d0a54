import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { MemoryBudget } from '@rulesmith/rules';

/** What this worker's own heap and buffers hold, in bytes; the resident memory would be that of the whole language server. */
export function usedMemory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** The same after what is no longer needed was let go, which takes some ten milliseconds. */
export function neededMemory(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return usedMemory();
}

/** What a run may take of the worker. What is no longer needed counts only until the limit is reached. */
export class WorkerMemory implements MemoryBudget {
  readonly limitBytes: number;
  readonly #idleBytes: number;

  /** `idleBytes`: what the worker takes without any sample. */
  constructor(limitBytes: number, idleBytes: number) {
    this.limitBytes = limitBytes;
    this.#idleBytes = idleBytes;
  }

  used(): number {
    const used = usedMemory() - this.#idleBytes;
    return used > this.limitBytes ? neededMemory() - this.#idleBytes : used;
  }
}
