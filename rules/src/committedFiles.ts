/**
 * What the last commit says of the files that are looked at, and whether the change logs of parsers were written. Loaded by the host ahead of the
 * checks, which ask for it without waiting.
 */
import { parseRuleDocument, type RuleDocument } from './ruleDocument.ts';
import type { Workspace } from './workspace.ts';

/** A file that a host is about to look at. */
export interface FileToCompare {
  readonly uri: string;
  /** The path of the same file in the workspace. */
  readonly path: string;
}

export interface ChangeLog {
  readonly path: string;
  /** `unknown` where there is no history to compare with. */
  readonly state: 'missing' | 'unchanged' | 'changed' | 'unknown';
}

interface Known {
  readonly text: string | undefined;
  readonly changeLog: ChangeLog | undefined;
  /** Made from `text` when a check first asks. */
  document?: RuleDocument;
}

export class CommittedFiles {
  readonly #workspace: Workspace;
  readonly #known = new Map<string, Known>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Reads what the last commit says of the files; returns the URIs for which that is not what it was. */
  async load(files: readonly FileToCompare[]): Promise<string[]> {
    const logs = new Map(files.flatMap(({ path }) => changeLogOf(path) ?? []).map((path) => [path, undefined as string | undefined]));
    for (const path of logs.keys()) logs.set(path, await this.#workspace.readText(path).catch(() => undefined));
    const committed = await this.#workspace.readCommitted?.([...files.map(({ path }) => path), ...logs.keys()]);
    return files
      .filter(({ uri, path }) => this.#learn(uri, committed?.get(path), readChangeLog(path, logs, committed)))
      .map(({ uri }) => uri);
  }

  /** The document as the last commit has it; undefined where the file is new or nothing is known. */
  document({ uri, text }: RuleDocument): RuleDocument | undefined {
    const known = this.#known.get(uri);
    if (known?.text === undefined || plain(known.text) === plain(text)) return undefined;
    known.document ??= parseRuleDocument(uri, known.text);
    return known.document;
  }

  /** The change log that belongs to a parser; undefined where none is asked of it. */
  changeLog({ uri }: RuleDocument): ChangeLog | undefined {
    return this.#known.get(uri)?.changeLog;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  #learn(uri: string, text: string | undefined, changeLog: ChangeLog | undefined): boolean {
    const known = this.#known.get(uri);
    if (known !== undefined && known.text === text && known.changeLog?.state === changeLog?.state) return false;
    this.#known.set(uri, { text, changeLog });
    return text !== undefined || changeLog !== undefined || known !== undefined;
  }
}

/** Git may have stored other line ends than the folder has. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

/** ASIM parsers lie in `Parsers/ASim<Schema>/Parsers/`, their change logs in `Parsers/ASim<Schema>/CHANGELOG/`. */
function changeLogOf(path: string): string | undefined {
  const parts = /^(.*)([\\/])Parsers[\\/]((?:ASim|vim|im)\w+)\.ya?ml$/.exec(path);
  return parts === null ? undefined : [parts[1], 'CHANGELOG', `${parts[3]}.md`].join(parts[2]);
}

function readChangeLog(
  path: string,
  logs: ReadonlyMap<string, string | undefined>,
  committed: ReadonlyMap<string, string> | undefined,
): ChangeLog | undefined {
  const log = changeLogOf(path);
  if (log === undefined) return undefined;
  const text = logs.get(log);
  if (text === undefined) return { path: log, state: 'missing' };
  if (committed === undefined) return { path: log, state: 'unknown' };
  const before = committed.get(log);
  return { path: log, state: before !== undefined && plain(before) === plain(text) ? 'unchanged' : 'changed' };
}
