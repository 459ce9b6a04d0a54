import type { SampleValue, SampleValues } from '@rulesmith/rules';
import type { ValuesJob } from './worker/messages.ts';
import type { QueryWorkerClient } from './worker/queryWorkerClient.ts';

/** Where the samples of a rule are looked for. */
export type SamplesOfRule = Omit<ValuesJob, 'table' | 'column' | 'samples'>;

/** How long values are taken as they were, in milliseconds; then the worker looks whether the sample is another. */
const validity = 2000;

interface Known {
  /** Undefined while the worker is at it for the first time. */
  readonly values: readonly SampleValue[] | undefined;
  /** When they were asked for. */
  readonly askedAt: number;
}

/**
 * The values of columns in the samples of open rules, for completion. What is asked for the first time is read by the worker, behind the back of
 * whoever types, and is there the next time. So is what a changed sample holds: the worker reads only files that have changed.
 */
export class SampleValueStore {
  readonly #worker: Pick<QueryWorkerClient, 'ask'>;
  readonly #now: () => number;
  /** By rule, table and column. */
  readonly #known = new Map<string, Known>();
  /** What the user chose for a rule, by its URI. */
  readonly #chosen = new Map<string, readonly string[]>();

  constructor(worker: Pick<QueryWorkerClient, 'ask'>, now: () => number = Date.now) {
    this.#worker = worker;
    this.#now = now;
  }

  /** A run may have read other samples, or changed ones. */
  ran(uri: string, samples: readonly string[]): void {
    this.#chosen.set(uri, samples);
    this.#known.clear();
  }

  valuesOf(uri: string, samples: SamplesOfRule): SampleValues {
    return { of: (table, column) => this.#lookUp(uri, { ...samples, table, column, samples: this.#chosen.get(uri) ?? [] }) };
  }

  #lookUp(uri: string, job: ValuesJob): readonly SampleValue[] | undefined {
    const key = JSON.stringify([uri, job.table, job.column]);
    const known = this.#known.get(key);
    const askedAt = this.#now();
    if (known !== undefined && askedAt - known.askedAt < validity) return known.values;
    this.#known.set(key, { values: known?.values, askedAt });
    void this.#load(key, job, askedAt);
    return known?.values;
  }

  /** What cannot be read now is asked for again; the worker says in its own place what is wrong with it. */
  async #load(key: string, job: ValuesJob, askedAt: number): Promise<void> {
    const reply = await this.#worker.ask('values', job).catch(() => ({ kind: 'gone' as const }));
    if (this.#known.get(key)?.askedAt !== askedAt) return; // Asked again meanwhile, or of other samples.
    if (reply.kind === 'values') this.#known.set(key, { values: reply.values, askedAt });
    else this.#known.delete(key);
  }
}
