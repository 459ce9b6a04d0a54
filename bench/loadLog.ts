/** Loads a log of W3CIISLog the way a run in the editor does. */
import { readFileSync } from 'node:fs';
import { type LoadedLog, readLog } from '@rulesmith/engine';
import { standardCatalog } from '@rulesmith/kql';

/** `columns`: those to read; undefined for all. */
export async function loadLog(path: string, columns?: ReadonlySet<string>): Promise<LoadedLog> {
  const schema = standardCatalog().tables.get('W3CIISLog');
  const options = { ...(schema && { schema }), ...(columns && { columns }) };
  return readLog({ path, bytes: readFileSync(path) }, options);
}
