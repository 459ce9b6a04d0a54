/**
 * Columns that a query reads of an open table and that neither the declaration nor the samples have. Resource logs get a column with their first
 * event that fills it, and exports leave out what is null, so a sample may well lack a column that the workspace has: it is read as empty, and
 * the user is told. Its type is the one that its ending stands for, as the service names the columns of such tables.
 */
import {
  type BoundQuery,
  bindQuery,
  type Catalog,
  type ColumnSchema,
  catalogForText,
  type ScalarType,
  type TableSchema,
} from '@rulesmith/kql';

const typeOfEnding: Readonly<Record<string, ScalarType>> = { s: 'string', d: 'real', b: 'bool', t: 'datetime', g: 'guid' };

export interface OpenBinding {
  readonly query: BoundQuery;
  /** What was taken for granted, a sentence each. */
  readonly notes: readonly string[];
}

/** Binds `text`; the columns it reads of open tables beyond those of `catalog` become columns of these tables. */
export function bindOpenTables(text: string, catalog: Catalog): OpenBinding {
  const first = bindQuery(text, catalogForText(catalog, text));
  const names = new Set<string>();
  for (let query = first; ; ) {
    const open = openTables(query, catalog);
    const found = open.length === 0 ? [] : foreignNames(query, names);
    if (found.length === 0) return { query, notes: open.flatMap((table) => noteFor(table, names)) };
    for (const name of found) names.add(name);
    const wider = catalog.withTables(open.map((table) => extended(table, names)));
    query = bindQuery(text, catalogForText(wider, text));
  }
}

/** The open tables that the query reads, as `catalog` declares them. */
function openTables(query: BoundQuery, catalog: Catalog): TableSchema[] {
  const tables = [...new Set(query.tables.map(({ name }) => name))].map((name) => catalog.tables.get(name));
  return tables.filter((table) => table?.open === true) as TableSchema[];
}

function furtherColumns(table: TableSchema, names: ReadonlySet<string>): ColumnSchema[] {
  const known = new Set(table.columns.map(({ name }) => name));
  return [...names].filter((name) => !known.has(name)).map((name) => ({ name, type: typeByEnding(name) ?? 'string' }));
}

function extended(table: TableSchema, names: ReadonlySet<string>): TableSchema {
  return { name: table.name, columns: [...table.columns, ...furtherColumns(table, names)], open: true };
}

function noteFor(table: TableSchema, names: ReadonlySet<string>): string[] {
  const columns = furtherColumns(table, names);
  if (columns.length === 0) return [];
  return [`No sample of \`${table.name}\` has ${columns.map(({ name, type }) => `\`${name}\` (${type})`).join(', ')}: empty in every row`];
}

/**
 * Columns of which the binder knows no more than their names, so that they come from an open table. The type of a column that the query makes of
 * one of them is unknown as well, until that one is known: names that the query gives are therefore left for last, and taken one by one. What a
 * property bag is unpacked to is unknown too; there the endings of names must tell.
 */
function foreignNames(query: BoundQuery, known: ReadonlySet<string>): string[] {
  const read = new Set<string>();
  const given = new Set<string>();
  collect(query.syntax, read, given);
  const unpacks = /\bbag_unpack\b/.test(query.text);
  const unknown = [...read].filter((name) => !known.has(name) && !(unpacks && typeByEnding(name) === undefined));
  const foreign = unknown.filter((name) => !given.has(name));
  return foreign.length > 0 ? foreign : unknown.slice(0, 1);
}

function typeByEnding(name: string): ScalarType | undefined {
  return typeOfEnding[/_([sdbtg])$/.exec(name)?.[1] ?? ''];
}

/** Puts the columns of unknown type into `read`, and the names that the query gives into `given`. */
function collect(node: unknown, read: Set<string>, given: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const { kind, target, type, name, text, span } = node as Readonly<Record<string, unknown>>;
  if (kind === 'name' && target === 'column' && type === 'unknown' && typeof name === 'string') read.add(name);
  if (kind === undefined && typeof text === 'string' && span !== undefined) given.add(text);
  for (const value of Object.values(node)) collect(value, read, given);
}
