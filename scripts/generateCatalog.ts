/**
 * Turns the facts about tables and ASIM parsers into `kql/src/data/*.generated.ts`.
 *
 * A column is a name and a type, and the same few thousand pairs recur in all tables, so each pair is stored once in a pool, most used
 * first, and a table is a line of base-36 indexes into it. `kql/src/data/decode.ts` is the reader of this format.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GeneratedFile } from './generate.ts';

interface AsimColumn {
  readonly name: string;
  readonly type?: string;
  readonly aliasOf?: string;
}

interface AsimParser {
  readonly function: string;
  readonly schema: string;
  readonly kind: 'union' | 'source';
  readonly product: string;
  readonly tables?: string;
}

interface AsimFacts {
  readonly schemas: Readonly<Record<string, readonly AsimColumn[]>>;
  readonly parsers: readonly AsimParser[];
}

type ColumnTypes = ReadonlyMap<string, string>;

/** Columns every table of a workspace has, whether the reference lists them or not. */
const standardColumns: ColumnTypes = new Map([
  ['TenantId', 'string'],
  ['TimeGenerated', 'datetime'],
  ['Type', 'string'],
  ['SourceSystem', 'string'],
  ['_ResourceId', 'string'],
  ['_SubscriptionId', 'string'],
  ['_ItemId', 'string'],
  ['_TimeReceived', 'datetime'],
  ['_BilledSize', 'real'],
  ['_IsBillable', 'string'],
]);

/** Columns that tables have in every workspace and published rules read, but which the reference leaves out. */
const missingColumns: Readonly<Record<string, ColumnTypes>> = {
  DnsEvents: new Map([['Name', 'string']]),
};

/** The spellings of the reference, by the KQL type they mean. */
const kqlTypes: ReadonlyMap<string, string> = new Map([
  ...['bool', 'int', 'long', 'real', 'decimal', 'string', 'datetime', 'timespan', 'guid', 'dynamic'].map((type) => [type, type] as const),
  ['boolean', 'bool'],
  ['double', 'real'],
  ['bigint', 'long'],
]);

const identifier = /^[A-Za-z_]\w*$/;

/** The generated files for the facts below `shared`. Throws when a fact has an unknown type, so that nothing is left out in silence. */
export function generateCatalog(shared: string): readonly GeneratedFile[] {
  const read = (name: string): unknown => JSON.parse(readFileSync(resolve(shared, 'facts', name), 'utf8'));
  const tables = tableColumns(read('tables.json') as Record<string, Record<string, string>>);
  const asim = read('asim.json') as AsimFacts;
  const schemas = asimColumns(asim.schemas);
  const pool = new ColumnPool([...tables.values(), ...schemas.values()]);
  const lines = (items: ReadonlyMap<string, ColumnTypes>) => Array.from(items, ([name, columns]) => `${name} ${pool.encode(columns)}`);
  return [
    generatedFile('columnPool', 'scripts/generateCatalog.ts', { columnPool: pool.lines() }),
    generatedFile('tables', 'scripts/generateCatalog.ts', { tableLines: lines(tables) }),
    generatedFile('asim', 'scripts/generateCatalog.ts', { asimSchemaLines: lines(schemas), asimParserLines: asim.parsers.map(parserLine) }),
  ];
}

/** Name/type pairs, each once, in order of falling use. */
class ColumnPool {
  readonly #pairs: readonly string[];
  readonly #index: ReadonlyMap<string, number>;

  constructor(tables: readonly ColumnTypes[]) {
    const uses = new Map<string, number>();
    for (const columns of tables) for (const [name, type] of columns) uses.set(`${name} ${type}`, (uses.get(`${name} ${type}`) ?? 0) + 1);
    this.#pairs = [...uses.keys()].sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0) || (a < b ? -1 : 1));
    this.#index = new Map(this.#pairs.map((pair, index) => [pair, index]));
  }

  lines(): readonly string[] {
    return this.#pairs;
  }

  encode(columns: ColumnTypes): string {
    return Array.from(columns, ([name, type]) => (this.#index.get(`${name} ${type}`) ?? 0).toString(36)).join(' ');
  }
}

function tableColumns(facts: Readonly<Record<string, Readonly<Record<string, string>>>>): ReadonlyMap<string, ColumnTypes> {
  const tables = new Map<string, ColumnTypes>();
  for (const name of Object.keys(facts).sort(compareText)) {
    const columns = new Map<string, string>();
    for (const [column, type] of Object.entries(facts[name] ?? {})) {
      // The reference of AzureDiagnostics holds two rows of prose ("..." and "abc") among its columns.
      if (identifier.test(column) && type !== 'def') columns.set(column, kqlType(type, `${name}.${column}`));
    }
    for (const [column, type] of missingColumns[name] ?? []) columns.set(column, type);
    tables.set(name, withStandardColumns(columns));
  }
  return tables;
}

function asimColumns(schemas: AsimFacts['schemas']): ReadonlyMap<string, ColumnTypes> {
  const result = new Map<string, ColumnTypes>();
  for (const schema of Object.keys(schemas).sort(compareText)) {
    const columns = new Map<string, string>();
    const listed = [...(schemas[schema] ?? []), ...(schemas.Common ?? [])];
    for (const column of listed) {
      if (!columns.has(column.name)) columns.set(column.name, asimType(column, listed, schema));
    }
    result.set(schema, withStandardColumns(columns));
  }
  return result;
}

/** An alias without a type of its own has that of the column it stands for; where that is not listed either, all known ones are strings. */
function asimType(column: AsimColumn, listed: readonly AsimColumn[], schema: string): string {
  const source = column.type ?? listed.find((other) => other.name === column.aliasOf?.split('|')[0])?.type ?? 'string';
  return kqlType(source, `${schema}.${column.name}`);
}

function withStandardColumns(columns: Map<string, string>): ColumnTypes {
  for (const [name, type] of standardColumns) if (!columns.has(name)) columns.set(name, type);
  return columns;
}

function kqlType(type: string, where: string): string {
  const found = kqlTypes.get(type);
  if (found === undefined) throw new Error(`${where}: unknown column type ${type}`);
  return found;
}

function parserLine(parser: AsimParser): string {
  return [parser.function, parser.schema, parser.kind, parser.product, parser.tables ?? '']
    .map((cell) => cell.replaceAll('|', '/'))
    .join('|');
}

function generatedFile(name: string, script: string, exports: Readonly<Record<string, readonly string[]>>): GeneratedFile {
  const head = `// Generated by ${script} from the reference of Azure Monitor tables and ASIM schemas. Do not edit: run \`npm run generate\`.\n`;
  const body = Object.entries(exports).map(([key, lines]) => `\nexport const ${key} = \`\n${lines.map(escaped).join('\n')}\n\`;\n`);
  return { path: `kql/src/data/${name}.generated.ts`, text: head + body.join('') };
}

function escaped(line: string): string {
  return line.replace(/[\\`$]/g, '\\$&');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
