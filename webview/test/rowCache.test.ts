import { gridCachedPages, gridPageRows } from '@rulesmith/protocol';
import { describe, expect, test } from 'vitest';
import { RowCache } from '../src/grid/rowCache.ts';
import type { RowQuery, RowSource } from '../src/grid/rowSource.ts';

interface Fixture {
  readonly cache: RowCache;
  /** Offsets that were asked for, in order. */
  readonly asked: number[];
  /** Answers the oldest open request. */
  answer(): Promise<void>;
}

function fixture(rowCount: number, fail?: string): Fixture {
  const asked: number[] = [];
  const open: (() => void)[] = [];
  const source: RowSource = {
    columns: [{ name: 'n', type: 'long' }],
    fetch({ offset, limit, sort }: RowQuery) {
      asked.push(offset);
      const count = Math.max(0, Math.min(limit, rowCount - offset));
      const rows = Array.from({ length: count }, (_, index) => [sort?.descending ? rowCount - 1 - offset - index : offset + index]);
      return new Promise((resolve, reject) => {
        open.push(() => (fail === undefined ? resolve({ kind: 'rows', offset, rows, rowCount }) : reject(new Error(fail))));
      });
    },
  };
  const cache = new RowCache(source, rowCount, () => undefined);
  return {
    cache,
    asked,
    async answer() {
      open.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

describe('rows', () => {
  test('are there once their page came', async () => {
    const { cache, answer } = fixture(1000);
    cache.want(0, 20);
    expect(cache.row(3)).toBeUndefined();
    await answer();
    expect(cache.row(3)).toEqual([3]);
  });

  test('are asked for once, also when they are wanted again meanwhile', () => {
    const { cache, asked } = fixture(1000);
    cache.want(0, 20);
    cache.want(1, 21);
    expect(asked).toEqual([0]);
  });

  test('that nobody wants any more are not asked for', async () => {
    const { cache, asked, answer } = fixture(100_000);
    for (const from of [0, 10_000, 20_000, 30_000, 40_000]) cache.want(from, from + 20);
    await answer();
    expect(asked).toEqual([0, 10_000, 40_000]);
  });

  test('of another order replace those of the old one, whose replies are dropped', async () => {
    const { cache, answer } = fixture(100);
    cache.want(0, 20);
    cache.reorder({ column: 0, descending: true }, '');
    await answer();
    expect(cache.row(0)).toBeUndefined();
    await answer();
    expect(cache.row(0)).toEqual([99]);
  });

  test('far from the view are forgotten', async () => {
    const { cache, answer } = fixture(gridPageRows * (gridCachedPages + 5));
    for (let page = 0; page < gridCachedPages + 2; page++) {
      cache.want(page * gridPageRows, page * gridPageRows + 20);
      await answer();
    }
    expect(cache.row(0)).toBeUndefined();
    expect(cache.row((gridCachedPages + 1) * gridPageRows)).toBeDefined();
  });

  test('that cannot be had leave the reason, and are not asked for again and again', async () => {
    const { cache, asked, answer } = fixture(1000, 'gone');
    cache.want(0, 20);
    await answer();
    cache.want(0, 20);
    expect(cache.error).toBe('gone');
    expect(asked).toEqual([0]);
  });

  test('are read for copying past the ends of pages', async () => {
    const { cache, answer } = fixture(1000);
    const reading = cache.read(990, 1000);
    await answer();
    expect(await reading).toHaveLength(10);
  });
});
