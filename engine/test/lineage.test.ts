/** Which rows of the source stand behind a row of the result. */
import { bindQuery, createCatalog } from '@rulesmith/kql';
import { describe, expect, it } from 'vitest';
import { columnOf, rowsBehind, runQuery, Table } from '../src/index.ts';
import { contextOf } from './runKql.ts';

const columns = [
  { name: 'k', type: 'string' },
  { name: 'v', type: 'long' },
] as const;
const rows = new Table(columns, [columnOf('string', ['a', 'b', 'a', 'c']), columnOf('long', [1, 2, 3, 4])], 4);
const other = new Table([{ name: 'k', type: 'string' }], [columnOf('string', ['c', 'a', 'z'])], 3);
const catalog = createCatalog([
  { name: 'T', columns },
  { name: 'U', columns: [{ name: 'k', type: 'string' }] },
]);

function run(kql: string): Table {
  return runQuery(bindQuery(kql, catalog), contextOf({ assume: () => {}, tables: { table: (name) => (name === 'T' ? rows : other) } }))
    .table;
}

/** The rows behind row `row`, by table: `T 0,2; U 1`. */
function behind(table: Table, row: number): string {
  return rowsBehind(table, [row])
    .map((source) => `${source.name} ${source.rows.join()}`)
    .sort()
    .join('; ');
}

/** Checks the rows of T behind each row of the result. */
function check(kql: string, expected: readonly (readonly number[])[]): void {
  const table = run(`T ${kql}`);
  expect(Array.from({ length: table.rowCount }, (_, row) => behind(table, row))).toEqual(expected.map((each) => `T ${each.join()}`));
}

describe('a result row is traced back to the rows behind it', () => {
  it('through make-series, rows off the axis left out', () => check('| make-series n=count() on v from 1 to 4 step 1 by k', [[0, 2], [1]]));
  it('through parse-kv', () =>
    check("| extend t='x=1' | parse-kv t as (x:long) with (pair_delimiter=';', kv_delimiter='=')", [[0], [1], [2], [3]]));
  it('through search', () => check('| search "a"', [[0], [2]]));
  it('through top-nested and its others', () =>
    check('| top-nested 1 of k with others="-" by count()', [
      [0, 2],
      [1, 3],
    ]));
  it('through top-nested that drops rows', () => check('| top-nested 1 of k by count(), top-nested 1 of v by sum(v)', [[2]]));
  it('through top-hitters', () => check('| top-hitters 1 of k', [[0, 2]]));
  it('through partition', () => check('| partition by k (top 1 by v)', [[2], [1], [3]]));
  it('through scan', () => check('| sort by v desc | scan with (step big: v > 2;)', [[3], [2]]));
  it('through as', () => check('| as T | where v > 3', [[3]]));
  it('through where, extend, project, sort and take', () =>
    check('| where v > 1 | extend w = v * 2 | project w, k | sort by w desc | take 2', [[3], [2]]));
  it('through summarize and distinct', () => {
    check('| summarize count() by k', [[0, 2], [1], [3]]);
    check('| distinct k', [[0, 2], [1], [3]]);
    check('| count', [[0, 1, 2, 3]]);
  });
  it('through mv-expand and mv-apply', () => {
    check('| where v < 3 | extend l = dynamic([1, 2]) | mv-expand l', [[0], [0], [1], [1]]);
    check('| mv-apply l = dynamic([1, 2]) to typeof(long) on (where l == v)', [[0], [1]]);
  });
  it('through serialize', () => {
    check('| serialize n = row_number() | where n == 2', [[1]]);
  });
  it('through evaluate', () => {
    check('| evaluate pivot(k)', [[0], [1], [2], [3]]);
    check('| extend d = bag_pack("x", v) | evaluate bag_unpack(d)', [[0], [1], [2], [3]]);
    check('| where v == 2 | evaluate narrow()', [[1], [1]]);
  });
});

describe('several tables', () => {
  it('are each told, through a join', () => {
    const table = run('T | join kind=leftouter (U | extend u = 1) on k | sort by v asc');
    expect(Array.from({ length: 4 }, (_, row) => behind(table, row))).toEqual(['T 0; U 1', 'T 1', 'T 2; U 1', 'T 3; U 0']);
  });

  it('are each told, through a union of a table with itself', () => {
    const table = run('union (T | where v == 1), (T | where v == 4), U | summarize by k | sort by k asc');
    expect(Array.from({ length: 3 }, (_, row) => behind(table, row))).toEqual(['T 0; U 1', 'T 3; U 0', 'U 2']);
  });

  it('through graph-match, by the edges and nodes of each match', () => {
    const kql = `let Edges = datatable(a:string, b:string)["a", "b", "b", "c"];
      Edges | make-graph a --> b with (T | where v != 1) on k | graph-match (x)-[e*2..2]->(y) project x.k, y.v`;
    expect(behind(run(kql), 0)).toBe('T 1,2,3');
    expect(
      behind(run('T | extend z = strcat(k, tostring(v)) | make-graph k --> z with_node_id=n | graph-match (x)-->(y) project y.n'), 3),
    ).toBe('T 3');
  });

  it('through basket', () => check('| project k | evaluate basket(0.5)', [[0, 2]]));
  it('through autocluster', () => check('| project k | evaluate autocluster()', [[0, 2], [1], [3]]));
  it('through diffpatterns, by the rows of both sets', () =>
    check("| extend side = iff(v < 3, 'A', 'B') | project side, k | evaluate diffpatterns(side, 'A', 'B')", [[1], [3]]));
  it('through reduce', () => {
    check('| reduce by k with threshold=0.3', [
      [0, 2],
      [1, 3],
    ]);
    check('| reduce kind=source by k with threshold=0.3', [[0], [1], [2], [3]]);
  });

  it('rows that the query makes have nothing behind them', () => expect(rowsBehind(run('print 1'), [0])).toEqual([]));

  it('of several rows those of all are told, each once', () => {
    expect(rowsBehind(run('T | summarize count() by k'), [0, 1]).map(({ name, rows: found }) => [name, found])).toEqual([['T', [0, 1, 2]]]);
  });
});
