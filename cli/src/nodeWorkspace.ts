import { readFile } from 'node:fs/promises';
import type { Workspace } from '@rulesmith/rules';
import { filesBelow } from './files.ts';

/** The folder `root` as a workspace. */
export function nodeWorkspace(root: string): Workspace {
  return {
    listFiles: () => filesBelow(root, (name) => /\.(?:ya?ml|json|kql)$/i.test(name)),
    readText: (path) => readFile(path, 'utf8'),
  };
}
