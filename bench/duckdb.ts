/** DuckDB, the engine that the benchmarks measure against. */
import { DuckDBInstance } from '@duckdb/node-api';
import { columns } from './benchData.ts';

export type Row = readonly unknown[];

export interface Duckdb {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<readonly Row[]>;
  close(): void;
}

/** A database in memory, with as many threads as the machine has. */
export async function openDuckdb(): Promise<Duckdb> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  return {
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRowsJson() as readonly Row[],
    close: () => connection.closeSync(),
  };
}

const types = {
  TimeGenerated: 'TIMESTAMP',
  sPort: 'INTEGER',
  scBytes: 'BIGINT',
  csBytes: 'BIGINT',
  TimeTaken: 'BIGINT',
  scStatus: 'VARCHAR',
  scSubStatus: 'VARCHAR',
  scWin32Status: 'VARCHAR',
};

/** Reads the log, CSV or NDJSON by its ending, into the table W3CIISLog, with the types that Sentinel gives its columns. */
export function loadSql(path: string): string {
  const quoted = `'${path.replaceAll("'", "''")}'`;
  const typeOf = (name: string): string => types[name as keyof typeof types] ?? 'VARCHAR';
  const source = path.endsWith('.ndjson')
    ? `read_json(${quoted}, format = 'newline_delimited', columns = {${columns.map((name) => `'${name}': '${typeOf(name)}'`).join(', ')}})`
    : `read_csv(${quoted}, header = true, types = {${Object.keys(types)
        .map((name) => `'${name}': '${typeOf(name)}'`)
        .join(', ')}})`;
  return `CREATE OR REPLACE TABLE W3CIISLog AS SELECT * FROM ${source}`;
}
