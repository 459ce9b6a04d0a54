import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  CheckHitsReply,
  HitsOutcome,
  HitsSchemaReply,
  ResultRowsReply,
  RunOutcome,
  RunProgressParams,
  ServerRequestMethod,
  ServerRequests,
} from '@rulesmith/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { TestClient } from './client.ts';

const rule = `name: Failed logons
kind: Scheduled
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
query: |
  W3CIISLog
  | where scStatus == "401"
  | summarize Failures = count(), Last = max(TimeGenerated) by cIP
`;

const event = (second: number, ip: string, user: string) =>
  JSON.stringify({ TimeGenerated: `2024-05-01T12:00:0${second}Z`, cIP: ip, csUserName: user, scStatus: '401' });
const log = [event(0, '203.0.113.7', 'ann'), event(1, '203.0.113.7', 'bob'), event(2, '198.51.100.4', 'eve')].join('\n');

const parser = `Function:
  Title: Repeated
Category: Security
FunctionName: Repeated
FunctionAlias: Repeated
FunctionParams:
  - Name: least
    Type: long
    Default: 2
FunctionQuery: |
  W3CIISLog | summarize Count = count() by cIP | where Count >= least
`;

let folder: string;
let client: TestClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rulesmith-hits-'));
  writeFileSync(join(folder, 'W3CIISLog.ndjson'), log);
  writeFileSync(join(folder, 'rule.yaml'), rule);
  writeFileSync(join(folder, 'Repeated.yaml'), parser);
  client = await TestClient.start(folder);
}, 30_000);

afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

function request<Method extends ServerRequestMethod>(
  method: Method,
  params: ServerRequests[Method]['params'],
  source = new CancellationTokenSource(),
): Promise<ServerRequests[Method]['result']> {
  return client.connection.sendRequest(method, params, source.token);
}

let ids = 0;

/** Runs the rule; gives the id of the run. */
async function run(): Promise<string> {
  const runId = `run-${++ids}`;
  const uri = pathToFileURL(join(folder, 'rule.yaml')).href;
  const outcome: RunOutcome = await request('rulesmith/runRule', { uri, runId, samples: [join(folder, 'W3CIISLog.ndjson')] });
  expect(outcome).toMatchObject({ kind: 'completed', rowCount: 2 });
  return runId;
}

function query(runId: string, text: string, scratchId = `scratch-${++ids}`, source?: CancellationTokenSource): Promise<HitsOutcome> {
  return request('rulesmith/queryHits', { runId, text, scratchId }, source);
}

function rowsOf(runId: string): Promise<ResultRowsReply> {
  return request('rulesmith/resultRows', { runId, table: 'result', offset: 0, limit: 10 });
}

test('a query of the hits gives columns, and rows under its own id', async () => {
  const runId = await run();
  const outcome = await query(runId, 'Hits\n| sort by cIP asc\n| project cIP, Failures', 'first');
  expect(outcome).toMatchObject({
    kind: 'completed',
    scratchId: 'first',
    columns: [
      { name: 'cIP', type: 'string' },
      { name: 'Failures', type: 'long' },
    ],
    rowCount: 2,
    notes: [],
  });
  const rows = [
    ['198.51.100.4', 1],
    ['203.0.113.7', 2],
  ];
  expect(await rowsOf('first')).toEqual({ kind: 'rows', offset: 0, rows, rowCount: 2 });
  expect(await rowsOf(runId)).toMatchObject({ kind: 'rows', rowCount: 2 });
  await query(runId, 'Hits | take 1', 'second');
  expect(await rowsOf('first')).toEqual({ kind: 'gone' });
});

test('it reads columns of the samples that the rule did not need', async () => {
  const runId = await run();
  await query(runId, 'Hits | join kind=inner W3CIISLog on cIP | summarize Users = make_set(csUserName) by cIP | sort by cIP asc', 'users');
  expect(await rowsOf('users')).toMatchObject({
    rows: [
      ['198.51.100.4', '["eve"]'],
      ['203.0.113.7', '["ann","bob"]'],
    ],
  });
});

