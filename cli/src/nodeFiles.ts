import { readdir, readFile, stat } from 'node:fs/promises';
import type { FileStat, SampleFiles } from '@rulesmith/rules';

/** Sample files on disk. */
export const nodeFiles: SampleFiles = {
  async stat(path: string): Promise<FileStat | undefined> {
    try {
      const found = await stat(path);
      return { kind: found.isDirectory() ? 'folder' : 'file', size: found.size, modified: found.mtimeMs };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw readable(error);
    }
  },
  readDirectory: (path) => readdir(path).catch(rethrow),
  readFile: (path) => readFile(path).catch(rethrow),
};

function rethrow(error: unknown): never {
  throw readable(error);
}

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
