import type { SampleValue, SampleValues } from '@rulesmith/rules';
import type { ValuesJob } from './worker/messages.ts';
import type { QueryWorkerClient } from './worker/queryWorkerClient.ts';

/** Where the samples of a rule are looked for. */
export type SamplesOfRule = Omit<ValuesJob, 'table' | 'column' | 'samples'>;

/**
 * The values of columns in the samples of open rules, for completion. What is asked for the first time is read by the worker, behind the back of
 * whoever types, and is there the next time; it is kept until the samples may be others.
 */
export class SampleValueStore {
  readonly #worker: QueryWorkerClient;
  /** By rule, table and column; undefined while the worker is at it. */
  readonly #known = new Map<string, readonly SampleValue[] | undefined>();
  /** What the user chose for a rule, by its URI. */
  readonly #chosen = new Map<string, readonly string[]>();

  constructor(worker: QueryWorkerClient) {
    this.#worker = worker;
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
    if (this.#known.has(key)) return this.#known.get(key);
    this.#known.set(key, undefined);
    void this.#load(key, job);
    return undefined;
  }

  /** What cannot be read now is asked for again; the worker says in its own place what is wrong with it. */
  async #load(key: string, job: ValuesJob): Promise<void> {
    const reply = await this.#worker.ask('values', job).catch(() => ({ kind: 'gone' as const }));
    if (reply.kind === 'values') this.#known.set(key, reply.values);
    else this.#known.delete(key);
  }
}
