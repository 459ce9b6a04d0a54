import type { Catalog } from '@rulesmith/kql';
import { baseName } from './sampleFiles.ts';

/** What a file's name tells about the sample in it. */
export interface SampleName {
  /** The table or function that the file is named after; undefined where it is named after none that is known. */
  readonly table?: string;
  /** The file's extension in lower case, without `.gz`. */
  readonly extension: string;
}

const sampleExtensions = new Set(['ndjson', 'jsonl', 'json', 'csv', 'tsv', 'log', 'txt', 'parquet']);

/** Reads `W3CIISLog.ndjson`, `W3CIISLog.2.csv.gz`, `_Im_Dns.sample.json`, `u_ex240501.log`; undefined for what is no log file. */
export function sampleName(path: string, catalog: Catalog): SampleName | undefined {
  const parts = baseName(path).replace(/\.gz$/i, '').split('.');
  const extension = parts.length > 1 ? (parts.at(-1) ?? '').toLowerCase() : '';
  if (!sampleExtensions.has(extension)) return undefined;
  const table = knownName(parts[0] ?? '', catalog);
  return table === undefined ? { extension } : { table, extension };
}

/** `name` as the catalog writes it. File systems and people are careless with case; tables are not, so a name in other case is corrected. */
function knownName(name: string, catalog: Catalog): string | undefined {
  if (catalog.tables.has(name) || catalog.functions.has(name) || /^\w+_CL$/.test(name)) return name;
  const lower = name.toLowerCase();
  for (const known of [...catalog.tables.keys(), ...catalog.functions.keys()]) if (known.toLowerCase() === lower) return known;
  return undefined;
}

/** A sample that the user pointed at: a path, `Table=path`, or what `localData.ts` takes: `watchlist:alias=path`, `https://…=path`. */
export interface SamplePointer {
  readonly path: string;
  /** The table (or watchlist, or URL) the user says it is. */
  readonly table?: string;
}

/** Reads `Table=path`; a path that has a `=` of its own needs no table in front. */
export function samplePointer(text: string): SamplePointer {
  const match = /^(watchlist:[^=]+|https?:.+(?==)|[A-Za-z_]\w*)=(.+)$/.exec(text);
  return match === null ? { path: text } : { table: match[1] as string, path: match[2] as string };
}
