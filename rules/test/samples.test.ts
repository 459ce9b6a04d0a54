import { gzipSync } from 'node:zlib';
import { bindQuery, standardCatalog } from '@rulesmith/kql';
import { describe, expect, it } from 'vitest';
import {
  type FileStat,
  loadSamples,
  readTables,
  SampleCache,
  type SampleFiles,
  type SampleSet,
  samplePointer,
} from '../src/samples/index.ts';
import { givenPlaces, usualPlaces } from '../src/samples/samplePlaces.ts';

const catalog = standardCatalog();

/** Files in memory that count how often they are read. */
class MemoryFiles implements SampleFiles {
  readonly reads: string[] = [];
  readonly files: Map<string, { bytes: Uint8Array; modified: number }>;
  /** Called after a file was read, before its state is looked at again. */
  afterRead: (path: string) => void = () => undefined;

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    this.files = new Map(Object.entries(files).map(([path, content]) => [path, { bytes: toBytes(content), modified: 1 }]));
  }

  write(path: string, content: string | Uint8Array): void {
    this.files.set(path, { bytes: toBytes(content), modified: (this.files.get(path)?.modified ?? 0) + 1 });
  }

  async stat(path: string): Promise<FileStat | undefined> {
    const file = this.files.get(path);
    if (file !== undefined) return { kind: 'file', size: file.bytes.length, modified: file.modified };
    return [...this.files.keys()].some((name) => name.startsWith(`${path}/`)) ? { kind: 'folder', size: 0, modified: 0 } : undefined;
  }

  async readDirectory(path: string): Promise<readonly string[]> {
    const below = [...this.files.keys()].filter((name) => name.startsWith(`${path}/`)).map((name) => name.slice(path.length + 1));
    return [...new Set(below.map((name) => name.split('/')[0] as string))];
  }

  async readFile(path: string): Promise<Uint8Array> {
    this.reads.push(path);
    const { bytes } = this.files.get(path) ?? { bytes: new Uint8Array() };
    this.afterRead(path);
    return bytes;
  }
}

function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

const iisRow = '{"TimeGenerated":"2026-03-02T10:00:00Z","cIP":"1.2.3.4","sPort":443}\n';
const signinRow = '{"TimeGenerated":"2026-03-02T10:00:00Z","UserPrincipalName":"a@b.example","Type":"SigninLogs"}\n';
const w3c = '#Fields: date time c-ip s-port\n2026-03-02 10:00:00 1.2.3.4 443\n2026-03-02 10:00:01 1.2.3.5 80\n';

interface Options {
  readonly wanted?: readonly string[];
  readonly given?: readonly string[];
  readonly cache?: SampleCache;
}

function load(files: MemoryFiles | Readonly<Record<string, string | Uint8Array>>, options: Options = {}): Promise<SampleSet> {
  const memory = files instanceof MemoryFiles ? files : new MemoryFiles(files);
  const places = [...givenPlaces((options.given ?? []).map(samplePointer)), ...usualPlaces('/w/rule.yaml', ['/w/samples'])];
  return loadSamples({ wanted: options.wanted ?? ['W3CIISLog'], catalog, places }, memory, options.cache ?? new SampleCache());
}

/** `table rows` of what was loaded, and the codes of the problems. */
function summary({ tables, problems }: SampleSet): string {
  const loaded = Array.from(tables, ([name, table]) => `${name} ${table.rowCount}`);
  return [...loaded, ...problems.map((problem) => problem.code)].join(', ');
}

