import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpusRuleFiles, sharedFolder } from '../../rules/test/corpus.ts';
import { runCommand } from '../src/index.ts';
import { sarifSchema } from './sarifSchema.ts';

const repository = resolve(import.meta.dirname, '../..');
const demo = join(repository, 'test-fixtures/workspaces/demo');

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function rulesmith(args: readonly string[], options: { readonly cwd?: string; readonly stdin?: string } = {}): Promise<Outcome> {
  const stdout = collector();
  const stderr = collector();
  const code = await runCommand(args, {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    cwd: options.cwd ?? demo,
    env: {},
    peakMemoryBytes: () => 1234,
    packageFolder: repository,
  });
  return { code, out: stdout.text(), err: stderr.text() };
}

function collector(): { stream: PassThrough; text: () => string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly [
    {
      readonly physicalLocation: {
        readonly artifactLocation: { readonly uri: string };
        readonly region: Readonly<Record<'startLine' | 'startColumn' | 'endLine' | 'endColumn', number>>;
      };
    },
  ];
}

let folder = '';

/** A folder with these files. */
async function write(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const root = await mkdtemp(join(folder, 'case-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rulesmith-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rule = (query: string, more = ''): string => `id: 5b0d3c0e-7a44-4f0e-9b7e-1f6a2f8f7c11
name: Test rule
description: Identifies something in a test
severity: Medium
requiredDataConnectors: []
queryFrequency: 1h
queryPeriod: 1d
triggerOperator: gt
triggerThreshold: 0
tactics:
  - Discovery
relevantTechniques:
  - T1046
query: |
  ${query}
entityMappings:
  - entityType: IP
    fieldMappings:
      - identifier: Address
        columnName: cIP
version: 1.0.0
kind: Scheduled
${more}`;

const iisRow = '{"TimeGenerated":"2026-03-02T10:00:00Z","cIP":"1.2.3.4","sPort":443}\n';

describe('usage', () => {
  it.each<[readonly string[], RegExp]>([
    [['--help'], /^rulesmith: check, run/],
    [[], /^rulesmith: check, run/],
    [['help', 'run'], /^Usage: rulesmith run/],
    ...['check', 'run', 'query', 'test', 'explain', 'lsp'].map((name): [readonly string[], RegExp] => [
      [name, '--help'],
      new RegExp(`^Usage: rulesmith ${name}`),
    ]),
    [['--version'], /^\d+\.\d+\.\d+\n$/],
  ])('%j prints help', async (args, pattern) => {
    const { code, out, err } = await rulesmith(args);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(pattern);
  });

  it.each<[readonly string[], RegExp]>([
    [['nonsense'], /unknown command nonsense/],
    [['--nonsense'], /unknown option --nonsense/],
    [['check', '--nonsense'], /--nonsense/],
    [['check', '--format', 'xml'], /--format is text, json, sarif, github, junit; not xml/],
    [['check', '--severity', 'fatal'], /--severity is/],
    [['check', 'no/such/folder'], /no file or folder no\/such\/folder/],
    [['check', 'no/such/*.yaml'], /no file matches/],
    [['check', '--baseline', 'none.json'], /baseline none\.json does not exist/],
    [['check', '--disable', 'NOPE'], /--disable takes the code of a check, or CODE:GLOB; not NOPE/],
    [['run'], /which rule/],
    [['run', 'none.yaml'], /none\.yaml cannot be read: there is no such file/],
    [['run', 'rules/PortSweepOnWebServer.yaml', '--sample', 'none.log'], /no file or folder none\.log/],
    [['run', 'rules/PortSweepOnWebServer.yaml', '--now', 'yesterday'], /--now is a time such as/],
    [['run', 'rules/PortSweepOnWebServer.yaml', '--limit', '-3'], /limit/],
    [['query', 'print 1', '--file', 'x.kql'], /not both/],
    [['query', '--batch', 'none.ndjson'], /none\.ndjson cannot be read/],
    [['test'], /not available in this version/],
    [['explain'], /which check/],
    [['explain', 'NOPE999'], /there is no check NOPE999/],
    [['lsp'], /--stdio/],
  ])('%j is refused with exit code 2', async (args, pattern) => {
    const { code, out, err } = await rulesmith(args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(pattern);
  });
});

describe('run', () => {
  it('prints rows, verdict, alerts and entities', async () => {
    const { code, out } = await rulesmith(['run', 'rules/PortSweepOnWebServer.yaml']);
    expect(code).toBe(0);
    expect(out).toContain('sample  W3CIISLog from samples/u_ex260302.log (w3c, 900 rows, 0 outside the window)');
    expect(out).toContain('2 rows > 0: fires');
    expect(out).toMatch(
      /Port sweep from 198\.51\.100\.1 on shop1\.contoso\.example \(Medium, Discovery, T1046\)\n {4}IP {4}Address=198\.51\.100\.1/,
    );
  });

  it('reads a sample for an ASIM function, and titles the alert as the rule overrides it', async () => {
    const { code, out } = await rulesmith(['run', 'rules/PortSweepInNetworkSessions.yaml', '--format', 'json']);
    const printed = JSON.parse(out);
    expect([code, printed.samples[0].table, printed.verdict]).toEqual([0, '_Im_NetworkSession', '1 row > 0: fires']);
    expect(printed.alerts[0]).toMatchObject({ title: 'Port sweep by 198.51.100.77', customDetails: { TriedPorts: ['70'] } });
  });

  it('says how many rows each stage passed on', async () => {
    const { out } = await rulesmith(['run', 'rules/PasswordGuessingOnWebServer.yaml', '--stages']);
    expect(out).toMatch(/ 900 {2}W3CIISLog\n {2}24 {2}where scStatus/);
  });

  it('prints the object that the contract promises', async () => {
    const { out } = await rulesmith(['run', 'rules/PasswordGuessingOnWebServer.yaml', '--format', 'json', '--stages']);
    const printed = JSON.parse(out);
    expect(printed).toMatchObject({
      rule: {
        id: '0d8c5b2f-3c1b-4d67-8a52-6b1f0a2c9d34',
        name: 'Password guessing on a web server',
        path: 'rules/PasswordGuessingOnWebServer.yaml',
      },
      now: '2026-03-02T05:59:34Z',
      window: { from: '2026-03-01T05:59:34Z', to: '2026-03-02T05:59:34Z' },
      samples: [{ table: 'W3CIISLog', path: 'samples/u_ex260302.log', format: 'w3c', rows: 900, skipped: 0, outsideWindow: 0 }],
      columns: [
        { name: 'TimeGenerated', type: 'datetime' },
        { name: 'cIP', type: 'string' },
        { name: 'Computer', type: 'string' },
        { name: 'Failures', type: 'long' },
        { name: 'UserCount', type: 'long' },
        { name: 'Users', type: 'dynamic' },
      ],
      triggered: true,
      alerts: [
        {
          title: 'Password guessing on a web server',
          severity: 'High',
          tactics: ['CredentialAccess'],
          techniques: ['T1110'],
          entities: [
            { type: 'IP', identifiers: { Address: '203.0.113.1' } },
            { type: 'Host', identifiers: { FullName: 'shop2.contoso.example' } },
          ],
          customDetails: { Failures: ['24'] },
          rows: 1,
        },
      ],
      peakMemoryBytes: 1234,
    });
    expect(printed.rows[0].slice(0, 5)).toEqual(['2026-03-02T00:11:00Z', '203.0.113.1', 'shop2.contoso.example', 24, 4]);
    expect(printed.stages[1]).toEqual({ text: 'where scStatus == "401" and scWin32Status == "1326"', line: 23, rows: 24 });
    expect(Object.keys(printed.timings)).toEqual(['loadMs', 'queryMs', 'totalMs']);
  });

  it('runs at another time', async () => {
    const { out } = await rulesmith(['run', 'rules/PasswordGuessingOnWebServer.yaml', '--now', '2026-03-02T00:05:00Z', '--format', 'json']);
    const printed = JSON.parse(out);
    expect([printed.triggered, printed.rows, printed.alerts]).toEqual([false, [], []]);
    expect(printed.samples[0].outsideWindow).toBeGreaterThan(800);
  });

  it('takes samples from where it is told, several behind one option too', async () => {
    const root = await write({ 'r.yaml': rule('W3CIISLog'), 'a/W3CIISLog.ndjson': iisRow, 'b/W3CIISLog.ndjson.gz': gzipSync(iisRow) });
    const { out, err } = await rulesmith(['run', 'r.yaml', '--sample', 'a', 'b/W3CIISLog.ndjson.gz', '--format', 'ndjson'], { cwd: root });
    expect(err).toBe('');
    expect(out.trim().split('\n')).toHaveLength(1);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['no sample', { 'r.yaml': rule('W3CIISLog') }, /no sample for `W3CIISLog`: looked in .*r\.samples.*samples/],
    ['an empty log', { 'r.yaml': rule('W3CIISLog'), 'samples/W3CIISLog.ndjson': '' }, /holds no rows/],
    ['columns that do not fit', { 'r.yaml': rule('W3CIISLog'), 'samples/W3CIISLog.ndjson': '{"a":1}\n' }, /`a`/],
    [
      'an error in the query',
      { 'r.yaml': rule('W3CIISLog | where nope == 1') },
      /nope.*\n {2}at r\.yaml:15:21\n {3}15 \| {3}W3CIISLog \| where nope == 1\n {6}\| {21}\^\^\^\^\n/,
    ],
    ['no query', { 'r.yaml': 'name: x\nkind: Scheduled\nqueryPeriod: 1h\nqueryFrequency: 1h\n' }, /no query/],
    ['no rule at all', { 'r.yaml': 'hello: world\n' }, /not a rule/],
  ])('%s ends with exit code 1 and a message', async (_, files, pattern) => {
    const { code, out, err } = await rulesmith(['run', 'r.yaml'], { cwd: await write(files) });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(pattern);
  });

  it('shows control characters of logs, and does not obey them', async () => {
    const root = await write({
      'r.yaml': rule('W3CIISLog | project cIP, csUserAgent'),
      'samples/W3CIISLog.ndjson': iisRow.replace('}', ',"csUserAgent":"\\u001b[31mred\\u202e"}'),
    });
    const { out } = await rulesmith(['run', 'r.yaml'], { cwd: root });
    expect(out).toContain('\\u001b[31mred\\u202e');
    expect(out).not.toContain('\u001b');
  });
});

describe('query', () => {
  it('prints every result of a query that has several', async () => {
    const { out } = await rulesmith(['query', 'print a = 1; print b = 2', '--format', 'json']);
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).rows),
    ).toEqual([[[1]], [[2]]]);
    const csv = await rulesmith(['query', 'print a = 1; print b = 2', '--format', 'csv']);
    expect(csv.out).toBe('a\r\n1\r\n');
    expect(csv.err).toContain('2 results, of which the first is written');
  });

  it('explains what each operator did instead of printing rows', async () => {
    const { code, out } = await rulesmith(['query', 'W3CIISLog | summarize n = count() by cIP | top 3 by n', '--explain']);
    expect(code).toBe(0);
    expect(out.split('\n')[0]).toMatch(/^ +rows +ms {2}operator$/);
    expect(out).toMatch(/ 3 +[\d.]+ {2}first rows by 1 key\n/);
    expect(out).toMatch(/ 900 +[\d.]+ {2} +scan W3CIISLog: reads 1 of \d+ columns \(cIP\)\n/);
  });

  it.each<[string, readonly string[], string]>([
    ['table', ['print a = 1, b = "x"'], 'a  b\n─  ─\n1  x\n'],
    ['json', ['print a = 1', '--format', 'json'], '{"columns":[{"name":"a","type":"long"}],"rows":[[1]]}\n'],
    ['ndjson', ['range a from 1 to 2 step 1', '--format', 'ndjson'], '{"a":1}\n{"a":2}\n'],
    ['csv', ['print a = "x,y", b = 1.5, c = "=1+1", d = "-", e = "-3"', '--format', 'csv'], `a,b,c,d,e\r\n"x,y",1.5,'=1+1,-,-3\r\n`],
    [
      'large integers',
      ['print a = 9223372036854775807', '--format', 'json'],
      '{"columns":[{"name":"a","type":"long"}],"rows":[[9223372036854775807]]}\n',
    ],
    ['a limit', ['range a from 1 to 5 step 1', '--format', 'csv', '--limit', '2'], 'a\r\n1\r\n2\r\n'],
    ['a limit of a table', ['range a from 1 to 5 step 1', '--limit', '1'], 'a\n─\n1\n… and 4 more rows (--limit)\n'],
    ['now', ['print now()', '--now', '2026-01-02T03:04:05.6Z', '--format', 'csv'], 'print_0\r\n2026-01-02T03:04:05.6000000Z\r\n'],
    ['samples of the folder', ['W3CIISLog | count', '--format', 'csv'], 'Count\r\n900\r\n'],
    ['generated rows', ['SigninLogs | count', '--synthetic', '7', '--format', 'csv'], 'Count\r\n7\r\n'],
    ['no generated rows', ['SigninLogs | count', '--synthetic', '0', '--format', 'csv'], 'Count\r\n0\r\n'],
  ])('%s', async (_, args, expected) => {
    const { code, out, err } = await rulesmith(['query', ...args]);
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(expected);
  });

  it('reads the query from stdin or a file', async () => {
    const root = await write({ 'q.kql': '// a comment\nprint a = 1' });
    expect((await rulesmith(['query', '--format', 'csv'], { stdin: 'print a = 2' })).out).toBe('a\r\n2\r\n');
    expect((await rulesmith(['query', '--file', 'q.kql', '--format', 'csv'], { cwd: root })).out).toBe('a\r\n1\r\n');
  });

  it('reads a custom table that nobody declared', async () => {
    const root = await write({ 'samples/Own_CL.ndjson': '{"TimeGenerated":"2026-03-02T10:00:00Z","a":1,"b":"x"}\n' });
    expect((await rulesmith(['query', 'Own_CL | where a == 1 | project b', '--format', 'csv'], { cwd: root })).out).toBe('b\r\nx\r\n');
  });

  it('reads a custom table as the workspace declares it', async () => {
    const root = await write({
      'tables/Own_CL.json': '{"Name":"Own_CL","Properties":[{"Name":"a","Type":"String"}]}',
      'samples/Own_CL.ndjson': '{"TimeGenerated":"2026-03-02T10:00:00Z","a":1}\n',
    });
    expect(
      (await rulesmith(['query', 'Own_CL | getschema | where ColumnName == "a" | project ColumnType', '--format', 'csv'], { cwd: root }))
        .out,
    ).toBe('ColumnType\r\nstring\r\n');
  });

  it('points at the error', async () => {
    const { code, out, err } = await rulesmith(['query', 'print 1 |\n  wher x']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^error: .*\n {2}at query:2:3\n {4}2 \| {3}wher x\n {6}\| {3}\^\^\^\^\n$/);
  });
});

