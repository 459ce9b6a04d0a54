import { dirname } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const repositoryRoot = dirname(dirname(fileURLToPath(import.meta.url)));

/** Whether the module with this `import.meta.url` is the script that Node was started with. */
export function isMain(moduleUrl: string): boolean {
  return argv[1] !== undefined && fileURLToPath(moduleUrl) === argv[1];
}