describe('finding samples', () => {
  it.each<[string, Readonly<Record<string, string | Uint8Array>>, string, Options?]>([
    ['beside the rule, by file name', { '/w/rule.samples/W3CIISLog.ndjson': iisRow }, 'W3CIISLog 1'],
    ['in the folder of the workspace', { '/w/samples/W3CIISLog.ndjson': iisRow }, 'W3CIISLog 1'],
    ['in a folder below', { '/w/samples/web/W3CIISLog.ndjson': iisRow }, 'W3CIISLog 1'],
    [
      'beside the rule first',
      { '/w/rule.samples/W3CIISLog.ndjson': iisRow, '/w/samples/W3CIISLog.ndjson': iisRow + iisRow },
      'W3CIISLog 1',
    ],
    [
      'several files of one table',
      { '/w/samples/W3CIISLog.1.ndjson': iisRow, '/w/samples/W3CIISLog.2.csv': 'TimeGenerated,cIP\n2026-03-02T10:00:00Z,1.1.1.1\n' },
      'W3CIISLog 2',
    ],
    ['gzipped', { '/w/samples/W3CIISLog.2.ndjson.gz': gzipSync(iisRow) }, 'W3CIISLog 1'],
    ['a name in another letter case', { '/w/samples/w3ciislog.ndjson': iisRow }, 'W3CIISLog 1'],
    ['by W3C header', { '/w/samples/u_ex260302.log': w3c }, 'W3CIISLog 2'],
    ['by W3C header behind a byte order mark', { '/w/samples/u_ex260302.log': `\uFEFF${w3c}` }, 'W3CIISLog 2'],
    ['by Type column', { '/w/samples/export.ndjson': signinRow }, 'SigninLogs 1', { wanted: ['SigninLogs'] }],
    [
      'two tables in one file, by Type column',
      {
        '/w/samples/all.ndjson': `${signinRow + signinRow}{"TimeGenerated":"2026-03-02T10:00:00Z","OperationName":"x","Type":"AuditLogs"}\n`,
      },
      'SigninLogs 2, AuditLogs 1',
      { wanted: ['SigninLogs', 'AuditLogs'] },
    ],
    ['where the user points', { '/logs/W3CIISLog.ndjson': iisRow }, 'W3CIISLog 1', { given: ['/logs/W3CIISLog.ndjson'] }],
    [
      'a given folder before all others',
      { '/logs/W3CIISLog.ndjson': iisRow + iisRow, '/w/samples/W3CIISLog.ndjson': iisRow },
      'W3CIISLog 2',
      { given: ['/logs'] },
    ],
    ['as the table that the user names', { '/logs/x.ndjson': iisRow }, 'W3CIISLog 1', { given: ['W3CIISLog=/logs/x.ndjson'] }],
    ['as the only table of the query', { '/logs/x.ndjson': iisRow }, 'W3CIISLog 1, assumed', { given: ['/logs/x.ndjson'] }],
    ['the result of an ASIM function', { '/w/samples/_Im_Dns.ndjson': '{"DnsQuery":"a.example"}\n' }, '_Im_Dns 1', { wanted: ['_Im_Dns'] }],
    [
      'the twin of an ASIM function',
      { '/w/samples/_ASim_Dns.ndjson': '{"DnsQuery":"a.example"}\n' },
      '_Im_Dns 1, assumed',
      { wanted: ['_Im_Dns'] },
    ],
    [
      'the table of normalised events',
      { '/w/samples/ASimDnsActivityLogs.ndjson': '{"DnsQuery":"a.example"}\n' },
      '_Im_Dns 1, assumed',
      { wanted: ['_Im_Dns'] },
    ],
    [
      'other files are left alone',
      { '/w/samples/readme.md': '# hello', '/w/samples/SigninLogs.ndjson': signinRow, '/w/samples/W3CIISLog.ndjson': iisRow },
      'W3CIISLog 1',
    ],
  ])('%s', async (_, files, expected, options) => {
    expect(summary(await load(files, options))).toBe(expected);
  });

  it('does not read what the names say is of no use', async () => {
    const files = new MemoryFiles({
      '/w/samples/SigninLogs.ndjson': signinRow,
      '/w/samples/W3CIISLog.ndjson': iisRow,
      '/w/samples/other.ndjson': signinRow,
    });
    await load(files);
    expect(files.reads).toEqual(['/w/samples/W3CIISLog.ndjson']);
  });
});

