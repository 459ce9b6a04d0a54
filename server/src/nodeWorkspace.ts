import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isListedFile, type Workspace } from '@rulesmith/rules';
import { committedTexts } from './committedTexts.ts';

const skippedFolders = new Set(['node_modules', '.git', 'dist', 'out']);
/** A workspace larger than this is not searched to its end. */
const mostFiles = 20_000;

/** The files below some folders of the disk. */
export class NodeWorkspace implements Workspace {
  readonly #folders: readonly string[];
  readonly #isTrusted: () => boolean;

  /** `folders`: absolute paths. Only in a trusted workspace is git asked for what was committed. */
  constructor(folders: readonly string[], isTrusted: () => boolean = () => true) {
    this.#folders = folders;
    this.#isTrusted = isTrusted;
  }

  async listFiles(): Promise<readonly string[]> {
    const files: string[] = [];
    for (const folder of this.#folders) await collect(folder, files);
    return files;
  }

  readText(path: string): Promise<string> {
    return readFile(path, 'utf8');
  }

  async readCommitted(paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.#isTrusted() ? committedTexts(paths) : new Map();
  }
}

/** Folders that cannot be listed are left out. Links are not followed, so that there is no way in circles. */
async function collect(folder: string, files: string[]): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (files.length >= mostFiles) return;
    const path = join(folder, entry.name);
    if (entry.isFile() && isListedFile(path)) files.push(path);
    else if (entry.isDirectory() && !skippedFolders.has(entry.name) && !entry.name.endsWith('.samples')) await collect(path, files);
  }
}
