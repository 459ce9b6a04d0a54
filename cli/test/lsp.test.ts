import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createProtocolConnection,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const root = resolve(import.meta.dirname, '../..');
const child = fork(resolve(root, 'cli/src/main.ts'), ['lsp', '--stdio'], {
  execPath: resolve(root, 'node_modules/.bin/node'),
  stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
});
let connection: ProtocolConnection;

beforeAll(() => {
  if (child.stdout === null || child.stdin === null) throw new Error('the process has no pipes');
  connection = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  connection.listen();
});

afterAll(() => {
  connection.dispose();
  child.kill();
});

test('rulesmith lsp --stdio serves any editor: findings, then an end when the client goes', { timeout: 60_000 }, async () => {
  const published = new Promise<PublishDiagnosticsParams>((settle) => {
    connection.onNotification('textDocument/publishDiagnostics', settle);
  });
  const { serverInfo } = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: {},
  });
  expect(serverInfo?.name).toBe('rulesmith');
  await connection.sendNotification('initialized', {});
  const text = 'id: x\nname: A\nqueryFrequency: 1h\nqueryPeriod: 1h\nquery: W3CIISLog | where nope == 1\nkind: Scheduled\n';
  const textDocument = { uri: 'file:///rule.yaml', languageId: 'yaml', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  expect((await published).diagnostics.map(({ code }) => code)).toContain('KQL004');
  const ended = new Promise<number | null>((settle) => child.once('exit', settle));
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  expect(await ended).toBe(0);
});
