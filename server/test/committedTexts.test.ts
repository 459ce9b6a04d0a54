import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { committedTexts } from '../src/committedTexts.ts';
import { NodeWorkspace } from '../src/nodeWorkspace.ts';
import { TestClient } from './client.ts';

let folder = '';
const rule = (version: string, severity: string) => `id: 0a7c3c1e-52a5-4a6d-9a55-3e1f5d0c9b11
name: Failed logons
kind: Scheduled
severity: ${severity}
version: ${version}
query: W3CIISLog
`;

function git(...args: string[]): void {
  const as = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...as, ...args], { cwd: folder, stdio: 'ignore' });
}

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rulesmith-git-')));
  mkdirSync(join(folder, 'sub folder'));
  writeFileSync(join(folder, 'a.yaml'), rule('1.0.0', 'High'));
  writeFileSync(join(folder, 'sub folder', 'ü.yaml'), 'text: größer\n');
  writeFileSync(join(folder, 'empty.yaml'), '');
  git('init', '--quiet');
  git('add', '.');
  git('commit', '--quiet', '-m', 'First');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('reads what HEAD holds, and leaves out what it lacks', async () => {
  writeFileSync(join(folder, 'new.yaml'), 'x: 1\n');
  const path = (name: string) => join(folder, name);
  const texts = await committedTexts([path('new.yaml'), path('a.yaml'), path('sub folder/ü.yaml'), path('empty.yaml'), path('sub folder')]);
  expect([...texts]).toEqual([
    [path('a.yaml'), rule('1.0.0', 'High')],
    [path('sub folder/ü.yaml'), 'text: größer\n'],
    [path('empty.yaml'), ''],
  ]);
});

test('is silent without git and outside a repository', async () => {
  expect((await committedTexts([join(folder, 'a.yaml')], { PATH: '' })).size).toBe(0);
  expect((await committedTexts([join(tmpdir(), 'a.yaml')])).size).toBe(0);
});

test('a name with a line break is not asked for, and the answers of the others stay theirs', async () => {
  const path = join(folder, 'a.yaml');
  expect([...(await committedTexts([join(folder, 'x\nHEAD:a.yaml'), path])).keys()]).toEqual([path]);
});

test('git is asked only in a trusted workspace', async () => {
  const path = join(folder, 'a.yaml');
  const committed = (isTrusted: boolean) => new NodeWorkspace([folder], () => isTrusted).readCommitted([path]);
  expect([(await committed(true)).size, (await committed(false)).size]).toEqual([1, 0]);
});

test('the editor compares a document with the last commit', async () => {
  const client = await TestClient.start(folder);
  const uri = pathToFileURL(join(folder, 'a.yaml')).href;
  const hasFinding = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.some(({ code }) => code === 'VER004');
  try {
    expect(hasFinding(await client.diagnostics(uri, await client.open(uri, rule('1.0.0', 'Low')), hasFinding))).toBe(true);
    expect(hasFinding(await client.diagnostics(uri, await client.change(uri, rule('1.0.1', 'Low'))))).toBe(false);
  } finally {
    await client.stop();
  }
}, 30_000);
