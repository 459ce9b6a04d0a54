import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunJob } from '../src/worker/messages.ts';
import { QueryWorkerClient } from '../src/worker/queryWorkerClient.ts';

/** A worker that does what the text of the job says. */
const script = `
import { parentPort } from 'node:worker_threads';
parentPort.on('message', (request) => {
  if (request.kind === 'queryHits' && request.job.text === 'crash') process.exit(7);
  if (request.kind === 'queryHits' && request.job.text === 'deaf') for (;;);
  if (request.kind !== 'run') return;
  const { runId, rule, text } = request.job;
  if (text === 'crash') process.exit(7);
  if (text === 'throw') throw new Error('on purpose');
  if (text === 'memory') { const kept = []; for (;;) kept.push(new Array(100000).fill(kept.length)); }
  if (text === 'bug') parentPort.postMessage({ kind: 'broken', id: runId, message: 'a bug' });
  if (text === 'answer') parentPort.postMessage({ kind: 'outcome', runId, outcome: { kind: 'noQuery', runId, rule, message: 'answered' } });
  if (text === 'deaf') for (;;);
});
`;

let folder: string;
let client: QueryWorkerClient;
const logged: string[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rulesmith-worker-'));
  writeFileSync(join(folder, 'worker.mjs'), script);
  client = new QueryWorkerClient({
    script: join(folder, 'worker.mjs'),
    memoryMb: 64,
    patience: 50,
    onError: (message) => void logged.push(message),
  });
});

afterAll(async () => {
  await client.dispose();
  rmSync(folder, { recursive: true, force: true });
});

let runs = 0;
const job = (text: string): RunJob => {
  const runId = String(++runs);
  return {
    runId,
    rule: { uri: 'file:///r.yaml', path: 'r.yaml' },
    text,
    samples: [],
    folders: [],
    maxRows: 10,
    maxMemoryMb: 64,
    ingestionDelay: '0m',
  };
};

test.each([
  ['crash', 'crashed'],
  ['throw', 'crashed'],
  ['memory', 'limit'],
])('a worker that ends by %s is an outcome, and the next run works', async (text, kind) => {
  expect((await client.run(job(text))).kind).toBe(kind);
  expect((await client.run(job('answer'))).kind).toBe('noQuery');
});

test('a bug in the worker rejects the run alone', async () => {
  await expect(client.run(job('bug'))).rejects.toThrow('a bug');
  expect((await client.run(job('answer'))).kind).toBe('noQuery');
});

test('a worker that does not heed a cancellation is replaced', async () => {
  const deaf = job('deaf');
  const outcome = client.run(deaf);
  client.cancel(deaf.runId);
  expect((await outcome).kind).toBe('cancelled');
  expect((await client.run(job('answer'))).kind).toBe('noQuery');
  expect(logged.at(-1)).toContain('did not heed');
});

test('rows of a worker that never ran are gone', async () => {
  const fresh = new QueryWorkerClient({ script: join(folder, 'worker.mjs') });
  expect(await fresh.ask('rows', { runId: 'x', table: 'result', offset: 0, limit: 1 })).toEqual({ kind: 'gone' });
});

test('queries of the hits share the fate of the worker', async () => {
  const query = (text: string) => ({ runId: 'x', scratchId: text, text, maxRows: 10, maxMemoryMb: 64 });
  await client.run(job('answer'));
  expect(await client.queryHits(query('crash'))).toMatchObject({ kind: 'crashed', scratchId: 'crash' });
  expect(await client.queryHits(query('crash'))).toEqual({ kind: 'gone' });
  await client.run(job('answer'));
  const deaf = client.queryHits(query('deaf'));
  client.cancel('deaf');
  expect(await deaf).toMatchObject({ kind: 'cancelled', scratchId: 'deaf' });
});
