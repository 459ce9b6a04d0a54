/**
 * Local copies of what a query reads beside logs: watchlists, and the files behind the URLs of `externaldata`.
 *
 * They lie in the sample folders, `watchlists/<alias>.csv` and `externaldata/<host>/<path>` (or `externaldata/<file name>`), or where the user
 * points: `watchlist:<alias>=<path>`, `<url>=<path>`. The locations of addresses are a
 * file in MaxMind's format, `geoip.mmdb` or `geoip=<path>`. The network is never asked.
 */
import { columnOf, type Dynamic, type ExternalFile, QueryError, readExternalFile, readLog, Table, type Value } from '@rulesmith/engine';
import { type ColumnSchema, watchlistColumns } from '@rulesmith/kql';
import { geoLocationOf } from './geoLocation.ts';
import { gunzip, isGzip } from './gunzip.ts';
import { joinPath, type SampleFiles } from './sampleFiles.ts';
import type { SamplePointer } from './sampleName.ts';
import type { SamplePlace } from './samplePlaces.ts';

/** Thrown in the midst of planning for what is not loaded yet: whoever runs the query loads it and plans again. */
export class LocalDataNeeded extends Error {
  readonly request: LocalDataRequest;

  constructor(request: LocalDataRequest) {
    super(`${request.kind} ${request.name}`);
    this.request = request;
  }
}

export interface LocalDataRequest {
  readonly kind: 'watchlist' | 'external' | 'geoip';
  /** The alias of the watchlist, or the URL; of no meaning for the locations of addresses, of which there is one file. */
  readonly name: string;
}

const watchlistPrefix = 'watchlist:';
const geoipPointer = 'geoip';

/** Whether a pointer names a local copy rather than a log. */
export function isLocalData({ table }: SamplePointer): boolean {
  return table !== undefined && (table === geoipPointer || table.startsWith(watchlistPrefix) || /^https?:/.test(table));
}

interface LoadedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** The local copies for one run; loaded when they are asked for. */
export class LocalData {
  readonly #files: SampleFiles;
  readonly #pointers: readonly SamplePointer[];
  readonly #places: readonly SamplePlace[];
  /** Undefined for what was looked for and is not there. */
  readonly #loaded = new Map<string, LoadedFile | undefined>();
  readonly #missing: LocalDataRequest[] = [];
  readonly #watchlists = new Map<string, Table>();
  #geoLocation: ((address: string) => Dynamic) | undefined;
  /** What the reader of the result should know of them. */
  readonly notes: string[] = [];

  constructor(files: SampleFiles, pointers: readonly SamplePointer[], places: readonly SamplePlace[]) {
    this.#files = files;
    this.#pointers = pointers;
    this.#places = places;
  }

  /** Reads the file for `request`, or learns that there is none. Rejects where it cannot be read. */
  async load(request: LocalDataRequest): Promise<void> {
    for (const path of this.#candidates(request)) {
      const stat = await this.#files.stat(path);
      if (stat?.kind !== 'file') continue;
      const bytes = await this.#files.readFile(path);
      this.#loaded.set(keyOf(request), { path, bytes: isGzip(bytes) ? await gunzip(bytes) : bytes });
      return;
    }
    this.#loaded.set(keyOf(request), undefined);
    // Without locations of addresses a query runs all the same.
    if (request.kind !== 'geoip') this.#missing.push(request);
  }

  /** How to provide what was looked for last and is not there; undefined where nothing is missing. */
  remedy(): string | undefined {
    const missing = this.#missing.at(-1);
    if (missing === undefined) return undefined;
    const [usual] = usualPaths(missing);
    const saved = usual === undefined ? '' : `Save it as \`${usual}\` in a sample folder, or g`;
    return `${saved || 'G'}ive it as a sample: \`${pointerFor(missing)}=FILE\``;
  }

  /** Throws `LocalDataNeeded` where it was not looked for yet. */
  watchlist(alias: string): Table | undefined {
    const known = this.#watchlists.get(alias);
    if (known !== undefined) return known;
    const file = this.#fileFor({ kind: 'watchlist', name: alias });
    if (file === undefined) return undefined;
    const table = reading(file, () => watchlistTable(alias, file, this.notes));
    this.#watchlists.set(alias, table);
    return table;
  }

  /** Throws `LocalDataNeeded` where it was not looked for yet. */
  external(url: string, declared: ExternalFile): Table | undefined {
    const file = this.#fileFor({ kind: 'external', name: url });
    return file && reading(file, () => readExternalFile(file.path, file.bytes, declared));
  }

