import type { Catalog } from '@rulesmith/kql';
import { isLocalData } from './localData.ts';
import { type FileStat, joinPath, type SampleFiles } from './sampleFiles.ts';
import { type SampleName, type SamplePointer, sampleName } from './sampleName.ts';
import { noSuchPath, type SampleProblem, unreadableSample } from './sampleProblem.ts';

/** One place to look for samples: a file or a folder. */
export interface SamplePlace {
  readonly path: string;
  /** The table that the user says the file (or every file of the folder) is. */
  readonly table?: string;
  /** Whether the user named this path; one that is missing is then an error, and every file in it counts. */
  readonly given: boolean;
}

/** A file that may hold a sample. */
export interface SampleCandidate {
  readonly path: string;
  readonly name: SampleName;
  /** As in `SamplePlace`. */
  readonly table?: string;
  readonly given: boolean;
  readonly stat: FileStat;
}

/** Folders below a place are looked into, but not without end. */
const deepestFolder = 4;
const mostFiles = 2000;

/** Folders of what is no log (`localData.ts`). */
const localDataFolders: ReadonlySet<string> = new Set(['watchlists', 'externaldata']);

/** Where samples of the rule at `rulePath` lie without anybody saying so: beside the rule, then in the workspace's folders. */
export function usualPlaces(rulePath: string | undefined, folders: readonly string[]): readonly SamplePlace[] {
  const beside = rulePath === undefined ? [] : [`${rulePath.replace(/\.ya?ml$/i, '')}.samples`];
  return [...beside, ...folders].map((path) => ({ path, given: false }));
}

export function givenPlaces(pointers: readonly SamplePointer[]): readonly SamplePlace[] {
  return pointers.filter((pointer) => !isLocalData(pointer)).map((pointer) => ({ ...pointer, given: true }));
}

export interface FoundCandidates {
  readonly candidates: readonly SampleCandidate[];
  readonly problems: readonly SampleProblem[];
}

/** The log files in a place, sorted by path. */
export async function candidatesIn(place: SamplePlace, files: SampleFiles, catalog: Catalog): Promise<FoundCandidates> {
  const candidates: SampleCandidate[] = [];
  const problems: SampleProblem[] = [];

  const visit = async (path: string, depth: number): Promise<void> => {
    const stat = await files.stat(path);
    if (stat === undefined) {
      if (depth === 0 && place.given) problems.push(noSuchPath(path));
    } else if (stat.kind === 'folder') {
      if (depth <= deepestFolder) await visitFolder(path, depth);
    } else {
      const name = sampleName(path, catalog) ?? (depth === 0 ? { extension: '' } : undefined);
      if (name !== undefined && candidates.length < mostFiles) candidates.push({ path, name, stat, ...placeOf(place) });
    }
  };
  const visitFolder = async (path: string, depth: number): Promise<void> => {
    const names = [...(await files.readDirectory(path))].sort();
    for (const name of names) if (!name.startsWith('.') && !localDataFolders.has(name)) await visit(joinPath(path, name), depth + 1);
  };

  try {
    await visit(place.path, 0);
  } catch (error) {
    problems.push(unreadableSample(place.path, error instanceof Error ? error.message : String(error)));
  }
  return { candidates, problems };
}

function placeOf(place: SamplePlace): Pick<SampleCandidate, 'table' | 'given'> {
  return place.table === undefined ? { given: place.given } : { table: place.table, given: place.given };
}
