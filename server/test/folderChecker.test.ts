import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { TestClient } from './client.ts';

let folder = '';
let client: TestClient;
const rule = (id: number, severity: string) => `id: 0a7c3c1e-52a5-4a6d-9a55-3e1f5d0c9b${String(id).padStart(2, '0')}
name: Rule ${id}
kind: NRT
severity: ${severity}
query: W3CIISLog | project TimeGenerated
`;
const pathOf = (name: string) => join(folder, name);
const uriOf = (name: string) => pathToFileURL(pathOf(name)).href;
const hasFinding = (name: string, code: string) =>
  client.unversioned(uriOf(name), ({ diagnostics }) => diagnostics.some((each) => each.code === code));
const isClean = (name: string, code: string) =>
  client.unversioned(uriOf(name), ({ diagnostics }) => diagnostics.every((each) => each.code !== code));

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rulesmith-folder-')));
  mkdirSync(pathOf('sub folder'));
  writeFileSync(pathOf('a.yaml'), rule(1, 'Hihg'));
  writeFileSync(pathOf('sub folder/b.yaml'), rule(2, 'Lwo'));
  writeFileSync(pathOf('workflow.yaml'), 'on: push\njobs:\n  build:\n    severity: Hihg\n');
  client = await TestClient.start(folder);
}, 30_000);
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('rules that are not open are checked, and other files are not', async () => {
  await hasFinding('a.yaml', 'SEV002');
  await hasFinding('sub folder/b.yaml', 'SEV002');
  expect(client.publishedUris).not.toContain(uriOf('workflow.yaml'));
}, 30_000);

test('a file that changes on disk is checked again, a new one too, and a deleted one is taken back', async () => {
  const changed = async (name: string, type: FileChangeType) =>
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type }] });
  writeFileSync(pathOf('a.yaml'), rule(1, 'High'));
  await changed('a.yaml', FileChangeType.Changed);
  await isClean('a.yaml', 'SEV002');
  writeFileSync(pathOf('c.yaml'), rule(3, 'Hihg'));
  await changed('c.yaml', FileChangeType.Created);
  await hasFinding('c.yaml', 'SEV002');
  rmSync(pathOf('c.yaml'));
  await changed('c.yaml', FileChangeType.Deleted);
  await isClean('c.yaml', 'SEV002');
}, 30_000);

test('a document counts as it is in the editor while it is open, and as it is on disk when it is closed', async () => {
  const uri = uriOf('sub folder/b.yaml');
  const { diagnostics } = await client.diagnostics(uri, await client.open(uri, rule(2, 'Low')));
  expect(diagnostics.map(({ code }) => code)).not.toContain('SEV002');
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  await hasFinding('sub folder/b.yaml', 'SEV002');
  expect(readFileSync(pathOf('sub folder/b.yaml'), 'utf8')).toContain('Lwo');
}, 30_000);

test('a folder of many rules is checked by a worker, and not at all where closed files are not to be', async () => {
  const many = realpathSync(mkdtempSync(join(tmpdir(), 'rulesmith-many-')));
  for (let index = 10; index < 80; index++) writeFileSync(join(many, `r${index}.yaml`), rule(index, index % 2 === 0 ? 'Hihg' : 'High'));
  const other = await TestClient.start(many);
  try {
    const uri = pathToFileURL(join(many, 'r78.yaml')).href;
    await other.unversioned(uri, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'SEV002'));
    other.settings = { checks: { closedFiles: false } };
    await other.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
    await other.unversioned(uri, ({ diagnostics }) => diagnostics.length === 0);
  } finally {
    await other.stop();
    rmSync(many, { recursive: true, force: true });
  }
}, 60_000);
