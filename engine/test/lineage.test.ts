/** Which rows of the source stand behind a row of the result. */
import { bindQuery } from '@rulesmith/kql';
import { describe, expect, it } from 'vitest';
import { runQuery, type Table } from '../src/index.ts';
import { contextOf, emptyCatalog } from './runKql.ts';

/** The rows of the tables without an origin behind row `row` of `table`. */
function sourceRows(table: Table, row: number): number[] {
  const { origin } = table;
  if (!origin) return [row];
  switch (origin.kind) {
    case 'same':
      return sourceRows(origin.input, row);
    case 'select': {
      const source = origin.selection.index[row];
      return source < 0 ? [] : sourceRows(origin.input, source);
    }
    case 'group':
      return Array.from(origin.groupOf).flatMap((group, member) => (group === row ? sourceRows(origin.input, member) : []));
    case 'join':
      return [
        ...(origin.leftRows[row] < 0 ? [] : sourceRows(origin.left, origin.leftRows[row])),
        ...(origin.rightRows[row] < 0 ? [] : sourceRows(origin.right, origin.rightRows[row])),
      ];
    case 'concat': {
      let position = row;
      for (const input of origin.inputs) {
        if (position < input.rowCount) return sourceRows(input, position);
        position -= input.rowCount;
      }
      throw new Error(`row ${row} is not among the inputs`);
    }
    case 'source':
      return [row];
  }
}

const rows = "datatable(k:string, v:long)['a', 1, 'b', 2, 'a', 3, 'c', 4]";

/** Checks the source rows of each row of the result, sorted. */
function check(kql: string, expected: readonly (readonly number[])[]): void {
  const { table } = runQuery(bindQuery(`${rows} ${kql}`, emptyCatalog), contextOf());
  expect(Array.from({ length: table.rowCount }, (_, row) => sourceRows(table, row).sort((a, b) => a - b))).toEqual(expected);
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
});
