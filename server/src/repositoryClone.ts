import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Only the Azure-Sentinel repository and its clones have this. */
const mark = '.script/tests/detectionTemplateSchemaValidation';

/** Whether a folder, given as an absolute path, is a clone of the Azure-Sentinel repository or lies in one. */
export function isRepositoryClone(folder: string): boolean {
  const above = dirname(folder);
  return existsSync(join(folder, mark)) || (above !== folder && isRepositoryClone(above));
}
