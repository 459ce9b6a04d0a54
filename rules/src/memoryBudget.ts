/** What a run may take of the host's memory, and how much of it is taken. */
export interface MemoryBudget {
  /** The most, in bytes: samples, intermediate results and the result together. */
  readonly limitBytes: number;
  /** What is taken at the moment, in bytes. Asked some forty times a second during a run. */
  used(): number;
}

/** `bytes` as a message shows them: whole MiB. */
export function inMebibytes(bytes: number): string {
  return `${Math.round(bytes / 2 ** 20).toLocaleString('en')} MiB`;
}
