import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBaselines } from '../src/checkScope.ts';
import { TestClient } from './client.ts';

const broken = `id: 5a3a2f0e-6f0e-4f6e-9a63-1c2d3e4f5a6b
name: A rule for tests
description: Finds what tests look for
severity: Meduim
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
query: W3CIISLog | project cIP
kind: Scheduled
`;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rulesmith-scope-'));
  mkdirSync(join(folder, 'old'));
  const message = 'is accepted';
  writeFileSync(join(folder, 'baseline.json'), JSON.stringify({ findings: [{ path: 'a.yaml', check: 'SEV002', message }] }));
  writeFileSync(join(folder, 'no-baseline.json'), '{}');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

async function codesIn(client: TestClient, name: string): Promise<(string | number | undefined)[]> {
  const { diagnostics } = await client.diagnostics(uriOf(name), await client.open(uriOf(name), broken));
  return diagnostics.map(({ code }) => code);
}

test('checks are switched off in the files that a glob fits', async () => {
  const client = await TestClient.start(folder, { settings: { checks: { disabled: ['SEV002:old/**', 'VER001'] } } });
  try {
    const [old, current] = [await codesIn(client, 'old/a.yaml'), await codesIn(client, 'a.yaml')];
    expect(current).toContain('SEV002');
    expect(current).not.toContain('VER001');
    expect(old).toEqual(current.filter((code) => code !== 'SEV002'));
  } finally {
    await client.stop();
  }
}, 60_000);

test('findings of the baseline are left out', async () => {
  const first = await TestClient.start(folder);
  const { diagnostics } = await first.diagnostics(uriOf('a.yaml'), await first.open(uriOf('a.yaml'), broken));
  await first.stop();
  const findings = diagnostics.flatMap(({ code, message }) => (code === 'SEV002' ? { path: 'a.yaml', check: code, message } : []));
  expect(findings).toHaveLength(1);
  writeFileSync(join(folder, 'known.json'), JSON.stringify({ findings }));
  const client = await TestClient.start(folder, { settings: { checks: { baseline: 'known.json' } } });
  try {
    expect(await codesIn(client, 'a.yaml')).not.toContain('SEV002');
    expect(await codesIn(client, 'b.yaml')).toContain('SEV002');
  } finally {
    await client.stop();
  }
}, 60_000);

test.each([
  ['../baseline.json', /within the workspace folder/],
  ['/etc/hosts', /within the workspace folder/],
  ['no-baseline.json', /is not the JSON output of `rulesmith check`/],
])('the baseline %s is not used, and it is said why', async (file, reason) => {
  const problems: string[] = [];
  expect(await readBaselines(file, [folder], (message) => void problems.push(message))).toEqual({});
  expect(problems.join()).toMatch(reason);
});

test('a folder without the baseline has none', async () => {
  const problems: string[] = [];
  expect(await readBaselines('none.json', [folder], (message) => void problems.push(message))).toEqual({});
  expect(problems).toEqual([]);
  expect(Object.keys(await readBaselines('baseline.json', [folder], () => {}))).toEqual([folder]);
});
