import { encodeRows, type JsonValue } from '@rulesmith/engine';
import { standardCatalog } from '@rulesmith/kql';
import { expect, test } from 'vitest';
import { SampleCache, type SampleFiles, samplePointer } from '../src/samples/index.ts';
import { runKql } from '../src/simulation/index.ts';

/** Files in memory; folders are what their paths say. */
function filesOf(contents: Readonly<Record<string, string>>): SampleFiles {
  return {
    stat: async (path) => {
      const text = contents[path];
      if (text !== undefined) return { kind: 'file', size: text.length, modified: 1 };
      return Object.keys(contents).some((each) => each.startsWith(`${path}/`)) ? { kind: 'folder', size: 0, modified: 0 } : undefined;
    },
    readDirectory: async (path) => [
      ...new Set(
        Object.keys(contents)
          .filter((each) => each.startsWith(`${path}/`))
          .map((each) => each.slice(path.length + 1).split('/')[0] ?? ''),
      ),
    ],
    readFile: async (path) => new TextEncoder().encode(contents[path]),
  };
}

async function run(text: string, contents: Readonly<Record<string, string>>, pointers: readonly string[] = []) {
  const outcome = await runKql(
    { text, catalog: standardCatalog(), pointers: pointers.map(samplePointer), folders: ['/w/samples'] },
    { files: filesOf(contents), cache: new SampleCache(), clock: () => 0n, milliseconds: () => 0 },
  );
  return outcome;
}

async function rows(text: string, contents: Readonly<Record<string, string>>, pointers: readonly string[] = []): Promise<JsonValue[][]> {
  const outcome = await run(text, contents, pointers);
  if (outcome.kind === 'failed') throw new Error(outcome.message);
  return encodeRows(outcome.result, 0, outcome.result.rowCount);
}

const vip = '/w/samples/watchlists/VIP.csv';
const users = 'User,Badge\nalice,007\nbob,"x, y"\n';

test('a watchlist is a CSV file; its values are texts, its first column the search key', async () => {
  expect(await rows("_GetWatchlist('VIP') | project SearchKey, User, Badge, tostring(WatchlistItem.Badge)", { [vip]: users })).toEqual([
    ['alice', 'alice', '007', '007'],
    ['bob', 'bob', 'x, y', 'x, y'],
  ]);
});

test('a column SearchKey is the search key', async () => {
  const outcome = await run("_GetWatchlist('VIP') | project SearchKey, User", { [vip]: 'User,SearchKey\nalice,k1\n' });
  if (outcome.kind === 'failed') throw new Error(outcome.message);
  expect(encodeRows(outcome.result, 0, 1)).toEqual([['k1', 'alice']]);
  expect(outcome.notes).toEqual([]);
});

test.each([
  ["let list = 'V'; _GetWatchlist(strcat(list, 'IP')) | project User", [['alice'], ['bob']]],
  ["_GetWatchlist('VIP', dynamic(['bob', 'carol'])) | project User", [['bob']]],
  ["print u = 'bob' | where u in ((_GetWatchlist('VIP') | project User))", [['bob']]],
])('%s', async (text, expected) => {
  expect(await rows(text, { [vip]: users })).toEqual(expected);
});

test('a watchlist may lie anywhere', async () => {
  expect(await rows("_GetWatchlist('VIP') | count", { '/x/list.csv': users }, ['watchlist:VIP=/x/list.csv'])).toEqual([[2]]);
});

const url = 'https://lists.example/feeds/bad.csv';
const copy = '/w/samples/externaldata/lists.example/feeds/bad.csv';

test.each([
  [
    'csv',
    `["${url}"]`,
    'a,1,x\nb,2\n\nc\n',
    [
      ['a', 1],
      ['b', 2],
      ['c', null],
    ],
  ],
  ['csv without its header', `["${url}"] with (format="csv", ignoreFirstRecord=true)`, 'name,n\na,1\n', [['a', 1]]],
  ['psv', `["${url}"] with (format=psv)`, 'a|1\n', [['a', 1]]],
  [
    'lines of JSON',
    `["${url}"] with (format="multijson")`,
    '{"n":1,"name":"a"}\n{"name":"b"}\n',
    [
      ['a', 1],
      ['b', null],
    ],
  ],
  ['an array of JSON', `["${url}"] with (format="multijson")`, '[{"n":1,"name":"a"}]', [['a', 1]]],
  [
    'text',
    `["${url}"] with (format="txt")`,
    'a,b\nc\n',
    [
      ['a,b', null],
      ['c', null],
    ],
  ],
  [
    'two files',
    `["${url}", "${url}"]`,
    'a,1\n',
    [
      ['a', 1],
      ['a', 1],
    ],
  ],
])('externaldata reads %s', async (_what, source, text, expected) => {
  expect(await rows(`externaldata (name:string, n:long) ${source}`, { [copy]: text })).toEqual(expected);
});

test('the file name alone is enough, and a pointer wins', async () => {
  const query = `externaldata (name:string) ["${url}"]`;
  const contents = { '/w/samples/externaldata/bad.csv': 'usual\n', '/x/given.txt': 'given\n' };
  expect(await rows(query, contents)).toEqual([['usual']]);
  expect(await rows(query, contents, [`${url}=/x/given.txt`])).toEqual([['given']]);
});

test.each([
  ["_GetWatchlist('None')", 'no local copy of the watchlist `None`', 'Save it as `watchlists/None.csv` in a sample folder, or give it'],
  ["_GetWatchlist('../secret')", 'no local copy', 'Give it as a sample'],
  ['externaldata (a:string) ["https://x.example/../../etc/passwd"]', 'the network is not asked', 'Give it as a sample'],
  ['externaldata (a:string) ["file:///etc/passwd"]', 'no local copy', 'Give it as a sample'],
])('%s has no copy, and says how to provide one', async (text, message, remedy) => {
  const outcome = await run(text, { '/w/samples/secret.csv': 'a\nb\n', '/etc/passwd': 'root\n' });
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'noSample', message: expect.stringContaining(message) });
  expect('remedy' in outcome && outcome.remedy).toContain(remedy);
});

test('local copies are no logs', async () => {
  const outcome = await run('W3CIISLog | count', { [vip]: 'Type,cIP\nW3CIISLog,1.1.1.1\n' });
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'noSample' });
});
