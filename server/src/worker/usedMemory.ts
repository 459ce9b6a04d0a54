import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

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
