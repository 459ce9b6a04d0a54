/** What a run needs of the machine. */
import { totalmem } from 'node:os';
import { isAbsolute, relative, sep } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { parseInstant } from '@rulesmith/engine';
import { type MemoryBudget, type RunHost, SampleCache } from '@rulesmith/rules';
import { logThreads } from '@rulesmith/server/logThreads';
import { NodeSampleFiles } from '@rulesmith/server/nodeSampleFiles';
import type { CommandIo } from './io.ts';
import { plainText } from './plainText.ts';

/** A host for one command. Progress goes to stderr, and only where that is a terminal. */
export function createRunHost(io: CommandIo): RunHost {
  const host: RunHost = {
    files: new NodeSampleFiles(undefined, logThreads(io.logPartScript)),
    cache: new SampleCache(),
    clock: () => parseInstant(new Date().toISOString()) ?? 0n,
    milliseconds: () => performance.now(),
    memory: processMemory,
  };
  if (io.stderr.isTTY !== true) return host;
  return { ...host, progress: (_phase, message) => void io.stderr.write(`\r\u001b[2K${plainText(message)} …\r`) };
}

/** Three quarters of the machine's memory, or of what V8 gives its heap, whichever is nearer. */
const processMemory: MemoryBudget = {
  limitBytes: totalmem() * 0.75,
  used() {
    const { rss, heapUsed } = process.memoryUsage();
    const heapShare = heapUsed / (getHeapStatistics().heap_size_limit * 0.9);
    return Math.max(rss, heapShare * this.limitBytes);
  },
};

/** Takes the progress line away before results are printed. */
export function clearProgress(io: CommandIo): void {
  if (io.stderr.isTTY === true) io.stderr.write('\r\u001b[2K');
}

/** `path` as a person in the folder `cwd` would write it. */
export function shownPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short === '' || short.startsWith('..') || isAbsolute(short) ? path : short.split(sep).join('/');
}

/** A message with the paths in it as a person in the folder `cwd` would write them. */
export function shownMessage(message: string, cwd: string): string {
  return message.replaceAll(cwd.endsWith(sep) ? cwd : cwd + sep, '');
}
