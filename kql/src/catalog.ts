import type { ColumnSchema, FunctionSchema, TableSchema } from './schema.ts';

/** What names a query may refer to besides the language's own. Immutable: `withTables` and `withFunctions` derive a new one. */
export interface Catalog {
  readonly tables: ReadonlyMap<string, TableSchema>;
  readonly functions: ReadonlyMap<string, FunctionSchema>;
  /** Watchlists of the workspace by alias, with their columns besides `SearchKey` and the technical ones. */
  readonly watchlists: ReadonlyMap<string, readonly ColumnSchema[]>;
  /** A catalog that also has `tables`; one of the same name is replaced. */
  withTables(tables: Iterable<TableSchema>): Catalog;
  withFunctions(functions: Iterable<FunctionSchema>): Catalog;
  withWatchlists(watchlists: Iterable<readonly [string, readonly ColumnSchema[]]>): Catalog;
}

export function createCatalog(
  tables: Iterable<TableSchema> = [],
  functions: Iterable<FunctionSchema> = [],
  watchlists: Iterable<readonly [string, readonly ColumnSchema[]]> = [],
): Catalog {
  const byName = <T extends { readonly name: string }>(items: Iterable<T>) => Array.from(items, (item) => [item.name, item] as const);
  return freeze(new Map(byName(tables)), new Map(byName(functions)), new Map(watchlists));
}

function freeze(
  tables: ReadonlyMap<string, TableSchema>,
  functions: ReadonlyMap<string, FunctionSchema>,
  watchlists: Catalog['watchlists'],
): Catalog {
  const added = <V extends { readonly name: string }>(map: ReadonlyMap<string, V>, items: Iterable<V>) => {
    const next = new Map(map);
    for (const item of items) next.set(item.name, item);
    return next;
  };
  return Object.freeze({
    tables,
    functions,
    watchlists,
    withTables: (more: Iterable<TableSchema>) => freeze(added(tables, more), functions, watchlists),
    withFunctions: (more: Iterable<FunctionSchema>) => freeze(tables, added(functions, more), watchlists),
    withWatchlists: (more: Iterable<readonly [string, readonly ColumnSchema[]]>) =>
      freeze(tables, functions, new Map([...watchlists, ...more])),
  });
}
