import { encodeRows, type JsonValue } from '@rulesmith/engine';
import { bindQuery, standardCatalog } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { SampleCache, type SampleFiles, samplePointer } from '../src/samples/index.ts';
import { runKql } from '../src/simulation/index.ts';

const events = `TimeGenerated,FileName,SHA1,SHA256,FileSize
2024-05-01T10:00:00Z,a.exe,aaaa,bbbb,12
2024-05-01T10:01:00Z,b.exe,CCCC,dddd,13
2024-05-01T10:02:00Z,c.exe,,,14
`;
const profiles = `SHA1,SHA256,FileSize,GlobalPrevalence,Signer
AAAA,bbbb,99,5,Contoso
AAAA,bbbb,99,6,Other
eeee,dddd,99,100,Fabrikam
`;
const both = { '/w/samples/DeviceProcessEvents.csv': events, '/w/samples/FileProfile.csv': profiles };

function filesOf(contents: Readonly<Record<string, string>>): SampleFiles {
  return {
    stat: async (path) => {
      if (contents[path] !== undefined) return { kind: 'file', size: contents[path].length, modified: 1 };
      return Object.keys(contents).some((each) => each.startsWith(`${path}/`)) ? { kind: 'folder', size: 0, modified: 0 } : undefined;
    },
    readDirectory: async (path) =>
      Object.keys(contents).flatMap((each) => (each.startsWith(`${path}/`) ? [each.slice(path.length + 1)] : [])),
    readFile: async (path) => new TextEncoder().encode(contents[path]),
  };
}

function run(text: string, contents: Readonly<Record<string, string>>, ...pointers: string[]) {
  return runKql(
    { text, catalog: standardCatalog(), pointers: pointers.map(samplePointer), folders: ['/w/samples'] },
    { files: filesOf(contents), cache: new SampleCache(), clock: () => 0n, milliseconds: () => 0 },
  );
}

async function rows(call: string): Promise<JsonValue[][]> {
  const outcome = await run(`DeviceProcessEvents | invoke ${call} | project FileName, FileSize, GlobalPrevalence, Signer`, both);
  if (outcome.kind === 'failed') throw new Error(outcome.message);
  return encodeRows(outcome.result, 0, outcome.result.rowCount);
}

describe('FileProfile from a sample', () => {
  test('looks hashes up in either case; a row without a known file stays', async () => {
    expect(await rows('FileProfile(SHA1, 1000)')).toEqual([
      ['a.exe', 12, 5, 'Contoso'],
      ['b.exe', 13, null, ''],
      ['c.exe', 14, null, ''],
    ]);
  });

  test('takes the column as a text, and SHA1 where none is named', async () => {
    expect(await rows("FileProfile('SHA256')")).toEqual([
      ['a.exe', 12, 5, 'Contoso'],
      ['b.exe', 13, 100, 'Fabrikam'],
      ['c.exe', 14, null, ''],
    ]);
    expect(await rows('FileProfile()')).toEqual(await rows('FileProfile(SHA1)'));
  });

  test('says what differs from the service', async () => {
    const outcome = await run('DeviceProcessEvents | invoke FileProfile(SHA1, 1000) | count', both);
    expect(outcome).toMatchObject({ notes: [expect.stringContaining('the service looks up 1000 at most')] });
  });

  test('without a sample names the remedy', async () => {
    const outcome = await run('DeviceProcessEvents | invoke FileProfile(SHA1)', { '/w/samples/DeviceProcessEvents.csv': events });
    expect(outcome).toMatchObject({
      kind: 'failed',
      reason: 'noSample',
      message: expect.stringContaining('`FileProfile`'),
      remedy: expect.stringContaining('`FileProfile.ndjson`'),
    });
  });

  test('takes the sample from where it is pointed at', async () => {
    const contents = { '/w/samples/DeviceProcessEvents.csv': events, '/w/known.csv': profiles };
    const outcome = await run(
      'DeviceProcessEvents | invoke FileProfile(SHA1) | where GlobalPrevalence < 10',
      contents,
      'FileProfile=/w/known.csv',
    );
    expect(outcome).toMatchObject({ kind: 'completed', result: { rowCount: 1 } });
  });

  for (const [call, message] of [
    ['FileProfile(Nope)', 'There is no column `Nope`'],
    ['FileProfile(FileSize)', 'takes a column of hashes'],
    ['FileProfile(SHA1, 10, 20)', 'KS1'],
  ] as const)
    test(`refuses ${call}`, async () => {
      expect(await run(`DeviceProcessEvents | invoke ${call}`, both)).toMatchObject({
        kind: 'failed',
        code: 'syntax',
        message: expect.stringContaining(message),
      });
    });

  test('a rule of Sentinel has no such function', () => {
    const { diagnostics } = bindQuery('DeviceProcessEvents | invoke FileProfile(SHA1)', standardCatalog());
    expect(diagnostics.map(({ code }) => code)).toContain('KS211');
  });
});
