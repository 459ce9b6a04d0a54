/** Sorting by counting against a plain comparison, over more rows than are compared. */
import type { KqlType } from '@rulesmith/kql';
import { describe, expect, it } from 'vitest';
import { Execution } from '../src/execute.ts';
import { columnOf, DictionaryColumn, FlatColumn, Table, type Value } from '../src/index.ts';
import { sortedRows } from '../src/operators/sort.ts';
import { topRows } from '../src/operators/topRows.ts';
import { valuesNode } from '../src/operators/values.ts';
import { randomOf } from './queryGenerator.ts';
import { contextOf } from './runKql.ts';

const rowCount = 5000;
const run = new Execution(contextOf(), valuesNode(new Table([], [], 0), { start: 0, end: 0 }));

const pools: readonly [string, KqlType, (random: () => number) => Value][] = [
  ['few int', 'int', (random) => Math.floor(random() * 7) - 3],
  ['wide int', 'int', (random) => Math.floor(random() * 2 ** 32) - 2 ** 31],
  ['long with nulls', 'long', (random) => (random() < 0.1 ? null : Math.floor(random() * 1e12) - 5e11)],
  ['long beyond the safe integers', 'long', (random) => BigInt(Math.floor(random() * 1000)) * 9_007_199_254_740_993n],
  ['safe integers of both ends', 'long', (random) => (random() < 0.5 ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER)],
  [
    'real with everything',
    'real',
    (random) => [null, Number.NaN, Infinity, -Infinity, -0, 0, 1.5, -2.25, 1e300][Math.floor(random() * 9)] as Value,
  ],
  ['seconds', 'datetime', (random) => Math.floor(random() * 86_400) * 10_000_000],
  ['ticks', 'datetime', (random) => Math.floor(random() * 864e9)],
  [
    'text',
    'string',
    (random) => ['', 'a', 'A', 'é', 'z😀', 'z\uffff', 'ab', `n${Math.floor(random() * 100)}`][Math.floor(random() * 8)] as string,
  ],
  ['bool with nulls', 'bool', (random) => [true, false, null][Math.floor(random() * 3)] as Value],
];

/** The class of a value: nulls outermost, then NaN, then values. */
function rankOf(value: Value): number {
  return value === null ? 2 : typeof value === 'number' && Number.isNaN(value) ? 1 : 0;
}

function compareCells(a: Value, b: Value, descending: boolean, nullsFirst: boolean): number {
  const classes = rankOf(a) - rankOf(b);
  if (classes !== 0) return nullsFirst ? -classes : classes;
  if (rankOf(a) > 0) return 0;
  const [x, y] = [a as number, b as number];
  const order = typeof a === 'string' ? Buffer.compare(Buffer.from(a), Buffer.from(b as string)) : x < y ? -1 : x > y ? 1 : 0;
  return descending ? -order : order;
}

describe('rows in order', () => {
  for (const [name, type, make] of pools)
    for (const descending of [false, true])
      for (const nullsFirst of [false, true])
        it(`of ${name}, ${descending ? 'descending' : 'ascending'}, nulls ${nullsFirst ? 'first' : 'last'}`, () => {
          const random = randomOf(7);
          const values = Array.from({ length: rowCount }, () => make(random));
          const column = columnOf(type, values);
          const expected = values.map((_, row) => row).sort((a, b) => compareCells(values[a], values[b], descending, nullsFirst) || a - b);
          expect([...sortedRows([{ column, descending, nullsFirst }], rowCount, run)]).toEqual(expected);
          const picked = topRows(column, descending, 20);
          if (picked) expect([...picked]).toEqual(expected.slice(0, 20));
        });

  it('by several keys, a dictionary among them, the earlier of equals first', () => {
    const random = randomOf(3);
    const codes = Int32Array.from({ length: rowCount }, () => Math.floor(random() * 4));
    const words = ['b', 'a', 'c', 'a'];
    const numbers = Int32Array.from({ length: rowCount }, () => Math.floor(random() * 5));
    const keys = [
      { column: new DictionaryColumn(codes, columnOf('string', words)), descending: true, nullsFirst: false },
      { column: new FlatColumn('int', numbers), descending: false, nullsFirst: true },
    ];
    const expected = Array.from(codes.keys()).sort(
      (a, b) => (words[codes[b]] as string).localeCompare(words[codes[a]] as string) || numbers[a] - numbers[b] || a - b,
    );
    expect([...sortedRows(keys, rowCount, run)]).toEqual(expected);
    const latest = sortedRows(keys.slice(0, 1), rowCount, run, true);
    expect(latest[0]).toBe(codes.lastIndexOf(2));
  });
});
