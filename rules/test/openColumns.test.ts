/** Resource logs have columns that no declaration lists and that a sample may lack. */
import { encodeRows } from '@rulesmith/engine';
import { standardCatalog } from '@rulesmith/kql';
import { expect, test } from 'vitest';
import { SampleCache, type SampleFiles, samplePointer } from '../src/samples/index.ts';
import { runKql } from '../src/simulation/index.ts';

const sample = '{"TimeGenerated":"2026-03-02T00:00:00Z","ResourceType":"VAULTS","seen_s":"x"}\n';

const files: SampleFiles = {
  stat: async (path) => (path === 'AzureDiagnostics.ndjson' ? { kind: 'file', size: sample.length, modified: 1 } : undefined),
  readDirectory: async () => [],
  readFile: async () => new TextEncoder().encode(sample),
};

async function run(text: string) {
  const outcome = await runKql(
    { text, catalog: standardCatalog(), pointers: [samplePointer('AzureDiagnostics.ndjson')], folders: [] },
    { files, cache: new SampleCache(), clock: () => 0n, milliseconds: () => 0 },
  );
  if (outcome.kind === 'failed') return { error: outcome.message };
  const { result, notes } = outcome;
  return { columns: result.schema.map(({ name, type }) => `${name}:${type}`), rows: encodeRows(result, 0, result.rowCount), notes };
}

test('a column that the sample lacks is empty, of the type its ending stands for, and a note says so', async () => {
  expect(await run('AzureDiagnostics | project seen_s, lost_s, lost_d, lost_b, lost_t, lost_g, Lost')).toEqual({
    columns: ['seen_s:string', 'lost_s:string', 'lost_d:real', 'lost_b:bool', 'lost_t:datetime', 'lost_g:guid', 'Lost:string'],
    rows: [['x', '', null, null, null, null, '']],
    notes: [
      'No sample of `AzureDiagnostics` has `lost_s` (string), `lost_d` (real), `lost_b` (bool), `lost_t` (datetime), `lost_g` (guid), `Lost` (string): empty in every row',
    ],
  });
});

test('a column that the query makes of another is none of the table', async () => {
  const renamed = await run('AzureDiagnostics | project-rename Old = lost_s, Kind = ResourceType | where isempty(Old) | project Old, Kind');
  expect(renamed).toMatchObject({ columns: ['Old:string', 'Kind:string'], rows: [['', 'VAULTS']] });
  const same = await run('AzureDiagnostics | extend lost_s = strcat(lost_s, "!") | project lost_s');
  expect(same).toMatchObject({ columns: ['lost_s:string'], rows: [['!']] });
});

test('a name that is no longer a column of the table is an error', async () => {
  expect(await run('AzureDiagnostics | project seen_s | where lost_s == "x"')).toEqual({ error: expect.stringContaining('lost_s') });
});

test('the bins of make-series in range() that begins beside its step are said to be an assumption', async () => {
  const outcome = await run(
    'AzureDiagnostics | make-series n = count() on TimeGenerated in range(datetime(2026-03-01T12:00), datetime(2026-03-02T12:00), 1d)',
  );
  expect(outcome.rows).toEqual([
    [
      [0, 1],
      ['2026-03-01T00:00:00.0000000Z', '2026-03-02T00:00:00.0000000Z'],
    ],
  ]);
  expect(outcome.notes).toEqual([expect.stringContaining('taken to be')]);
});
