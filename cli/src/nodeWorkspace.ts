import { readFile } from 'node:fs/promises';
import { isListedFile, type Workspace } from '@rulesmith/rules';
import { committedTexts } from '@rulesmith/server/committedTexts';
import { filesBelow } from './files.ts';

/** The folder `root` as a workspace. */
export function nodeWorkspace(root: string): Workspace {
  return {
    listFiles: () => filesBelow(root, isListedFile),
    readText: (path) => readFile(path, 'utf8'),
    readCommitted: (paths) => committedTexts(paths),
  };
}
