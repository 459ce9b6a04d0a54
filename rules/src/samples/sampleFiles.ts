import type { LogThreads } from '@rulesmith/engine';

/** The files that samples are read from, as the host gives them: Node, the editor's file system, or a map in a test. */
export interface SampleFiles {
  /** What is at `path`; undefined where there is nothing. Throws where it cannot be looked at. */
  stat(path: string): Promise<FileStat | undefined>;
  /** The names in a folder, without their paths. Throws where it cannot be listed. */
  readDirectory(path: string): Promise<readonly string[]>;
  /** The whole file. Throws where it cannot be read. */
  readFile(path: string): Promise<Uint8Array>;
  /** The threads that large logs are read in; undefined for this one alone. */
  readonly threads?: LogThreads | undefined;
}

export interface FileStat {
  readonly kind: 'file' | 'folder';
  /** Bytes. */
  readonly size: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly modified: number;
}

/** `name` in the folder `path`. Forward slashes serve on every system. */
export function joinPath(path: string, name: string): string {
  return /[/\\]$/.test(path) ? path + name : `${path}/${name}`;
}

/** The folder that holds `path`; '.' where the path has none. */
export function folderOf(path: string): string {
  const end = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  return end < 0 ? '.' : path.slice(0, Math.max(1, end));
}

/** The last part of `path`. */
export function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
