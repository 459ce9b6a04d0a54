import { encodeRows, type JsonValue } from '@rulesmith/engine';
import { standardCatalog } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { SampleCache, type SampleFiles, samplePointer } from '../src/samples/index.ts';
import { runKql } from '../src/simulation/index.ts';
import { mmdbWith } from './mmdb.ts';

/** Files in memory; folders are what their paths say. */
type Contents = Readonly<Record<string, string | Uint8Array>>;

function filesOf(contents: Contents): SampleFiles {
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
    readFile: async (path) => {
      const content = contents[path] ?? '';
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
  };
}

async function run(text: string, contents: Contents, pointers: readonly string[] = []) {
  const outcome = await runKql(
    { text, catalog: standardCatalog(), pointers: pointers.map(samplePointer), folders: ['/w/samples'] },
    { files: filesOf(contents), cache: new SampleCache(), clock: () => 0n, milliseconds: () => 0 },
  );
  return outcome;
}

async function rows(text: string, contents: Contents, pointers: readonly string[] = []): Promise<JsonValue[][]> {
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

test('a copy that is not what the query says is an error', async () => {
  const outcome = await run(`externaldata (n:long) ["${url}"] with (format="parquet")`, { [copy]: 'x' });
  expect(outcome).toMatchObject({ kind: 'failed', message: expect.stringContaining('the format parquet cannot be read') });
});

test('local copies are no logs', async () => {
  const outcome = await run('W3CIISLog | count', { [vip]: 'Type,cIP\nW3CIISLog,1.1.1.1\n' });
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'noSample' });
});

describe('what only the service knows', () => {
  const location = {
    country: { names: { en: 'Iceland', de: 'Island' } },
    subdivisions: [{ names: { en: 'Capital Region' } }],
    city: { names: { en: 'Reykjavik' } },
    location: { latitude: 64.1355, longitude: -21.8954 },
  };
  const where = 'print l = geo_info_from_ip_address(ip) | project l';

  test('addresses are looked up in a file of locations', async () => {
    const contents = { '/w/samples/geoip.mmdb': mmdbWith(81, location) };
    const text = `datatable(ip:string)['81.15.2.3', '82.1.1.1', 'junk', '', '999.1.1.1'] | extend l = geo_info_from_ip_address(ip) | project l`;
    const [first, ...others] = await rows(text, contents);
    expect(first).toEqual([{ country: 'Iceland', state: 'Capital Region', city: 'Reykjavik', latitude: 64.1355, longitude: -21.8954 }]);
    expect(others).toEqual([[null], [null], [null], [null]]);
  });

  test('without one there is null, and a note says so', async () => {
    const outcome = await run(where.replace('(ip)', "('81.1.1.1')"), {});
    if (outcome.kind === 'failed') throw new Error(outcome.message);
    expect(encodeRows(outcome.result, 0, 1)).toEqual([[null]]);
    expect(outcome.notes).toEqual([expect.stringContaining('gives null in `geo_info_from_ip_address`')]);
  });

  test('a file that is none is an error', async () => {
    const outcome = await run(where.replace('(ip)', "('81.1.1.1')"), { '/w/samples/geoip.mmdb': 'junk' });
    expect(outcome).toMatchObject({ kind: 'failed', message: expect.stringContaining('/w/samples/geoip.mmdb cannot be read') });
  });

  const log = { '/w/samples/W3CIISLog.ndjson': '{"TimeGenerated":"2024-05-01T10:00:00Z","cIP":"1.1.1.1"}\n' };

  test('the time of ingestion is taken to be TimeGenerated, and a note says so', async () => {
    const outcome = await run('W3CIISLog | project t = ingestion_time()', log);
    if (outcome.kind === 'failed') throw new Error(outcome.message);
    expect(encodeRows(outcome.result, 0, 1)).toEqual([['2024-05-01T10:00:00Z']]);
    expect(outcome.notes).toEqual(['`ingestion_time()` is taken to be `TimeGenerated`']);
  });

  test('a delay of the ingestion is added', async () => {
    const outcome = await runKql(
      {
        text: 'W3CIISLog | project t = ingestion_time()',
        catalog: standardCatalog(),
        pointers: [],
        folders: ['/w/samples'],
        ingestionDelay: 3_000_000_000n,
      },
      { files: filesOf(log), cache: new SampleCache(), clock: () => 0n, milliseconds: () => 0 },
    );
    if (outcome.kind === 'failed') throw new Error(outcome.message);
    expect(encodeRows(outcome.result, 0, 1)).toEqual([['2024-05-01T10:05:00Z']]);
    expect(outcome.notes).toEqual(['`ingestion_time()` is taken to be `TimeGenerated` and the delay that is set']);
  });

  test('an exported column of that time wins', async () => {
    const exported = { '/w/samples/X_CL.ndjson': '{"TimeGenerated":"2024-05-01T10:00:00Z","$IngestionTime":"2024-05-01T10:07:00Z"}\n' };
    expect(await rows('X_CL | project t = ingestion_time()', exported)).toEqual([['2024-05-01T10:07:00Z']]);
  });

  test('rows without TimeGenerated have no such time', async () => {
    expect(await run('W3CIISLog | project cIP | extend ingestion_time()', log)).toMatchObject({ kind: 'failed', code: 'unsupported' });
  });
});