describe('logs as they are found', () => {
  const logs = join(repository, 'test-fixtures/logs');

  it.each([
    [
      'iis-default-fields.log',
      'W3CIISLog | where sPort == 443 | summarize n = count(), Clients = dcount(cIP)',
      'n,Clients\r\n3,3\r\n',
      'note: 1 row of iis-default-fields.log could not be read (line 7: ',
    ],
    [
      'iis-changing-fields.log',
      'W3CIISLog | project TimeGenerated, cIP, sPort',
      'TimeGenerated,cIP,sPort\r\n2026-03-02T08:00:01Z,192.0.2.10,\r\n2026-03-02T08:00:02Z,192.0.2.11,8443\r\n2026-03-03T08:00:03Z,192.0.2.12,\r\n',
      '',
    ],
    [
      'SigninLogs.portal.csv',
      'SigninLogs | where ResultType != "0" | project TimeGenerated, UserPrincipalName',
      `TimeGenerated,UserPrincipalName\r\n2026-03-02T08:00:02Z,"o'hara, pat@contoso.example"\r\n`,
      '',
    ],
  ])('%s', async (file, query, expected, note) => {
    const { code, out, err } = await rulesmith(['query', query, '--sample', file, '--format', 'csv'], { cwd: logs });
    expect([code, out]).toEqual([0, expected]);
    expect(err.startsWith(note)).toBe(true);
  });
});

