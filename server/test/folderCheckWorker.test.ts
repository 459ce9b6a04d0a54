import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';
import { FolderCheckWorkerClient } from '../src/folderCheck/folderCheckWorkerClient.ts';

const realScript = resolve(import.meta.dirname, '../src/folderCheckWorker.ts');
let folder = '';
const rulePath = (index: number) => join(folder, `rule${index}.yaml`);

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rulesmith-worker-')));
  for (let index = 0; index < 3; index++)
    writeFileSync(rulePath(index), `id: x\nname: Rule ${index}\nkind: NRT\nseverity: Hihg\nquery: W3CIISLog | project TimeGenerated\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A worker that finds nothing in files, and ends at those named `bad`. */
function fakeScript(): string {
  const path = join(folder, 'fake.mjs');
  writeFileSync(
    path,
    `import { parentPort, workerData } from 'node:worker_threads';
for (const path of workerData.paths) {
  parentPort.postMessage({ kind: 'at', path });
  if (path.startsWith('bad')) throw new Error('no room');
  parentPort.postMessage({ kind: 'checked', path, diagnostics: [] });
}
parentPort.postMessage({ kind: 'done' });`,
  );
  return path;
}

async function pass(client: FolderCheckWorkerClient, paths: readonly string[]) {
  const found = new Map<string, readonly Diagnostic[]>();
  const failures: string[] = [];
  const scope = { repositoryMode: false, disabled: ['NAME002', 'SEV002:*1.yaml'], baselines: {} };
  const job = { folders: [folder], isTrusted: true, scope, paths };
  await client.check(job, {
    checked: (path, diagnostics) => void found.set(path, diagnostics),
    failed: (message) => void failures.push(message),
  });
  return { found, failures };
}

test('the findings of each file come, without those of checks that are off', async () => {
  const { found, failures } = await pass(new FolderCheckWorkerClient(realScript), [rulePath(0), rulePath(1), join(folder, 'gone.yaml')]);
  expect(failures).toEqual([]);
  expect([...found.keys()]).toEqual([rulePath(0), rulePath(1), join(folder, 'gone.yaml')]);
  expect(found.get(rulePath(0))?.map(({ code }) => code)).toContain('SEV002');
  expect(found.get(rulePath(1))?.map(({ code }) => code)).not.toContain('SEV002');
  expect(found.get(join(folder, 'gone.yaml'))).toEqual([]);
}, 60_000);

test('while somebody types nothing is checked', async () => {
  const client = new FolderCheckWorkerClient(realScript);
  const started = performance.now();
  await pass(client, [rulePath(0)]);
  const usual = performance.now() - started;
  const typing = setInterval(() => client.rest(), 50);
  client.rest();
  const resting = pass(client, [rulePath(0)]);
  const first = await Promise.race([resting, new Promise<string>((settle) => setTimeout(() => settle('resting'), 2 * usual))]);
  clearInterval(typing);
  expect(first).toBe('resting');
  expect((await resting).found.size).toBe(1);
}, 60_000);

test('a file that the worker dies of is left out, and the log says so', async () => {
  const { found, failures } = await pass(new FolderCheckWorkerClient(fakeScript()), ['a', 'bad', 'b']);
  expect([...found.keys()]).toEqual(['a', 'b']);
  expect(failures).toEqual(['The check of bad ended: no room']);
});

test('a worker that dies again and again is not started for ever', async () => {
  const { found, failures } = await pass(new FolderCheckWorkerClient(fakeScript()), ['bad1', 'bad2', 'bad3', 'bad4', 'a']);
  expect(failures).toHaveLength(4);
  expect(failures.at(-1)).toBe('The check of the folder was given up; files that were not checked: 2');
  expect(found.size).toBe(0);
});

test('a pass that is stopped ends', async () => {
  const client = new FolderCheckWorkerClient(realScript);
  const stopped = pass(client, [rulePath(0)]);
  client.stop();
  expect((await stopped).found.size).toBe(0);
}, 60_000);
