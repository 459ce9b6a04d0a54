import { stat } from 'node:fs/promises';
import type { Declarations, HitsScope, RunSample } from '@rulesmith/rules';
import { mostResults } from './runResults.ts';

export interface QueriedRun {
  /** The rule that ran. */
  readonly uri: string;
  readonly scope: HitsScope;
  /** The functions that the workspace declared at that time. */
  readonly functions: Declarations['functions'];
  /** The only folders that may be read; undefined for no limit. */
  readonly roots: readonly string[] | undefined;
  readonly samples: readonly Pick<RunSample, 'path'>[];
}

interface KeptRun extends QueriedRun {
  /** The state of each sample file after the run. */
  readonly versions: ReadonlyMap<string, string>;
}

/** The last run of each rule, as queries of its hits need it; as many as there are results kept. */
export class QueriedRuns {
  readonly #runs = new Map<string, KeptRun>();

  async keep(runId: string, run: QueriedRun): Promise<void> {
    const paths = [...new Set(run.samples.map(({ path }) => path))];
    const versions = new Map(await Promise.all(paths.map(async (path) => [path, await versionOf(path)] as const)));
    for (const [id, kept] of this.#runs) if (kept.uri === run.uri) this.#runs.delete(id);
    this.#runs.set(runId, { ...run, versions });
    const oldest = this.#runs.keys().next().value;
    if (this.#runs.size > mostResults && oldest !== undefined) this.#runs.delete(oldest);
  }

  find(runId: string): QueriedRun | undefined {
    return this.#runs.get(runId);
  }

  /** The samples that are no longer what the run has read, so that they no longer belong to its hits. */
  async changedSamples(runId: string): Promise<readonly string[]> {
    const versions = [...(this.#runs.get(runId)?.versions ?? [])];
    const now = await Promise.all(versions.map(([path]) => versionOf(path)));
    return versions.filter(([, version], index) => version !== now[index]).map(([path]) => path);
  }
}

/** Two files of the same version have the same size and time of change. */
async function versionOf(path: string): Promise<string> {
  return stat(path).then(
    ({ size, mtimeMs }) => `${size} ${mtimeMs}`,
    () => 'missing',
  );
}