describe('query --batch', () => {
  it('answers each line in order, and survives all of them', async () => {
    const lines = [
      '{"id":"a","kql":"print x = 1"}',
      '{"id":"b","kql":"print x = "}',
      'no json',
      '',
      '{"id":"c"}',
      '{"id":4,"kql":"print now()","now":"2026-01-01T00:00:00Z"}',
      '{"id":"d","kql":"print now()","now":"soon"}',
      '{"id":"e","kql":"SigninLogs | count"}',
      '{"id":"f","kql":"Nothing | count"}',
    ];
    const { code, out } = await rulesmith(['query', '--batch', '-', '--synthetic', '3'], { stdin: `${lines.join('\n')}\n` });
    expect(code).toBe(0);
    const results = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(results.map((result) => result.id)).toEqual(['a', 'b', null, 'c', 4, 'd', 'e', 'f']);
    expect(results[0]).toEqual({ id: 'a', columns: [{ name: 'x', type: 'long' }], rows: [[1]] });
    expect(results[1].error).toMatchObject({ code: 'syntax', line: 1 });
    expect(results[4].rows).toEqual([['2026-01-01T00:00:00Z']]);
    expect(results[6].rows).toEqual([[3]]);
    expect(results[7].error).toMatchObject({ line: 1, column: 1 });
  });

  it('generates the same rows for the same number', async () => {
    const query = '{"id":1,"kql":"SigninLogs | project TimeGenerated, UserPrincipalName, IPAddress, ResultType"}\n';
    const runs = await Promise.all([0, 1].map(() => rulesmith(['query', '--batch', '-', '--synthetic', '20'], { stdin: query })));
    expect(runs[0]?.out).toBe(runs[1]?.out);
    expect(JSON.parse(runs[0]?.out ?? '').rows).toHaveLength(20);
  });

  it('reads the samples it is given', async () => {
    const { out } = await rulesmith(['query', '--batch', '-', '--sample', 'samples/u_ex260302.log'], {
      stdin: '{"id":1,"kql":"W3CIISLog | count"}\n',
    });
    expect(JSON.parse(out).rows).toEqual([[900]]);
  });
});

