import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RunOutcome } from '@rulesmith/protocol';
import { expect, test } from 'vitest';
import { TestClient } from './client.ts';

test('in Restricted Mode samples outside of the workspace are not read, those inside are', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'rulesmith-restricted-'));
  const workspace = join(parent, 'workspace');
  mkdirSync(join(workspace, 'samples'), { recursive: true });
  const row = '{"TimeGenerated":"2024-05-01T12:00:00Z","scStatus":"401","cIP":"203.0.113.7"}\n';
  writeFileSync(join(parent, 'W3CIISLog.ndjson'), row);
  const rule = join(workspace, 'rule.yaml');
  writeFileSync(
    rule,
    'name: x\nkind: Scheduled\nqueryPeriod: 1h\ntriggerOperator: gt\ntriggerThreshold: 0\nquery: W3CIISLog | where scStatus == "401"\n',
  );
  const client = await TestClient.start(workspace, { trusted: false });
  const run = (runId: string, samples?: string[]) =>
    client.connection.sendRequest<RunOutcome>('rulesmith/runRule', {
      uri: pathToFileURL(rule).href,
      runId,
      ...(samples === undefined ? {} : { samples }),
    });
  try {
    const outside = await run('1', [join(parent, 'W3CIISLog.ndjson')]);
    expect(outside.kind).toBe('sampleError');
    expect('message' in outside && outside.message).toContain('Restricted Mode');
    writeFileSync(join(workspace, 'samples', 'W3CIISLog.ndjson'), row);
    const inside = await run('2');
    expect(inside).toMatchObject({ kind: 'completed', rowCount: 1, rule: { path: 'rule.yaml', name: 'x' } });
  } finally {
    await client.stop();
    rmSync(parent, { recursive: true, force: true });
  }
}, 30_000);
