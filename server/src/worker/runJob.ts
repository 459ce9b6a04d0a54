import { parseInstant, type Table } from '@rulesmith/engine';
import type { HitsOutcome, RunOutcome } from '@rulesmith/protocol';
import {
  checkHitsQuery,
  type Declarations,
  frequentValues,
  givenPlaces,
  hitsScope,
  loadSamples,
  noDeclarations,
  parseDuration,
  parseRuleDocument,
  queryHits,
  type RuleRunRequest,
  type RunHost,
  runRule,
  SampleCache,
  samplePointer,
  standardCatalog,
  usualPlaces,
  warmUpParser,
  withDeclarations,
} from '@rulesmith/rules';
import { toHitsOutcome, toHitsSchema } from '../convert/toHitsOutcome.ts';
import { toRunOutcome } from '../convert/toRunOutcome.ts';
import { logThreads } from '../logThreads.ts';
import { NodeSampleFiles } from '../nodeSampleFiles.ts';
import { scriptBeside } from '../scriptBeside.ts';
import type { HitsJob, RunJob, ValuesJob, ValuesReply, WorkerQuestion, WorkerQuestions } from './messages.ts';
import { QueriedRuns } from './queriedRuns.ts';
import { RunResults } from './runResults.ts';
import { neededMemory, usedMemory, WorkerMemory } from './usedMemory.ts';

export interface JobReport {
  readonly isCancelled: boolean;
  progress(phase: 'loading' | 'querying' | 'simulating', message: string): void;
}

/** Ticks of 100 ns from 0001-01-01 to 1970-01-01. */
const epochTicks = 621_355_968_000_000_000n;

/** A log is not worth reading for a list of its values when it is larger than this, in bytes. */
const largestListed = 64 * 2 ** 20;
/** Unpacked and made into columns a log takes several times its size; beyond this the reading is given up. */
const growth = 8;

/** What the worker keeps between runs: the samples, the results that pages are asked of, and what queries of their hits refer to. */
export class JobRunner {
  readonly #results = new RunResults();
  /** Results of queries of the hits: the last one of each run. */
  readonly #hitsResults = new RunResults();
  readonly #runs = new QueriedRuns();
  readonly #cache = new SampleCache();
  readonly #threads = logThreads(scriptBeside('logPartWorker'));
  #declarations = noDeclarations;
  #catalog = standardCatalog();
  /** What the worker takes before it has loaded anything; undefined until it is ready. */
  #idleBytes: number | undefined;

  declare(declarations: Declarations): void {
    this.#declarations = declarations;
    this.#catalog = withDeclarations(standardCatalog(), declarations);
  }

  /** Loads the parser, so that the first run does not wait for it. */
  warmUp(): void {
    if (this.#idleBytes !== undefined) return;
    warmUpParser(this.#catalog);
    this.#idleBytes = neededMemory();
  }

  async run(job: RunJob, report: JobReport): Promise<RunOutcome> {
    this.warmUp();
    const { runId, rule } = job;
    const { functions } = this.#declarations;
    const request = this.#requestFor(job, report);
    const host = this.#hostFor(job.roots, job.maxMemoryMb, report);
    const run = await runRule(request, host);
    if (run.kind === 'completed') {
      const alertRows = run.alerts.map((alert) => alert.rowIndices);
      this.#results.keep(runId, { owner: rule.uri, table: run.result as Table, alertRows });
      await this.#runs.keep(runId, { uri: rule.uri, scope: hitsScope(run, request), functions, roots: job.roots, samples: run.samples });
    }
    return toRunOutcome(job, request.document, run, Math.max(0, usedMemory() - (this.#idleBytes ?? 0)));
  }

  /** Runs a query over the hits of a run; `gone` where the run is no longer held. */
  async queryHits({ runId, scratchId, text, maxRows, maxMemoryMb }: HitsJob, report: JobReport): Promise<HitsOutcome> {
    const run = this.#runs.find(runId);
    if (run === undefined) return { kind: 'gone' };
    const host = this.#hostFor(run.roots, maxMemoryMb, report);
    const outcome = await queryHits(run.scope, { text, limits: { intermediateRows: maxRows }, cancellation: report }, host);
    if (outcome.kind === 'completed') this.#hitsResults.keep(scratchId, { owner: runId, table: outcome.result, alertRows: [] });
    return toHitsOutcome(scratchId, outcome, await this.#runs.changedSamples(runId));
  }

  /** The frequent values of a column in the samples that a run would read; none where there is no sample, or only one too large for this. */
  async values({ table, column, path, samples, folders, roots }: ValuesJob): Promise<ValuesReply> {
    this.warmUp();
    const before = usedMemory();
    const places = [...givenPlaces(samples.map((sample) => samplePointer(sample))), ...usualPlaces(path, folders)];
    const memory = { limitBytes: largestListed, used: () => (usedMemory() - before) / growth };
    const request = { wanted: [table], catalog: this.#catalog, places, columns: new Map([[table, new Set([column])]]) };
    const set = await loadSamples(request, new NodeSampleFiles(roots), this.#cache, { isCancelled: false, memory, reading: () => {} });
    const sample = set.tables.get(table);
    return { kind: 'values', values: sample === undefined ? [] : frequentValues(sample, column) };
  }

  answer(question: Exclude<WorkerQuestion, { about: 'values' }>): WorkerQuestions[WorkerQuestion['about']]['reply'] {
    if (question.about === 'rows') {
      const page = this.#results.page(question.params);
      return page.kind === 'gone' ? this.#hitsResults.page(question.params) : page;
    }
    const run = this.#runs.find(question.params.runId);
    if (run === undefined) return { kind: 'gone' };
    if (question.about === 'hitsSchema') return toHitsSchema(run.scope, run.functions);
    return { kind: 'checked', findings: question.params.texts.map((text) => checkHitsQuery(run.scope, text)) };
  }

  #requestFor(job: RunJob, report: JobReport): RuleRunRequest {
    const now = job.now === undefined ? undefined : parseInstant(job.now);
    return {
      document: parseRuleDocument(job.rule.uri, job.text),
      catalog: this.#catalog,
      pointers: job.samples.map((path) => samplePointer(path)),
      folders: job.folders,
      captureStages: true,
      limits: { intermediateRows: job.maxRows },
      cancellation: report,
      ingestionDelay: parseDuration(job.ingestionDelay)?.ticks ?? 0n,
      ...(job.path === undefined ? {} : { path: job.path }),
      ...(now === undefined ? {} : { now }),
    };
  }

  #hostFor(roots: readonly string[] | undefined, maxMemoryMb: number, report: JobReport): RunHost {
    return {
      memory: new WorkerMemory(maxMemoryMb * 2 ** 20, this.#idleBytes ?? 0),
      files: new NodeSampleFiles(roots, this.#threads),
      cache: this.#cache,
      clock: () => BigInt(Date.now()) * 10_000n + epochTicks,
      milliseconds: () => performance.now(),
      progress: (phase, message) => report.progress(phase, message),
    };
  }
}
