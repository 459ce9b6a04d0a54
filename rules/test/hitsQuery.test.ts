import { encodeRows } from '@rulesmith/engine';
import { createCatalog, standardCatalog } from '@rulesmith/kql';
import { describe, expect, it } from 'vitest';
import { parseRuleDocument } from '../src/ruleDocument.ts';
import { SampleCache } from '../src/samples/index.ts';
import { checkHitsQuery, type HitsScope, hitsScope, queryHits, type RunHost, runRule } from '../src/simulation/index.ts';

const events = Array.from({ length: 6 }, (_, n) =>
  JSON.stringify({
    TimeGenerated: `2026-03-02T1${n}:00:00Z`,
    cIP: `1.1.1.${n % 2}`,
    csUserName: `user${n}`,
    scStatus: n < 4 ? '401' : '200',
  }),
).join('\n');

const logons = '{"TimeGenerated":"2026-03-02T09:00:00Z","UserPrincipalName":"ann","IPAddress":"1.1.1.1"}';

const rule = `name: x
kind: Scheduled
queryPeriod: 3h
triggerOperator: gt
triggerThreshold: 0
query: |
  W3CIISLog
  | where scStatus in ("401", "200")
  | summarize Count = count(), Statuses = make_set(scStatus) by cIP
  | where toscalar(SigninLogs | count) >= 0
`;

/** Files by path under `/w/samples`; counts how often each is read. */
class Files {
  readonly contents: Map<string, string>;
  readonly reads: string[] = [];

  constructor(contents: Readonly<Record<string, string>>) {
    this.contents = new Map(Object.entries(contents));
  }

  host(cache = new SampleCache()): RunHost {
    return {
      files: {
        stat: async (path) => this.#stat(path),
        readDirectory: async () => [...this.contents.keys()],
        readFile: async (path) => {
          this.reads.push(path);
          return new TextEncoder().encode(this.#text(path) ?? '');
        },
      },
      cache,
      clock: () => 0n,
      milliseconds: () => 0,
    };
  }

  #stat(path: string) {
    if (path === '/w/samples') return { kind: 'folder' as const, size: 0, modified: 0 };
    const text = this.#text(path);
    return text === undefined ? undefined : { kind: 'file' as const, size: text.length, modified: 1 };
  }

  #text(path: string): string | undefined {
    return this.contents.get(path.replace('/w/samples/', ''));
  }
}

async function scopeOf(files: Files, host: RunHost, query = rule, catalog = standardCatalog()): Promise<HitsScope> {
  const request = { document: parseRuleDocument('/w/rule.yaml', query), path: '/w/rule.yaml', catalog, folders: ['/w/samples'] };
  const run = await runRule(request, host);
  if (run.kind !== 'completed') throw new Error(`${run.message} ${[...files.contents.keys()]}`);
  return hitsScope(run, request);
}

async function rowsOf(scope: HitsScope, text: string, host: RunHost): Promise<unknown> {
  const outcome = await queryHits(scope, { text }, host);
  return outcome.kind === 'completed' ? encodeRows(outcome.result, 0, 100) : outcome;
}

