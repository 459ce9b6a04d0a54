/** Loads a log of W3CIISLog the way a run does. */
import { resolve } from 'node:path';
import type { LoadedLog } from '@rulesmith/engine';
import { standardCatalog } from '@rulesmith/kql';
import { SampleCache } from '@rulesmith/rules';
import { logThreads, NodeSampleFiles } from '@rulesmith/server';

const threads = logThreads(resolve(import.meta.dirname, '../dist/logPartWorker.cjs'));

/** `columns`: those to read; undefined for all. */
export async function loadLog(path: string, columns?: ReadonlySet<string>): Promise<LoadedLog> {
  const schema = standardCatalog().tables.get('W3CIISLog');
  const as = { table: 'W3CIISLog', ...(schema && { schema }), ...(columns && { columns }) };
  return (await new SampleCache().read(path, as, new NodeSampleFiles(undefined, threads))).loaded;
}
