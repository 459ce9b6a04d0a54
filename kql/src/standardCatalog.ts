/**
 * The catalog of what every Sentinel workspace has: the tables of Azure Monitor and Defender, the ASIM functions, and the watchlist
 * functions. The data are generated (`scripts/generateCatalog.ts`); making the catalog decodes only names.
 */
import { type Catalog, createCatalog } from './catalog.ts';
import { asimParserLines, asimSchemaLines } from './data/asim.generated.ts';
import { filteringParameters, plainParameters } from './data/asimParameters.ts';
import { decodeColumns, type EncodedColumns, encodedColumns, linesOf } from './data/decode.ts';
import { describeTable } from './data/tableDescriptions.ts';
import { tableLines } from './data/tables.generated.ts';
import type { ColumnSchema, FunctionParameter, FunctionSchema, TableSchema } from './schema.ts';

/** The columns of every watchlist, besides those of its own file. */
export const watchlistColumns: readonly ColumnSchema[] = [
  { name: '_DTItemId', type: 'string', description: 'Identifies the row of the watchlist.' },
  { name: 'LastUpdatedTimeUTC', type: 'datetime', description: 'When the row was last changed.' },
  { name: 'SearchKey', type: 'string', description: 'The value of the column that was chosen as the search key of the watchlist.' },
  { name: 'WatchlistItem', type: 'dynamic', description: 'The whole row as a property bag, by column name.' },
];

let standard: Catalog | undefined;

/** The standard catalog; the same object at every call. Derive from it with `withTables` and the like. */
export function standardCatalog(): Catalog {
  standard ??= createCatalog(
    encodedColumns(tableLines).map((encoded) => new StandardTable(encoded)),
    [...watchlistFunctions, ...asimFunctions()],
  );
  return standard;
}

/** A table whose columns are decoded when first looked at: a query touches one or two of nearly a thousand. */
class StandardTable implements TableSchema {
  readonly name: string;
  readonly #encoded: EncodedColumns;
  #columns: readonly ColumnSchema[] | undefined;

  constructor(encoded: EncodedColumns) {
    this.name = encoded.name;
    this.#encoded = encoded;
  }

  get columns(): readonly ColumnSchema[] {
    this.#columns ??= decodeColumns(this.#encoded);
    return this.#columns;
  }

  /** Resource logs of any kind land in AzureDiagnostics, each with columns of its own. */
  get open(): boolean {
    return this.name === 'AzureDiagnostics';
  }

  get description(): string | undefined {
    return describeTable(this.name);
  }
}

/** An ASIM function; all functions of one schema share its columns. */
class AsimFunction implements FunctionSchema {
  readonly name: string;
  readonly parameters: readonly FunctionParameter[];
  readonly description: string;
  readonly #schema: StandardTable | undefined;

  constructor(name: string, parameters: readonly FunctionParameter[], description: string, schema: StandardTable | undefined) {
    this.name = name;
    this.parameters = parameters;
    this.description = description;
    this.#schema = schema;
  }

  get result(): readonly ColumnSchema[] {
    return this.#schema?.columns ?? [];
  }
}

const watchlistFunctions: readonly FunctionSchema[] = [
  {
    name: '_GetWatchlist',
    parameters: [
      { name: 'watchlistAlias', type: 'string' },
      { name: 'keys', type: 'dynamic', defaultText: 'dynamic([])' },
    ],
    result: watchlistColumns,
    resultIsOpen: true,
    description:
      'The rows of a watchlist, by its alias: the columns of the watchlist and `SearchKey`; with `keys` only the rows with those search keys.',
  },
  {
    name: '_GetWatchlistAlias',
    parameters: [],
    result: [{ name: 'WatchlistAlias', type: 'string', description: 'The alias under which `_GetWatchlist` finds the watchlist.' }],
    description: 'The aliases of all watchlists of the workspace.',
  },
];

function asimFunctions(): FunctionSchema[] {
  const schemas = new Map(encodedColumns(asimSchemaLines).map((encoded) => [encoded.name, new StandardTable(encoded)]));
  return linesOf(asimParserLines).flatMap((line) => {
    const [name = '', schema = '', kind, product = '', tables = ''] = line.split('|');
    const suffix = name.replace(/^_(Im|ASim)_/, '');
    const topic = suffix.split('_')[0] ?? suffix;
    return functionPair(suffix, topic, schemas.get(schema), kind === 'source' ? { product, tables } : undefined);
  });
}

interface AsimSource {
  readonly product: string;
  readonly tables: string;
}

/** Every parser exists twice: `_Im_` takes filters, which it applies before it normalises; `_ASim_` takes none. */
function functionPair(suffix: string, topic: string, schema: StandardTable | undefined, source: AsimSource | undefined): FunctionSchema[] {
  const subject = source === undefined ? 'all connected sources' : `${source.product}${source.tables === '' ? '' : ` (${source.tables})`}`;
  const events = `${topic} events of ${subject}, normalised to the ASIM ${schema?.name ?? topic} schema`;
  return [
    new AsimFunction(`_Im_${suffix}`, filteringParameters(topic, source !== undefined), `${events}; takes filters.`, schema),
    new AsimFunction(`_ASim_${suffix}`, plainParameters(source !== undefined), `${events}; without filters.`, schema),
  ];
}