describe('a query of the hits', () => {
  const files = new Files({ 'W3CIISLog.ndjson': events, 'SigninLogs.ndjson': logons });

  it('finds the rows of the run with their types', async () => {
    const host = files.host();
    const scope = await scopeOf(files, host);
    expect(await rowsOf(scope, 'Hits | sort by cIP asc', host)).toEqual([
      ['1.1.1.0', 1, ['200']],
      ['1.1.1.1', 2, ['401', '200']],
    ]);
    expect(await rowsOf(scope, 'Hits | getschema | project ColumnName, ColumnType', host)).toEqual([
      ['cIP', 'string'],
      ['Count', 'long'],
      ['Statuses', 'dynamic'],
    ]);
  });

  it('sees the tables of the rule whole, with columns that the rule did not read', async () => {
    const host = files.host();
    const scope = await scopeOf(files, host);
    expect(await rowsOf(scope, 'Hits | join kind=inner W3CIISLog on cIP | count', host)).toEqual([[6]]);
    expect(await rowsOf(scope, 'W3CIISLog | where csUserName == "user0" | project csUserName', host)).toEqual([['user0']]);
    expect(await rowsOf(scope, 'SigninLogs | project UserPrincipalName', host)).toEqual([['ann']]);
  });

  it('reads no file for the hits alone, nor one again that has the columns', async () => {
    const host = files.host();
    const scope = await scopeOf(files, host);
    const before = files.reads.length;
    await rowsOf(scope, 'Hits | count', host);
    await rowsOf(scope, 'W3CIISLog | where scStatus == "200" | count', host);
    expect(files.reads.length).toBe(before);
  });

  it('has the now() of the run', async () => {
    const host = files.host();
    expect(await rowsOf(await scopeOf(files, host), 'print now()', host)).toEqual([['2026-03-02T15:00:01Z']]);
  });

  it('searches the hits and the tables of the rule, and nothing else', async () => {
    const host = files.host();
    const scope = await scopeOf(files, host);
    expect(scope.tables.map(({ name }) => name)).toEqual(['Hits', 'W3CIISLog', 'SigninLogs']);
    expect(await rowsOf(scope, 'union withsource=Source * | summarize count() by Source | sort by Source asc', host)).toEqual([
      ['Hits', 2],
      ['SigninLogs', 1],
      ['W3CIISLog', 6],
    ]);
  });

  it('takes a table without a sample as empty, as the run did', async () => {
    const one = new Files({ 'W3CIISLog.ndjson': events });
    const host = one.host();
    const outcome = await queryHits(await scopeOf(one, host), { text: 'SigninLogs | count' }, host);
    expect(outcome).toMatchObject({ kind: 'completed', notes: [expect.stringContaining('taken as empty')] });
  });

  it('knows the functions of the workspace', async () => {
    const host = files.host();
    const catalog = standardCatalog().withFunctions([
      { name: 'Twice', parameters: [{ name: 'n', type: 'long' }], body: 'n * 2' },
      { name: 'Hits', parameters: [], body: 'print a = 1' },
    ]);
    const scope = await scopeOf(files, host, rule, catalog);
    expect(await rowsOf(scope, 'Hits | sort by cIP asc | project Twice(Count)', host)).toEqual([[2], [4]]);
  });

  it('names what is known where a table is not', async () => {
    const host = files.host();
    const outcome = await queryHits(await scopeOf(files, host), { text: 'Hits\n| union SecurityEvent' }, host);
    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: 'queryError',
      remedy: 'Tables here: `Hits`, `W3CIISLog`, `SigninLogs`',
      span: { start: 13, end: 26 },
    });
  });

  it('says that a sample is gone', async () => {
    const changing = new Files({ 'W3CIISLog.ndjson': events, 'SigninLogs.ndjson': logons });
    const host = changing.host();
    const scope = await scopeOf(changing, host);
    changing.contents.clear();
    expect(await rowsOf(scope, 'W3CIISLog | count', host)).toMatchObject({ kind: 'failed', reason: 'noSample' });
    expect(await rowsOf(scope, 'Hits | count', host)).toEqual([[2]]);
  });

  it('ends when it is cancelled, and at its limits', async () => {
    const host = files.host();
    const scope = await scopeOf(files, host);
    expect(await queryHits(scope, { text: 'Hits | count', cancellation: { isCancelled: true } }, host)).toMatchObject({
      reason: 'cancelled',
    });
    const limits = { intermediateRows: 10 };
    expect(await queryHits(scope, { text: 'range a from 1 to 100 step 1', limits }, host)).toMatchObject({ reason: 'limit' });
  });
});

describe('checking a query of the hits', () => {
  const files = new Files({ 'W3CIISLog.ndjson': events, 'SigninLogs.ndjson': logons });

  it.each([
    ['Hits | where Count > 1', []],
    ['Hits | where Countt > 1', [['KS142', 13, 19]]],
    ['W3CIISLog | where csUserName == "x"', []],
    ['range a from toscalar(Hits | summarize min(Count)) to 3 step 1', []],
    ['range a from 1 to 1000000 step 1', []],
  ])('%s', async (text, expected) => {
    const findings = checkHitsQuery(await scopeOf(files, files.host()), text);
    expect(findings.map(({ code, span }) => [code, span.start, span.end])).toEqual(expected);
  });

  it('names what the engine does not run, at its place', async () => {
    const scope = await scopeOf(files, files.host());
    const text = 'Hits | evaluate python(typeof(*), "result = df")';
    const [finding] = checkHitsQuery(scope, text);
    expect(finding).toMatchObject({ code: 'unsupported', severity: 'error' });
    expect(text.slice(finding?.span.start, finding?.span.end)).toContain('python');
  });

  it('works over a catalog that has nothing else', async () => {
    const scope: HitsScope = { ...(await scopeOf(files, files.host())), catalog: createCatalog() };
    expect(checkHitsQuery(scope, 'print 1')).toEqual([]);
  });
});
