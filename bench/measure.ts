/** Times and memory, measured. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How long `action` takes, and what it gives. */
export function time<T>(action: () => T): { readonly ms: number; readonly result: T } {
  const started = performance.now();
  const result = action();
  return { ms: performance.now() - started, result };
}

/** The middle one of `values`; 0 where there is none. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** What the heap and the buffers hold after everything unused was let go, in bytes. */
export function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
