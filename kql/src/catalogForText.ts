import { type Catalog, createCatalog } from './catalog.ts';
import type { FunctionSchema, TableSchema } from './schema.ts';

const narrowed = new WeakMap<Catalog, Map<string, Catalog>>();

/**
 * The part of `catalog` that `text` can refer to. Binding against it gives what binding against the whole gives, but does not first make the
 * binder's symbols for a thousand tables (half a second): for runs, where nobody asks for completion. A text that names tables by a pattern gets
 * the whole catalog.
 */
export function catalogForText(catalog: Catalog, text: string): Catalog {
  if (namesByPattern(text)) return catalog;
  const functions = calledFunctions(catalog, text);
  const texts = [text, ...functions.map((each) => each.body ?? '')];
  if (texts.some(namesByPattern)) return catalog;
  const tables = namedTables(catalog, texts);
  const key = [...tables, ...functions].map((item) => item.name).join('\n');
  const known = narrowed.get(catalog) ?? new Map<string, Catalog>();
  narrowed.set(catalog, known);
  let part = known.get(key);
  if (!part) {
    part = createCatalog(tables, functions, catalog.watchlists);
    known.set(key, part);
  }
  return part;
}

/** `union *`, `Security*`, and `search` and `find`, which read every table where none is named. */
function namesByPattern(text: string): boolean {
  return /\b(?:find|search)\b/.test(text) || /\w\*/.test(text) || (/\bunion\b/.test(text) && text.includes('*'));
}

function wordsOf(text: string): Set<string> {
  return new Set(text.match(/[A-Za-z_]\w*/g));
}

/** The functions of the catalog whose names occur in `text` or in the body of another one of them. */
function calledFunctions(catalog: Catalog, text: string): FunctionSchema[] {
  const found = new Map<string, FunctionSchema>();
  const pending = [text];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    for (const word of wordsOf(next)) {
      const declared = found.has(word) ? undefined : catalog.functions.get(word);
      if (!declared) continue;
      found.set(word, declared);
      if (declared.body) pending.push(declared.body);
    }
  }
  return [...found.values()];
}

/** Names with other characters than words have are looked for as they are. */
function namedTables(catalog: Catalog, texts: readonly string[]): TableSchema[] {
  const words = new Set(texts.flatMap((text) => [...wordsOf(text)]));
  const names = Array.from(catalog.tables.keys()).filter((name) =>
    /^\w+$/.test(name) ? words.has(name) : texts.some((text) => text.includes(name)),
  );
  return names.flatMap((name) => catalog.tables.get(name) ?? []);
}
