/** Which tables and functions without a body a query reads: what it needs samples for. */
import type { BoundQuery, Catalog } from '@rulesmith/kql';

/** Watchlists are no logs: they are declared by the workspace. */
const watchlistFunctions = new Set(['_GetWatchlist', '_GetWatchlistAlias']);

const commentOrString = /\/\/[^\n]*|@?"(?:[^"\\\n]|\\.)*"|@?'(?:[^'\\\n]|\\.)*'/g;

/** The names, each once, in the order of the text. */
export function readTables(query: BoundQuery): readonly string[] {
  const names = new Set(query.tables.map((table) => table.name));
  addFunctions(query.text, query.catalog, names, new Set());
  return [...names];
}

function addFunctions(text: string, catalog: Catalog, names: Set<string>, visited: Set<string>): void {
  for (const word of text.replaceAll(commentOrString, '').match(/\b[A-Za-z_]\w*\b/g) ?? []) {
    const called = catalog.functions.get(word);
    if (called === undefined || visited.has(word)) continue;
    visited.add(word);
    if (called.body !== undefined) addFunctions(called.body, catalog, names, visited);
    else if (!watchlistFunctions.has(word)) names.add(word);
  }
}

/**
 * Names under which a sample of `name` may be given, the name itself first. The result of an ASIM function is the same with and without
 * filters, and the tables that hold normalised events (`ASimDnsActivityLogs`) have its columns.
 */
export function sampleNamesFor(name: string, catalog: Catalog): readonly string[] {
  const parts = /^_(?:Im|ASim)_(.+)$/.exec(name);
  if (parts === null || !catalog.functions.has(name)) return [name];
  const suffix = parts[1] as string;
  const topic = suffix.replace(/(?:Event)?(?:_.*)?$/, '');
  const native = [...catalog.tables.keys()].filter((table) => table.startsWith(`ASim${topic}`) && table.endsWith('Logs'));
  const twins = [`_Im_${suffix}`, `_ASim_${suffix}`].filter((twin) => twin !== name);
  return [name, ...twins, ...native];
}
