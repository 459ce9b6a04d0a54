import { bindQuery, createCatalog } from '@rulesmith/kql';
import { expect, test } from 'vitest';
import { columnOf, type ProfileStep, runQuery, Table } from '../src/index.ts';
import { contextOf } from './runKql.ts';

const columns = [
  { name: 'k', type: 'string' },
  { name: 'v', type: 'long' },
  { name: 'unused', type: 'string' },
] as const;
const table = new Table(columns, [columnOf('string', ['a', 'b', 'a']), columnOf('long', [1, 2, 3]), columnOf('string', ['', '', ''])], 3);
const catalog = createCatalog([{ name: 'T', columns }]);

function profile(kql: string, isOn = true): readonly ProfileStep[] {
  return runQuery(bindQuery(kql, catalog), contextOf({ tables: { table: () => table }, profile: isOn })).profile;
}

const shown = (steps: readonly ProfileStep[]): string[] =>
  steps.map(({ depth, text, rows, read, isShared }) => `${'  '.repeat(depth)}${text} ${rows} [${read.join()}]${isShared ? ' shared' : ''}`);

test('tells what each operator gave and which columns were read of it, the result first', () => {
  expect(shown(profile('T | where v > 1 | summarize n = count() by k | top 1 by n'))).toEqual([
    'first rows by 1 key 1 [k,n]',
    '  project 2 [k,n]',
    '    summarize 1 aggregate by k 2 [k,$0]',
    '      where (1 condition) 2 [k]',
    '        scan T 3 [k,v]',
  ]);
});

test('shows what two places read once', () => {
  const steps = profile('let s = T | where v > 1; s | join kind=inner s on k');
  expect(shown(steps).filter((line) => line.includes('where'))).toEqual([
    '  where (1 condition) 2 [k,v,unused]',
    '  where (1 condition) 2 [k,v,unused] shared',
  ]);
});

test('times are those of the operator alone', () => {
  for (const { milliseconds } of profile('T | where v > 1 | count')) expect(milliseconds).toBeGreaterThanOrEqual(0);
});

test('costs nothing where nobody asks', () => {
  expect(profile('T | count', false)).toEqual([]);
});
