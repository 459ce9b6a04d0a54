import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { encodeRows, readLog, readLogInThreads } from '@rulesmith/engine';
import { SampleCache } from '@rulesmith/rules';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logThreads } from '../src/logThreads.ts';
import { NodeSampleFiles } from '../src/nodeSampleFiles.ts';

const rowCount = 300_000;
const script = resolve(import.meta.dirname, '../src/logPartWorker.ts');

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rulesmith-threads-'));
  path = join(folder, 'Logs_CL.ndjson');
  let text = '';
  for (let row = 0; row < rowCount; row++) text += `{"n":${row},"text":"${'value '.repeat(6)}${row % 1000}"}\n`;
  await writeFile(path, text);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test('a large log is read in threads, and is what it is when read in one', async () => {
  const threads = { ...logThreads(script), parts: 2 } as NonNullable<ReturnType<typeof logThreads>>;
  const files = new NodeSampleFiles(undefined, threads);
  const bytes = await files.readFile(path);
  expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
  const { loaded } = await new SampleCache().read(path, { table: 'Logs_CL' }, files);
  const whole = readLog({ path, bytes });
  expect(loaded.rows).toBe(rowCount);
  expect(loaded.table.schema).toEqual(whole.table.schema);
  for (const row of [0, 1, 150_000, rowCount - 1])
    expect(encodeRows(loaded.table, row, row + 1)).toEqual(encodeRows(whole.table, row, row + 1));
});

test('reading in threads stops when it is no longer wanted', async () => {
  const threads = { ...logThreads(script), parts: 2 } as NonNullable<ReturnType<typeof logThreads>>;
  const bytes = await new NodeSampleFiles(undefined, threads).readFile(path);
  let calls = 0;
  const checkpoint = (): void => {
    if (++calls > 2) throw new Error('enough');
  };
  await expect(readLogInThreads({ path, bytes }, { checkpoint }, threads)).rejects.toThrow('enough');
});

test('without the script of the threads there are none', () => {
  expect(logThreads(join('nowhere', 'logPartWorker.cjs'))).toBeUndefined();
  expect(logThreads(undefined)).toBeUndefined();
});