describe('problems', () => {
  it.each<[string, Readonly<Record<string, string | Uint8Array>>, string, RegExp, Options?]>([
    ['no sample', {}, 'not-found', /W3CIISLog.*looked in \/w\/rule\.samples, \/w\/samples/],
    ['no sample of a function', {}, 'not-found', /function `_Im_Dns`/, { wanted: ['_Im_Dns'] }],
    ['a path where nothing is', {}, 'no-such-path', /\/logs\/none/, { given: ['/logs/none.log'] }],
    ['an empty log', { '/w/samples/W3CIISLog.ndjson': '' }, 'empty', /holds no rows/],
    ['an empty log that could be of any table', { '/w/samples/u_ex.log': '' }, 'empty', /u_ex\.log holds no rows/],
    [
      'a damaged gzip',
      { '/w/samples/W3CIISLog.ndjson.gz': new Uint8Array([0x1f, 0x8b, 8, 1, 2]) },
      'unreadable',
      /W3CIISLog\.ndjson\.gz cannot be read/,
    ],
    ['columns of another table', { '/w/samples/W3CIISLog.ndjson': '{"foo":1,"bar":2}\n' }, 'columns-do-not-fit', /`foo`, `bar`/],
    [
      'a log of which nobody can tell the table',
      { '/logs/x.ndjson': iisRow },
      'unknown-table',
      /x\.ndjson/,
      { given: ['/logs/x.ndjson'], wanted: ['W3CIISLog', 'SigninLogs'] },
    ],
    ['rows that cannot be read', { '/w/samples/W3CIISLog.ndjson': `${iisRow}{broken\n${iisRow}` }, 'rows-skipped', /1 row of .*line 2/],
  ])('%s', async (_, files, code, message, options) => {
    const { problems } = await load(files, options);
    const problem = problems.find((candidate) => candidate.code === code);
    expect(problem?.message).toMatch(message);
    if (problem?.severity === 'error') expect(problem.remedy).toBeTruthy();
  });
});

describe('a log beside the rule that cannot be used', () => {
  it.each([
    ['is empty', { '/w/rule.samples/u_ex.log': '#Fields: date time c-ip\n' }, 'empty'],
    ['is of another table', { '/w/rule.samples/W3CIISLog.csv': 'Foo,Bar\n1,2\n' }, 'columns-do-not-fit'],
  ])('is not replaced by another in silence: it %s', async (_, files, code) => {
    const { tables, problems } = await load({ ...files, '/w/samples/W3CIISLog.ndjson': iisRow });
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(tables.size).toBe(0);
  });

  it('does not matter where another beside it can', async () => {
    const { tables } = await load({ '/w/rule.samples/W3CIISLog.1.ndjson': '', '/w/rule.samples/W3CIISLog.2.ndjson': iisRow });
    expect(tables.get('W3CIISLog')?.rowCount).toBe(1);
  });
});

describe('keeping samples', () => {
  it('reads a file once while it stays as it is', async () => {
    const files = new MemoryFiles({ '/w/samples/u_ex.log': w3c });
    const cache = new SampleCache();
    await load(files, { cache });
    const again = await load(files, { cache });
    expect(summary(again)).toBe('W3CIISLog 2');
    expect(files.reads.filter((path) => path.endsWith('u_ex.log')).length).toBeLessThanOrEqual(2);
  });

  it('reads a named file only once', async () => {
    const files = new MemoryFiles({ '/w/samples/W3CIISLog.log': w3c });
    const cache = new SampleCache();
    await load(files, { cache });
    await load(files, { cache });
    expect(files.reads).toHaveLength(1);
  });

  it('reads a changed file again', async () => {
    const files = new MemoryFiles({ '/w/samples/W3CIISLog.ndjson': iisRow });
    const cache = new SampleCache();
    await load(files, { cache });
    files.write('/w/samples/W3CIISLog.ndjson', iisRow + iisRow);
    expect(summary(await load(files, { cache }))).toBe('W3CIISLog 2');
  });

  it('reads a file that was being written once more', async () => {
    const files = new MemoryFiles({ '/w/samples/W3CIISLog.ndjson': iisRow });
    files.afterRead = (path) => {
      files.afterRead = () => undefined;
      files.write(path, iisRow + iisRow);
    };
    expect(summary(await load(files))).toBe('W3CIISLog 2');
  });

  it('takes the whole lines of a file that goes on being written, and says so', async () => {
    const files = new MemoryFiles({ '/w/samples/W3CIISLog.ndjson': `${iisRow}{"cIP":"half` });
    files.afterRead = (path) => files.write(path, `${iisRow}${iisRow}{"cIP":"half`);
    expect(summary(await load(files))).toBe('W3CIISLog 2, changed-while-read');
  });
});

describe('what a query needs samples for', () => {
  it.each([
    ['W3CIISLog | take 1', 'W3CIISLog'],
    ['let t = SigninLogs; W3CIISLog | join t on TimeGenerated', 'SigninLogs W3CIISLog'],
    ['_Im_NetworkSession(starttime=ago(1d)) | take 1', '_Im_NetworkSession'],
    ["_GetWatchlist('x') | take 1", ''],
    ['print a = "_Im_Dns" // _Im_Dns', ''],
  ])('%s', (text, expected) => {
    expect(readTables(bindQuery(text, catalog)).join(' ')).toBe(expected);
  });
});
