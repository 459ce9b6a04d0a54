/** Where a column of a query comes from, by its name: the binder forgets a description when a column passes through `summarize … by`. */
import type { BoundQuery } from '../bind.ts';
import type { ColumnSchema } from '../schema.ts';

/** A column of a table or function of the catalog. */
export interface ColumnSource {
  readonly table: string;
  readonly column: ColumnSchema;
}

/** The tables that the query reads and that have a column `name`, in the order of the text. */
export function columnSources(query: BoundQuery, name: string): readonly ColumnSource[] {
  return sourceNames(query).flatMap((table) => {
    const columns = query.catalog.tables.get(table)?.columns ?? query.catalog.functions.get(table)?.result ?? [];
    const column = columns.find((candidate) => candidate.name === name);
    return column === undefined ? [] : [{ table, column }];
  });
}

/** The description of the first such column; undefined where there is none. */
export function describeSourceColumn(query: BoundQuery, name: string): string | undefined {
  return columnSources(query, name).find((source) => source.column.description !== undefined)?.column.description;
}

function sourceNames(query: BoundQuery): readonly string[] {
  const names = new Set(query.tables.map((table) => table.name));
  for (const word of query.text.match(/\b_\w+/g) ?? []) if (query.catalog.functions.has(word)) names.add(word);
  return [...names];
}
