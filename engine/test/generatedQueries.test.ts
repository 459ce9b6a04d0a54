/** Queries by chance, over tables with nulls, duplicates, unicode and extremes: the plan with and without optimisations gives the same. */
import { type BoundQuery, bindQuery, type ColumnSchema, createCatalog } from '@rulesmith/kql';
import { describe, expect, it } from 'vitest';
import { encodeRows, QueryError, readLog, runQuery, stringifyJson, type Table } from '../src/index.ts';
import { QueryGenerator, randomOf } from './queryGenerator.ts';
import { contextOf } from './runKql.ts';

const columns: readonly ColumnSchema[] = [
  { name: 'i', type: 'int' },
  { name: 'l', type: 'long' },
  { name: 'r', type: 'real' },
  { name: 's', type: 'string' },
  { name: 'u', type: 'string' },
  { name: 'b', type: 'bool' },
  { name: 't', type: 'datetime' },
  { name: 'd', type: 'dynamic' },
];

const values: Readonly<Record<string, readonly string[]>> = {
  i: ['0', '1', '2', '3', '7', '50', '-2147483648', '2147483647', 'null'],
  l: ['0', '1', '2', '42', '9007199254740993', '-9223372036854775808', '9223372036854775807', 'null'],
  r: ['0', '1.5', '-0.25', '1e300', '"NaN"', '"Infinity"', 'null', '3'],
  s: ['"a"', '"A"', '"alpha"', '"é"', '"Straße"', '"x-y"', '""', '"日本"', '"12"', '"a b a"'],
  u: ['"u1"', '"u2"', '"u3"', '"😀"', '""'],
  b: ['true', 'false', 'null'],
  t: ['"2024-05-01T00:00:00Z"', '"2024-04-30T23:59:59.9999999Z"', '"0001-01-01T00:00:00Z"', '"9999-12-31T23:59:59Z"', 'null'],
  d: ['[1,2,"x"]', '{"k":"v"}', 'null', '[]', '"x"', '1.0', '{"k":{"n":[null]}}'],
};

/** Rows of `seed`, read as a log is, so that columns are dictionaries where the reader makes them so. */
function tableOf(seed: number, rowCount: number): Table {
  const random = randomOf(seed);
  const lines = Array.from({ length: rowCount }, () => {
    const cells = columns.map(({ name }) => `"${name}":${values[name][Math.floor(random() * values[name].length)]}`);
    return `{${cells.join()}}`;
  });
  return readLog({ path: 'x.ndjson', bytes: new TextEncoder().encode(lines.join('\n')) }, { schema: { name: 'x', columns } }).table;
}

const tables: Readonly<Record<string, Table>> = { Left: tableOf(1, 300), Right: tableOf(2, 40) };
const catalog = createCatalog(Object.keys(tables).map((name) => ({ name, columns })));

function render(query: BoundQuery, withoutOptimisation: boolean): string {
  try {
    const { table } = runQuery(query, contextOf({ tables: { table: (name) => tables[name] }, withoutOptimisation }));
    const header = table.schema.map(({ name, type }) => `${name}:${type}`).join();
    return [header, ...encodeRows(table, 0, table.rowCount).map(stringifyJson)].join('\n');
  } catch (error) {
    if (error instanceof QueryError) return `error ${error.code}: ${error.message}`;
    throw error;
  }
}

describe('generated queries', () => {
  const queriesPerSeed = 60;
  for (const seed of [11, 12, 13, 14, 15])
    it(`of seed ${seed} give the same without optimisations`, { timeout: 120_000 }, () => {
      const generator = new QueryGenerator(seed, columns);
      let ran = 0;
      for (let index = 0; index < queriesPerSeed; index++) {
        const kql = generator.query();
        const query = bindQuery(kql, catalog);
        const optimised = render(query, false);
        expect(optimised, kql).toBe(render(query, true));
        if (!optimised.startsWith('error')) ran++;
      }
      expect(ran).toBeGreaterThan(queriesPerSeed * 0.8);
    });
});
