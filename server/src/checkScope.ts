import { readFile, stat } from 'node:fs/promises';
import { basename, isAbsolute, relative, resolve, sep } from 'node:path';
import { type AcceptedFinding, type CheckOptions, CheckPolicy, readBaseline } from '@rulesmith/rules';
import { isMissing } from './nodeSampleFiles.ts';

/** A baseline larger than this is not one that a person accepted, in bytes. */
const largestBaseline = 64 * 1024 * 1024;

/** What the settings say of checks; plain data, which a worker can be given. */
export interface CheckScopeData {
  readonly repositoryMode: boolean;
  /** As in the setting. */
  readonly disabled: readonly string[];
  /** By absolute path of the workspace folder. */
  readonly baselines: Readonly<Record<string, readonly AcceptedFinding[]>>;
}

/** Which checks count for which file of the workspace. */
export class CheckScope {
  readonly data: CheckScopeData;
  /** Entries of the setting that name no check. */
  readonly unknown: readonly string[];
  readonly #policies: ReadonlyMap<string, CheckPolicy>;
  readonly #outside: CheckPolicy;

  constructor(data: CheckScopeData, folders: readonly string[]) {
    this.data = data;
    this.#policies = new Map(folders.map((folder) => [folder, new CheckPolicy(data.disabled, data.baselines[folder])]));
    this.#outside = new CheckPolicy(data.disabled);
    this.unknown = this.#outside.unknown;
  }

  /** The options for a file; `path` is undefined for a document that is none. */
  optionsFor(path: string | undefined): CheckOptions {
    const { repositoryMode } = this.data;
    for (const [folder, policy] of this.#policies) {
      if (path?.startsWith(folder + sep) === true)
        return { repositoryMode, ...policy.forFile(relative(folder, path).split(sep).join('/')) };
    }
    return { repositoryMode, ...this.#outside.forFile(basename(path ?? '')) };
  }
}

/**
 * The findings of the baseline `file` in each folder, where it is there. `problem` hears of a file that cannot be read, that is no baseline, or that
 * lies outside of the folder: a stranger's settings must not make other files be read.
 */
export async function readBaselines(
  file: string,
  folders: readonly string[],
  problem: (message: string) => void,
): Promise<CheckScopeData['baselines']> {
  const found: Record<string, readonly AcceptedFinding[]> = {};
  if (file === '') return found;
  if (isAbsolute(file) || file.split(/[\\/]/).includes('..')) {
    problem(`The baseline ${file} is not read: it is to be a path within the workspace folder`);
    return found;
  }
  for (const folder of folders) {
    const path = resolve(folder, file);
    try {
      const { size } = await stat(path);
      const findings = size > largestBaseline ? undefined : readBaseline(await readFile(path, 'utf8'));
      if (findings === undefined) problem(`${path} is not the JSON output of \`rulesmith check\`, and is not used as a baseline`);
      else found[folder] = findings;
    } catch (error) {
      if (!isMissing(error)) problem(`The baseline ${path} cannot be read: ${error instanceof Error ? error.message : error}`);
    }
  }
  return found;
}
