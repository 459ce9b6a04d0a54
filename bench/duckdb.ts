/** DuckDB, the engine that the benchmarks measure against. */
import { DuckDBInstance } from '@duckdb/node-api';

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

/** Reads the log into the table W3CIISLog, with the types that Sentinel gives its columns. */
export function loadSql(path: string): string {
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
  const list = Object.entries(types).map(([name, type]) => `'${name}': '${type}'`);
  return `CREATE OR REPLACE TABLE W3CIISLog AS SELECT * FROM read_csv('${path.replaceAll("'", "''")}', header = true, types = {${list.join(', ')}})`;
}