describe('check', () => {
  const broken = rule('W3CIISLog | project TimeGenerated, cIP').replace('severity: Medium', 'severity: Hihg');

  it('finds nothing in the demo workspace', async () => {
    expect(await rulesmith(['check'])).toEqual({ code: 0, out: '3 files checked, no findings\n', err: '' });
  });

  it('prints findings with the line and a caret', async () => {
    const root = await write({ 'rules/r.yaml': broken, '.github/workflows/ci.yml': 'on: push\njobs: {}\n' });
    const { code, out } = await rulesmith(['check'], { cwd: root });
    expect(code).toBe(1);
    expect(out).toMatch(/^rules\/r\.yaml:4:11: error SEV\d+: .*\n {4}4 \| severity: Hihg\n {6}\| {11}\^\^\^\^\n/);
    expect(out).toMatch(/1 error, 0 warnings in 1 file\n$/);
  });

  it('prints findings as JSON', async () => {
    const { out } = await rulesmith(['check', '--format', 'json'], { cwd: await write({ 'r.yaml': broken }) });
    const printed = JSON.parse(out);
    expect(printed.findings).toEqual([
      {
        path: 'r.yaml',
        line: 4,
        column: 11,
        endLine: 4,
        endColumn: 15,
        severity: 'error',
        check: expect.stringMatching(/^SEV/),
        message: expect.stringContaining('Hihg'),
        fixes: expect.any(Array),
      },
    ]);
    expect(printed.summary).toEqual({ files: 1, findings: 1, errors: 1, warnings: 0, infos: 0 });
  });

  it('compares with the last commit', async () => {
    const sound = rule('W3CIISLog | project TimeGenerated, cIP');
    const root = await write({ 'rules/r.yaml': sound });
    const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: root });
    git('init', '--quiet');
    git('add', '.');
    git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', 'First');
    expect(await rulesmith(['check'], { cwd: root })).toMatchObject({ code: 0, err: '' });
    await writeFile(join(root, 'rules/r.yaml'), sound.replace('severity: Medium', 'severity: High'));
    const { code, out } = await rulesmith(['check'], { cwd: root });
    expect(code).toBe(1);
    expect(out).toMatch(/^rules\/r\.yaml:21:10: warning VER004: .* still `1\.0\.0`; raise it to `1\.0\.1`\n/);
    expect(out).toContain('= fix: Change to `1.0.1`');
  });

  it('asks what the Azure-Sentinel repository asks in a clone of it, or where it is told', async () => {
    const iso = rule('W3CIISLog | project TimeGenerated, cIP').replace('queryPeriod: 1d', 'queryPeriod: P1D');
    const severity = async (args: readonly string[], cwd: string) => {
      const { findings } = JSON.parse((await rulesmith(['check', 'r.yaml', '--format', 'json', ...args], { cwd })).out);
      return findings.find(({ check }: { check: string }) => check === 'SCHED004')?.severity;
    };
    const elsewhere = await write({ 'r.yaml': iso });
    const clone = await write({ 'Detections/r.yaml': iso, '.script/tests/detectionTemplateSchemaValidation/x.json': '{}' });
    expect(await severity([], elsewhere)).toBe('warning');
    expect(await severity(['--repository'], elsewhere)).toBe('error');
    expect(await severity([], join(clone, 'Detections'))).toBe('error');
    expect(await severity(['--no-repository'], join(clone, 'Detections'))).toBe('warning');
  });

  it('prints SARIF with regions, fingerprints and fixes', async () => {
    const { out } = await rulesmith(['check', '--format', 'sarif'], { cwd: await write({ 'a b.yaml': broken }) });
    const result = JSON.parse(out).runs[0].results[0];
    expect(result).toMatchObject({
      level: 'error',
      ruleIndex: 0,
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b.yaml' },
            region: { startLine: 4, startColumn: 11, endLine: 4, endColumn: 15 },
          },
        },
      ],
      partialFingerprints: { 'rulesmith/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
  });

  it('prints SARIF that is valid, with every kind of finding', async () => {
    const mistakes = await readFile(join(repository, 'test-fixtures/rules/err/many-mistakes.yaml'), 'utf8');
    const cwd = await write({ 'many # mistakes?.yaml': mistakes, 'sub/r.yaml': rule('W3CIISLog | where nope == 1'), 'info.yaml': broken });
    const log = JSON.parse((await rulesmith(['check', '--format', 'sarif', '--repository'], { cwd })).out);
    const ajv = new Ajv({ allErrors: true });
    addFormats(ajv);
    const validate = ajv.compile(sarifSchema);
    expect([validate(log), validate.errors]).toEqual([true, null]);
    const { results, tool } = log.runs[0];
    expect(new Set(results.map(({ level }: { level: string }) => level))).toEqual(new Set(['error', 'warning', 'note']));
    expect(results.some(({ fixes }: { fixes?: unknown }) => fixes !== undefined)).toBe(true);
    expect(new Set(results.map((each: SarifResult) => each.partialFingerprints['rulesmith/v1'])).size).toBe(results.length);
    for (const { ruleId, ruleIndex, locations } of results as SarifResult[]) {
      expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
      const { region } = locations[0].physicalLocation;
      expect(region.endLine * 10_000 + region.endColumn).toBeGreaterThanOrEqual(region.startLine * 10_000 + region.startColumn);
    }
    for (const { id, name, helpUri } of tool.driver.rules) {
      expect(`${id} ${name}`).toMatch(/^[A-Z]+\d{3} [A-Z][A-Za-z]+$/);
      expect(existsSync(join(repository, helpUri.replace(/^.*\/blob\/main\//, '')))).toBe(true);
    }
    const uris = results.map((each: SarifResult) => each.locations[0].physicalLocation.artifactLocation.uri);
    expect(uris).toContain('many%20%23%20mistakes%3F.yaml');
    expect(uris).toContain('sub/r.yaml');
  });

  it.skipIf(corpusRuleFiles().length === 0)(
    'prints SARIF that is valid, over every rule of the corpus',
    async () => {
      const log = JSON.parse((await rulesmith(['check', `${sharedFolder}/corpus/rules`, '--format', 'sarif', '--repository'])).out);
      const ajv = new Ajv({ allErrors: true });
      addFormats(ajv);
      const validate = ajv.compile(sarifSchema);
      expect([validate(log), validate.errors]).toEqual([true, null]);
      const prints = log.runs[0].results.map((each: SarifResult) => each.partialFingerprints['rulesmith/v1']);
      expect(prints.length).toBeGreaterThan(100);
      expect(new Set(prints).size).toBe(prints.length);
    },
    120_000,
  );

  it('a fingerprint stays when lines move, and differs for another finding', async () => {
    const prints = async (text: string): Promise<string[]> => {
      const log = JSON.parse((await rulesmith(['check', '--format', 'sarif'], { cwd: await write({ 'r.yaml': text }) })).out);
      return log.runs[0].results.map((each: SarifResult) => each.partialFingerprints['rulesmith/v1']);
    };
    const first = await prints(broken);
    expect(await prints(`# a line more\n${broken}`)).toEqual(first);
    expect(await prints(broken.replace('Hihg', 'Hugh'))).not.toEqual(first);
  });

  it('prints annotations of a GitHub workflow', async () => {
    const { out } = await rulesmith(['check', '--format', 'github'], { cwd: await write({ 'r.yaml': broken }) });
    expect(out).toMatch(/^::error file=r\.yaml,line=4,endLine=4,col=11,endColumn=15,title=SEV\d+::.*Hihg.*\n$/);
  });

  it('prints JUnit XML', async () => {
    const another = rule('W3CIISLog | project TimeGenerated, cIP')
      .replace(/^id: .*$/m, 'id: c2bb5a5e-8f1f-4b55-b0a0-6f0a9c1d7e34')
      .replace(/^name: .*$/m, 'name: Another rule');
    const { out } = await rulesmith(['check', '--format', 'junit'], {
      cwd: await write({ 'r.yaml': broken, 'ok.yaml': another }),
    });
    expect(out).toContain('<testsuites name="rulesmith check" tests="2" failures="1">');
    expect(out).toContain('<testcase name="no findings" classname="ok.yaml"/>');
    expect(out).toMatch(/<testcase name="SEV\d+ at 4:11" classname="r\.yaml" file="r\.yaml" line="4">/);
  });

  it('leaves out what is less severe than asked', async () => {
    const root = await write({ 'r.yaml': rule('W3CIISLog | project cIP').replace('version: 1.0.0\n', '') });
    const all = await rulesmith(['check', '--format', 'json'], { cwd: root });
    const severe = await rulesmith(['check', '--format', 'json', '--severity', 'error'], { cwd: root });
    const errors = JSON.parse(all.out).findings.filter((finding: { severity: string }) => finding.severity === 'error');
    expect(JSON.parse(severe.out).findings).toEqual(errors);
  });

  it('leaves out what is in the baseline', async () => {
    const root = await write({ 'r.yaml': broken });
    const { out } = await rulesmith(['check', '--format', 'json'], { cwd: root });
    await writeFile(join(root, 'baseline.json'), out);
    await writeFile(join(root, 'r.yaml'), `# a new first line\n${broken}`);
    expect((await rulesmith(['check', '--baseline', 'baseline.json'], { cwd: root })).code).toBe(0);
  });

  it('says what the baseline has and is not found any more', async () => {
    const root = await write({ 'r.yaml': broken });
    const { out } = await rulesmith(['check', '--format', 'json'], { cwd: root });
    await writeFile(join(root, 'baseline.json'), out);
    await writeFile(join(root, 'r.yaml'), rule('W3CIISLog | project cIP'));
    const { err } = await rulesmith(['check', '--baseline', 'baseline.json'], { cwd: root });
    expect(err).toMatch(/note: findings of the baseline that do not occur any more: [1-9]/);
  });

  it('switches checks off, everywhere or in some files', async () => {
    const root = await write({ 'a/x.yaml': broken, 'b/y.yaml': broken });
    const codes = async (...args: string[]) => {
      const { findings } = JSON.parse((await rulesmith(['check', '--format', 'json', ...args], { cwd: root })).out);
      return findings.map(({ path, check }: { path: string; check: string }) => `${path} ${check}`);
    };
    const all = await codes();
    const [, code = ''] = all[0].split(' ');
    expect(await codes('--disable', code)).toEqual(all.filter((each: string) => !each.endsWith(code)));
    expect(await codes('--disable', `${code}:a/**`)).toEqual(all.filter((each: string) => each !== `a/x.yaml ${code}`));
    expect(await codes('--disable', '*:**/x.yaml')).toEqual(all.filter((each: string) => each.startsWith('b/')));
  });

  it('takes files, folders and globs', async () => {
    const root = await write({ 'a/x.yaml': broken, 'a/b/y.yml': broken, 'c.yaml': broken, 'a/note.yaml': 'hello: world\n' });
    const files = async (...paths: string[]) =>
      JSON.parse((await rulesmith(['check', '--format', 'json', ...paths], { cwd: root })).out).summary.files;
    expect([await files('a'), await files('a/**/*.y*ml'), await files('*.yaml'), await files('c.yaml', 'a/x.yaml', 'a')]).toEqual([
      2, 2, 1, 3,
    ]);
  });

  it('says that a named file is no rule', async () => {
    const root = await write({ 'note.yaml': 'hello: world\n' });
    expect(await rulesmith(['check', 'note.yaml'], { cwd: root })).toEqual({
      code: 0,
      out: '0 files checked, no findings\n',
      err: 'note: note.yaml is no rule, hunting query or parser, and was passed over\n',
    });
  });
});

it('explains a check', async () => {
  const { code, out } = await rulesmith(['explain', 'ent010']);
  expect(code).toBe(0);
  expect(out).toMatch(/^# ENT010/);
});

describe('format', () => {
  const badly = rule('SecurityEvent|where EventID==1|take 5').replace('severity: ', 'severity:   ');

  it('writes the files that are not formatted, and only those', async () => {
    const cwd = await write({ 'a.yaml': `\uFEFF${badly.replaceAll('\n', '\r\n')}`, 'b.yaml': 'services:   {}\n' });
    expect(await rulesmith(['format'], { cwd })).toEqual({ code: 0, out: 'a.yaml\n', err: '' });
    const written = await readFile(join(cwd, 'a.yaml'), 'utf8');
    expect(written.startsWith('\uFEFFid: ')).toBe(true);
    expect(written).toContain('SecurityEvent | where EventID == 1 | take 5');
    expect(written).toContain('severity: Medium\r\n');
    expect(written).not.toMatch(/(?<!\r)\n/);
    expect(await rulesmith(['format'], { cwd })).toEqual({ code: 0, out: '', err: '' });
  });

  it('only says so with --check', async () => {
    const cwd = await write({ 'a.yaml': badly });
    expect(await rulesmith(['format', '--check'], { cwd })).toEqual({ code: 1, out: 'a.yaml\n', err: '' });
    expect(await readFile(join(cwd, 'a.yaml'), 'utf8')).toBe(badly);
  });
});
