import { type FileHandle, open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import type { LogThreads } from '@rulesmith/engine';
import type { FileStat, SampleFiles } from '@rulesmith/rules';

/** Samples on disk. In Restricted Mode only those inside the workspace folders, wherever a link points. */
export class NodeSampleFiles implements SampleFiles {
  readonly #roots: readonly string[] | undefined;
  readonly threads: LogThreads | undefined;

  /** `roots`: the only folders that may be read; undefined for no limit. `threads`: for large logs; undefined to read all in this one. */
  constructor(roots?: readonly string[], threads?: LogThreads) {
    this.#roots = roots;
    this.threads = threads;
  }

  async stat(path: string): Promise<FileStat | undefined> {
    try {
      const found = await stat(path);
      await this.#allow(path);
      return { kind: found.isDirectory() ? 'folder' : 'file', size: found.size, modified: found.mtimeMs };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw readable(error);
    }
  }

  async readDirectory(path: string): Promise<readonly string[]> {
    await this.#allow(path);
    return readdir(path).catch(rethrow);
  }

  async readFile(path: string): Promise<Uint8Array> {
    await this.#allow(path);
    return (this.threads === undefined ? readFile(path) : readShared(path)).catch(rethrow);
  }

  async #allow(path: string): Promise<void> {
    if (this.#roots === undefined) return;
    const real = await realpath(path);
    for (const root of this.#roots) if (isInside(real, await realpath(root))) return;
    throw new Error('it lies outside of the workspace, which Restricted Mode does not allow to read');
  }
}

/** Files below this size are read by one thread anyway. Bytes. */
const leastShared = 16_000_000;
/** As much is asked of the system at once, and several such requests at a time. Bytes. */
const pieceSize = 1 << 25;

/** A large file is read to where other threads see it too. */
async function readShared(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size < leastShared || /\.(gz|parquet)$/i.test(path)) return readFile(path);
  const file = await open(path);
  try {
    const bytes = new Uint8Array(new SharedArrayBuffer(size));
    const starts = Array.from({ length: Math.ceil(size / pieceSize) }, (_, piece) => piece * pieceSize);
    const ends = await Promise.all(starts.map((start) => readPiece(file, bytes, start, Math.min(size, start + pieceSize))));
    // A file that became shorter meanwhile ends where a piece came up short.
    const short = ends.findIndex((end, piece) => end < Math.min(size, (piece + 1) * pieceSize));
    return short < 0 ? bytes : bytes.subarray(0, ends[short]);
  } finally {
    await file.close();
  }
}

/** Reads up to `end`, and tells where it had to stop. */
async function readPiece(file: FileHandle, bytes: Uint8Array, start: number, end: number): Promise<number> {
  let at = start;
  while (at < end) {
    const { bytesRead } = await file.read(bytes, at, end - at, at);
    if (bytesRead === 0) break;
    at += bytesRead;
  }
  return at;
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way));
}

function rethrow(error: unknown): never {
  throw readable(error);
}

/** Whether an error says that nothing is at the path. */
export function isMissing(error: unknown): boolean {
  return hasCode(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

/** System errors in words. */
function readable(error: unknown): Error {
  if (!hasCode(error)) return error instanceof Error ? error : new Error(String(error));
  const words: Readonly<Record<string, string>> = {
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    EISDIR: 'it is a folder',
    EMFILE: 'too many files are open',
    ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB',
  };
  return new Error(words[error.code] ?? error.code);
}

function hasCode(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