  /** Throws `LocalDataNeeded` where it was not looked for yet. */
  geoLocation(): ((address: string) => Dynamic) | undefined {
    const file = this.#fileFor({ kind: 'geoip', name: '' });
    if (file !== undefined) this.#geoLocation ??= reading(file, () => geoLocationOf(file.bytes));
    return this.#geoLocation;
  }

  #fileFor(request: LocalDataRequest): LoadedFile | undefined {
    const key = keyOf(request);
    if (!this.#loaded.has(key)) throw new LocalDataNeeded(request);
    return this.#loaded.get(key);
  }

  #candidates({ kind, name }: LocalDataRequest): readonly string[] {
    const wanted = pointerFor({ kind, name });
    const given = this.#pointers.flatMap(({ table, path }) => (table === wanted ? [path] : []));
    const relative = usualPaths({ kind, name });
    return [...given, ...this.#places.flatMap((place) => relative.map((path) => joinPath(place.path, path)))];
  }
}

function keyOf({ kind, name }: LocalDataRequest): string {
  return `${kind} ${name}`;
}

/** Does `action` with a file; what is wrong with the file is an error of the query that reads it. */
function reading<T>({ path }: LoadedFile, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new QueryError('no-table', `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function pointerFor({ kind, name }: LocalDataRequest): string {
  if (kind === 'geoip') return geoipPointer;
  return kind === 'watchlist' ? `${watchlistPrefix}${name}` : name;
}

function usualPaths({ kind, name }: LocalDataRequest): readonly string[] {
  if (kind === 'geoip') return ['geoip.mmdb', 'GeoLite2-City.mmdb'];
  return kind === 'watchlist' ? watchlistPaths(name) : externalPaths(name);
}

function watchlistPaths(alias: string): string[] {
  return /^[\w .-]+$/.test(alias) && !alias.startsWith('.') ? [`watchlists/${alias}.csv`] : [];
}

/** `host/path` and the last part alone. What could lead out of the folder is not looked for. */
function externalPaths(url: string): string[] {
  const match = /^https?:\/\/([^/?#]+)([^?#]*)/i.exec(url);
  if (match === null) return [];
  const parts = [match[1], ...match[2].split('/')].filter((part) => part !== '');
  if (parts.some((part) => part === '.' || part === '..' || /[\\:*"<>|\0]/.test(part))) return [];
  return [`externaldata/${parts.join('/')}`, `externaldata/${parts[parts.length - 1]}`];
}

/** The file's columns as texts, and those that every watchlist has. The search key is the column of that name, else the first one. */
function watchlistTable(alias: string, { path, bytes }: LoadedFile, notes: string[]): Table {
  const inferred = readLog({ path, bytes, format: 'csv' });
  const columns = inferred.table.schema.map(({ name }): ColumnSchema => ({ name, type: 'string' }));
  const { table } = readLog({ path, bytes, format: 'csv' }, { schema: { name: alias, columns } });
  const own = table.schema.map((column) => asText(table, column.name));
  const names = table.schema.map((column) => column.name);
  const keyName = names.find((name) => name === 'SearchKey') ?? names[0];
  if (keyName !== 'SearchKey') notes.push(`The search key of the watchlist ${alias} is taken to be its first column, \`${keyName}\``);
  const rows = Array.from({ length: table.rowCount }, (_, row) => row);
  const valuesOf = (name: string): Value[] => {
    if (name === 'SearchKey') return rows.map((row) => own[names.indexOf(keyName)][row]);
    if (name === 'WatchlistItem') return rows.map((row) => new Map(names.map((column, index) => [column, own[index][row]])));
    return rows.map((row) => (name === '_DTItemId' ? `${alias}-${row + 1}` : null));
  };
  const technical = watchlistColumns.filter((column) => !names.includes(column.name) || column.name === 'SearchKey');
  const schema: ColumnSchema[] = [
    ...technical.map(({ name, type }) => ({ name, type })),
    ...names.filter((name) => name !== 'SearchKey').map((name): ColumnSchema => ({ name, type: 'string' })),
  ];
  const data = schema.map(({ name, type }) =>
    columnOf(type, technical.some((column) => column.name === name) ? valuesOf(name) : own[names.indexOf(name)]),
  );
  return new Table(schema, data, table.rowCount, { kind: 'source', name: `_GetWatchlist('${alias}')` });
}

function asText(table: Table, name: string): string[] {
  const column = table.needColumn(name).force();
  return Array.from({ length: table.rowCount }, (_, row) => String(column.get(row) ?? ''));
}
