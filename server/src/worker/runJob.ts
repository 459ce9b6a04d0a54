import { parseInstant, type Table } from '@rulesmith/engine';
import type { RunOutcome } from '@rulesmith/protocol';
import {
  createRuleService,
  type Declarations,
  parseRuleDocument,
  type RunHost,
  runRule,
  SampleCache,
  samplePointer,
  standardCatalog,
  withDeclarations,
} from '@rulesmith/rules';
import { toRunOutcome } from '../convert/toRunOutcome.ts';
import { NodeSampleFiles } from '../nodeSampleFiles.ts';
import type { RunJob } from './messages.ts';
import { RunResults } from './runResults.ts';
import { neededMemory, usedMemory, WorkerMemory } from './usedMemory.ts';

export interface JobReport {
  readonly isCancelled: boolean;
  progress(phase: 'loading' | 'querying' | 'simulating', message: string): void;
}

/** Ticks of 100 ns from 0001-01-01 to 1970-01-01. */
const epochTicks = 621_355_968_000_000_000n;

/** What the worker keeps between runs: the samples, and the results that pages are asked of. */
export class JobRunner {
  readonly results: RunResults = new RunResults();
  readonly #cache = new SampleCache();
  #catalog = standardCatalog();
  /** What the worker takes before it has loaded anything; undefined until it is ready. */
  #idleBytes: number | undefined;

  declare(declarations: Declarations): void {
    this.#catalog = withDeclarations(standardCatalog(), declarations);
  }

  /** Loads the parser, so that the first run does not wait for it. */
  warmUp(): void {
    if (this.#idleBytes !== undefined) return;
    createRuleService({ catalog: this.#catalog }).warmUp();
    this.#idleBytes = neededMemory();
  }

  async run(job: RunJob, report: JobReport): Promise<RunOutcome> {
    this.warmUp();
    const document = parseRuleDocument(job.rule.uri, job.text);
    const now = job.now === undefined ? undefined : parseInstant(job.now);
    const memory = new WorkerMemory(job.maxMemoryMb * 2 ** 20, this.#idleBytes ?? 0);
    const host: RunHost = {
      memory,
      files: new NodeSampleFiles(job.roots),
      cache: this.#cache,
      clock: () => BigInt(Date.now()) * 10_000n + epochTicks,
      milliseconds: () => performance.now(),
      progress: (phase, message) => report.progress(phase, message),
    };
    const run = await runRule(
      {
        document,
        catalog: this.#catalog,
        pointers: job.samples.map((path) => samplePointer(path)),
        folders: job.folders,
        captureStages: true,
        limits: { intermediateRows: job.maxRows },
        cancellation: report,
        ...(job.path === undefined ? {} : { path: job.path }),
        ...(now === undefined ? {} : { now }),
      },
      host,
    );
    if (run.kind === 'completed')
      this.results.keep(
        job.runId,
        job.rule.uri,
        run.result as Table,
        run.alerts.map((alert) => alert.rowIndices),
      );
    return toRunOutcome(job, document, run, Math.max(0, usedMemory() - (this.#idleBytes ?? 0)));
  }
}