test('it says so where a sample is no longer what the run read', async () => {
  const runId = await run();
  writeFileSync(join(folder, 'W3CIISLog.ndjson'), `${log}\n${event(3, '192.0.2.1', 'joe')}`);
  try {
    expect(await query(runId, 'Hits | count')).toMatchObject({ kind: 'completed', notes: [] });
    const outcome = await query(runId, 'W3CIISLog | count', 'changed');
    expect(outcome).toMatchObject({ notes: [expect.stringContaining('was changed after the run')] });
    expect(await rowsOf('changed')).toMatchObject({ rows: [[4]] });
  } finally {
    writeFileSync(join(folder, 'W3CIISLog.ndjson'), log);
  }
});

test('an error has its place in the text of the query', async () => {
  const outcome = await query(await run(), 'Hits\n| where Failuress > 1');
  expect(outcome).toMatchObject({ kind: 'queryError', span: { start: 13, end: 22 } });
  const unknown = await query(await run(), 'SigninLogs | count');
  expect(unknown).toMatchObject({ kind: 'queryError', remedy: expect.stringContaining('`Hits`, `W3CIISLog`') });
});

test('texts are checked without running them', async () => {
  const runId = await run();
  const texts = ['Hits | where Failures > 1', 'Hits | where nope', 'Hits | evaluate python(typeof(*), "result = df")'];
  const reply: CheckHitsReply = await request('rulesmith/checkHits', { runId, texts });
  if (reply.kind === 'gone') throw new Error('The run is gone');
  expect(reply.findings.map((findings) => findings.map(({ code, span }) => [code, span.start]))).toEqual([
    [],
    [['KS142', 13]],
    [['unsupported', expect.any(Number)]],
  ]);
});

test('the schema has the hits, the tables of the rule, and the functions of the workspace, which can be called', async () => {
  const runId = await run();
  const schema: HitsSchemaReply = await request('rulesmith/hitsSchema', { runId });
  if (schema.kind === 'gone') throw new Error('The run is gone');
  expect(schema.now).toBe('2024-05-01T12:00:03Z');
  expect(schema.tables.map(({ name }) => name)).toEqual(['Hits', 'W3CIISLog']);
  expect(schema.tables[0]?.columns).toEqual([
    { name: 'cIP', type: 'string' },
    { name: 'Failures', type: 'long' },
    { name: 'Last', type: 'datetime' },
  ]);
  expect(schema.functions).toMatchObject([{ name: 'Repeated', parameters: [{ name: 'least', type: 'long' }] }]);
  await query(runId, 'Repeated() | project cIP', 'function');
  expect(await rowsOf('function')).toMatchObject({ rows: [['203.0.113.7']] });
});

test('a run that a newer one replaced is gone', async () => {
  const runId = await run();
  await run();
  expect(await query(runId, 'Hits')).toEqual({ kind: 'gone' });
  expect(await request('rulesmith/hitsSchema', { runId })).toEqual({ kind: 'gone' });
  expect(await request('rulesmith/checkHits', { runId, texts: ['Hits'] })).toEqual({ kind: 'gone' });
});

test('a query that is cancelled ends, and the run is still there', async () => {
  const runId = await run();
  const source = new CancellationTokenSource();
  const started = new Promise<void>((settle) => {
    client.connection.onNotification('rulesmith/runProgress', (params: RunProgressParams) => {
      if (params.runId === 'slow' && params.phase === 'querying') settle();
    });
  });
  const text =
    'range a from 1 to 3000 step 1\n| extend k = 1\n| join kind=inner (range b from 1 to 3000 step 1 | extend k = 1) on k\n| where strcat(a * b, "-", a) matches regex "9.*8.*7"\n| count';
  const outcome = query(runId, text, 'slow', source);
  await started;
  source.cancel();
  expect(await outcome).toMatchObject({ kind: 'cancelled', scratchId: 'slow' });
  expect(await query(runId, 'Hits | count')).toMatchObject({ kind: 'completed', rowCount: 1 });
}, 30_000);
