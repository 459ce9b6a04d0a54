import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestClient } from './client.ts';

let folder = '';
let client: TestClient;

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rulesmith-format-')));
  client = await TestClient.start(folder, { registersFormatters: true });
}, 30_000);
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

const formatters = () => client.registrations.filter(({ method }) => /ormatting$/.test(method));
const patterns = () => formatters().map(({ registerOptions }) => registerOptions.documentSelector[0].pattern as string);

test('only open rules can be formatted', async () => {
  const rule = join(folder, 'rule [1].yaml');
  const uri = pathToFileURL(rule).href;
  await client.open(pathToFileURL(join(folder, 'compose.yaml')).href, 'services:\n  a: 1\n');
  await client.open(uri, 'kind: NRT\nqueryPeriod: 1h\n');
  await client.until(() => formatters().length === 2);
  expect(patterns()).toEqual([join(folder, 'rule [[]1[]].yaml'), join(folder, 'rule [[]1[]].yaml')]);
  await client.change(uri, 'services:\n  a: 1\n');
  await client.until(() => formatters().length === 0);
  await client.change(uri, 'kind: NRT\nqueryPeriod: 1h\n');
  await client.until(() => formatters().length === 2);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await client.until(() => formatters().length === 0);
}, 30_000);
