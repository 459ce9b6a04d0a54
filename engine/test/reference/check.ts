/** Runs a generated query in the engine and in the reference. */
import { bindQuery, createCatalog } from '@rulesmith/kql';
import { encodeRows, QueryError, readLog, runQuery, type Table } from '../../src/index.ts';
import { randomOf } from '../queryGenerator.ts';
import { contextOf } from '../runKql.ts';
import { difference, encodeTable, type Result, showResult } from './compare.ts';
import { dataColumns, logText, tableOf } from './data.ts';
import { generateQuery } from './generate.ts';
import { interpret, type ReferenceTables } from './interpret.ts';
import { renderQuery } from './render.ts';
import type { ReferenceTable } from './values.ts';

const catalog = createCatalog(['Left', 'Right'].map((name) => ({ name, columns: dataColumns })));

/** How many rows the two tables have: a query meets one of these. */
const sizes = [
  [40, 15],
  [150, 30],
  [40, 15],
  [0, 15],
  [12, 0],
  [1, 1],
  [4, 2],
  [3, 5],
  [700, 40],
] as const;
const databases = sizes.map(([left, right], index) =>
  databaseOf(tableOf(randomOf(2 * index), left), tableOf(randomOf(2 * index + 1), right)),
);

interface Database {
  readonly tables: ReferenceTables;
  /** The same for the engine. */
  readonly logs: Readonly<Record<string, Table>>;
}

function databaseOf(left: ReferenceTable, right: ReferenceTable): Database {
  return { tables: { Left: left, Right: right }, logs: { Left: read(left), Right: read(right) } };
}

/** The rows as the engine reads them from a log, so that columns are dictionaries where the reader makes them so. */
function read(table: ReferenceTable): Table {
  return readLog({ path: 'x.ndjson', bytes: new TextEncoder().encode(logText(table)) }, { schema: { name: 'x', columns: dataColumns } })
    .table;
}

export interface Checked {
  readonly kql: string;
  readonly outcome: 'equal' | 'refused' | 'different';
  /** Why it was refused, or what differs with both results. */
  readonly detail: string;
}

export function checkQuery(seed: number): Checked {
  const { query, opaque } = generateQuery(seed);
  const kql = renderQuery(query);
  const { tables, logs } = databases[seed % databases.length];
  const actual = runInEngine(kql, logs);
  if (typeof actual === 'string') return { kql, outcome: 'refused', detail: actual };
  const result = interpret(query, tables);
  const expected = encodeTable(result);
  const differs = difference(expected, actual, query, opaque);
  if (differs === undefined) return { kql, outcome: 'equal', detail: '' };
  return { kql, outcome: 'different', detail: `${differs}\nexpected:\n${showResult(expected)}\nactual:\n${showResult(actual)}` };
}

function runInEngine(kql: string, logs: Database['logs']): Result | string {
  try {
    const { table } = runQuery(bindQuery(kql, catalog), contextOf({ tables: { table: (name) => logs[name] } }));
    return { columns: table.schema, rows: encodeRows(table, 0, table.rowCount) };
  } catch (error) {
    if (error instanceof QueryError) return `${error.code}: ${error.message}`;
    throw error;
  }
}
