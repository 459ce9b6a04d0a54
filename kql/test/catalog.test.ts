import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeColumn } from '../src/data/columnDescriptions.ts';
import { asimColumns } from '../src/data/descriptions/asim.ts';
import { azureColumns } from '../src/data/descriptions/azure.ts';
import { defenderColumns } from '../src/data/descriptions/defender.ts';
import { networkColumns } from '../src/data/descriptions/network.ts';
import { officeColumns } from '../src/data/descriptions/office.ts';
import { signinColumns } from '../src/data/descriptions/signin.ts';
import { windowsColumns } from '../src/data/descriptions/windows.ts';
import { standardCatalog } from '../src/standardCatalog.ts';
import { scalarTypeNames } from '../src/types.ts';

const catalog = standardCatalog();

function columnType(table: string, column: string): string | undefined {
  return catalog.tables.get(table)?.columns.find((candidate) => candidate.name === column)?.type;
}

describe('tables', () => {
  it('are all there, with known types and no column twice', () => {
    expect(catalog.tables.size).toBe(898);
    for (const table of catalog.tables.values()) {
      const names = table.columns.map((column) => column.name);
      expect(new Set(names).size, table.name).toBe(names.length);
      for (const column of table.columns) expect(scalarTypeNames, `${table.name}.${column.name}`).toContain(column.type);
    }
  });

  it.each([
    ['W3CIISLog', 'sPort', 'int'],
    ['W3CIISLog', 'scStatus', 'string'],
    ['W3CIISLog', 'TimeTaken', 'long'],
    ['SecurityEvent', 'EventID', 'int'],
    ['SigninLogs', 'ResultType', 'string'],
    ['AzureDiagnostics', 'DurationMs', 'long'],
  ])('%s.%s is %s', (table, column, type) => {
    expect(columnType(table, column)).toBe(type);
  });

  it.each([
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
  ])('every table has %s', (column, type) => {
    for (const table of catalog.tables.keys()) expect(columnType(table, column), table).toBe(type);
  });

  it('only the table of mixed resource logs is open', () => {
    expect([...catalog.tables.values()].filter((table) => table.open).map((table) => table.name)).toEqual(['AzureDiagnostics']);
  });
});

describe('descriptions', () => {
  it('cover every column of W3CIISLog', () => {
    const silent = catalog.tables.get('W3CIISLog')?.columns.filter((column) => column.description === undefined);
    expect(silent).toEqual([]);
  });

  it('do not take a member of Object for a description', () => {
    expect(describeColumn('W3CIISLog', 'constructor')).toBeUndefined();
    expect(describeColumn('toString', 'x')).toBeUndefined();
  });

  it('are of columns that exist in one of the tables they are written for', () => {
    const families = [azureColumns, defenderColumns, networkColumns, officeColumns, signinColumns, windowsColumns];
    for (const tables of families) {
      const known = new Set(Object.keys(tables).flatMap((table) => catalog.tables.get(table)?.columns.map((column) => column.name) ?? []));
      for (const [table, columns] of Object.entries(tables)) {
        expect(catalog.tables.has(table), table).toBe(true);
        for (const column of Object.keys(columns)) expect(known.has(column), `${table}.${column}`).toBe(true);
      }
    }
    const asim = new Set([...catalog.functions.values()].flatMap((schema) => schema.result?.map((column) => column.name) ?? []));
    for (const column of Object.keys(asimColumns.NetworkSession ?? {})) expect(asim.has(column), column).toBe(true);
  });
});

describe('functions', () => {
  it.each([
    [
      '_Im_NetworkSession',
      'starttime:datetime endtime:datetime srcipaddr_has_any_prefix:dynamic dstipaddr_has_any_prefix:dynamic ipaddr_has_any_prefix:dynamic dstportnumber:int hostname_has_any:dynamic dvcaction:dynamic eventresult:string pack:bool',
    ],
    ['_ASim_NetworkSession', 'pack:bool'],
    ['_ASim_WebSession_SquidProxy', 'disabled:bool pack:bool'],
    ['_GetWatchlist', 'watchlistAlias:string keys:dynamic'],
    ['_GetWatchlistAlias', ''],
  ])('%s takes %s', (name, parameters) => {
    const schema = catalog.functions.get(name);
    expect(schema?.parameters.map((parameter) => `${parameter.name}:${parameter.type}`).join(' ')).toBe(parameters);
  });

  it('return the columns of their schema', () => {
    const columns = catalog.functions.get('_Im_NetworkSession')?.result ?? [];
    const type = (name: string) => columns.find((column) => column.name === name)?.type;
    expect([type('SrcIpAddr'), type('DstPortNumber'), type('TimeGenerated'), type('IpAddr'), type('Type')]).toEqual([
      'string',
      'int',
      'datetime',
      'string',
      'string',
    ]);
  });

  it('only the alias of a watchlist must be given', () => {
    for (const schema of catalog.functions.values()) {
      const mandatory = schema.parameters.filter((parameter) => parameter.defaultText === undefined).map((parameter) => parameter.name);
      expect(mandatory, schema.name).toEqual(schema.name === '_GetWatchlist' ? ['watchlistAlias'] : []);
    }
  });
});

const shared = process.env.RULESMITH_SHARED ?? resolve(import.meta.dirname, '../../../shared');

describe('generated files', () => {
  it.skipIf(!existsSync(resolve(shared, 'facts')))('are not stale', () => {
    const output = execFileSync(process.execPath, ['scripts/generate.ts', '--check'], {
      cwd: resolve(import.meta.dirname, '../..'),
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
      encoding: 'utf8',
    });
    expect(output.trim()).toBe('generated files are up to date');
  });
});
