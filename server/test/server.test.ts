import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { NewRule, ResultRowsReply, RunOutcome, RunProgressParams } from '@rulesmith/protocol';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  CancellationTokenSource,
  type CodeAction,
  type CodeLens,
  type CompletionList,
  type DocumentSymbol,
  type Hover,
  type SignatureHelp,
  type TextEdit,
} from 'vscode-languageserver/node';
import { capabilities } from '../src/capabilities.ts';
import { TestClient } from './client.ts';

const rule = (query: string): string => `id: 0a7c3c1e-52a5-4a6d-9a55-3e1f5d0c9b11
name: Failed logons
description: Finds addresses that fail to log on
severity: Medium
requiredDataConnectors:
  - connectorId: AzureMonitor(IIS)
    dataTypes:
      - W3CIISLog
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics:
  - CredentialAccess
relevantTechniques:
  - T1110
query: |
${query.replace(/^/gm, '  ')}
entityMappings:
  - entityType: IP
    fieldMappings:
      - identifier: Address
        columnName: cIP
version: 1.0.0
kind: Scheduled
`;

const failures = 'W3CIISLog\n| where scStatus == "401"\n| summarize Failures = count() by cIP\n| where Failures > 2';

const log = [
  '#Software: Microsoft Internet Information Services 10.0',
  '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken',
  ...Array.from({ length: 5 }, (_, index) => `2024-05-01 12:00:0${index} 10.0.0.1 GET /login - 443 - 203.0.113.7 curl/8.0 401 2 5 10`),
  '2024-05-01 12:00:06 10.0.0.1 GET / - 443 - 198.51.100.4 curl/8.0 200 0 0 10',
  '',
].join('\r\n');

let folder: string;
let client: TestClient;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rulesmith-server-'));
  client = await TestClient.start(folder);
}, 30_000);

afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

/** The texts that findings underline, with their codes. */
async function findings(name: string, text: string): Promise<string[]> {
  const version = await client.open(uriOf(name), text);
  const { diagnostics } = await client.diagnostics(uriOf(name), version);
  const lines = text.split('\n');
  return diagnostics.map(
    ({ code, range }) => `${code} ${range.start.line}: ${lines[range.start.line]?.slice(range.start.character, range.end.character)}`,
  );
}

describe('findings', () => {
  test('a good rule has none', async () => {
    expect(await findings('good.yaml', rule('W3CIISLog\n| where scStatus == "401"'))).toEqual([]);
  });

  test('they lie on the exact characters', async () => {
    const text = rule('W3CIISLog\n| where scStats == "401"').replace('Medium', 'Critical');
    expect(await findings('bad.yaml', text)).toEqual(['SEV002 3: Critical', 'KQL004 18: scStats']);
  });

  test('they come back for the newest version only, and go when the file is closed', async () => {
    const uri = uriOf('typing.yaml');
    await client.open(uri, rule(failures));
    const skipped = await client.change(uri, rule('W3CIISLog | where '));
    const version = await client.change(uri, rule('W3CIISLog | where nope == 1'));
    const { diagnostics } = await client.diagnostics(uri, version);
    expect(diagnostics.map(({ code }) => code)).toContain('KQL004');
    expect(client.publishedVersions).not.toContain(skipped);
  });

  test.each([
    ['ci.yml', 'on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n'],
    ['compose.yml', 'services:\n  web:\n    image: nginx\n'],
    ['play.yml', '- hosts: all\n  tasks:\n    - name: x\n'],
  ])('%s is no rule and is left alone', async (name, text) => {
    expect(await findings(name, text)).toEqual([]);
  });
});

describe('features', () => {
  const position = (text: string, marker: string) => {
    const before = text.slice(0, text.indexOf(marker)).split('\n');
    return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  };

  async function opened(name: string, marked: string) {
    const text = marked.replace('$0', '');
    await client.open(uriOf(name), text);
    return { textDocument: { uri: uriOf(name) }, position: position(marked, '$0') };
  }

  test('a column is completed in the query', async () => {
    const at = await opened('complete.yaml', rule('W3CIISLog\n| where scSta$0'));
    const { items } = await client.connection.sendRequest<CompletionList>('textDocument/completion', at);
    const item = items.find(({ label }) => label === 'scStatus');
    expect(item?.textEdit).toEqual({ newText: 'scStatus', range: { start: { ...at.position, character: 10 }, end: at.position } });
  });

  test('hover tells about a key', async () => {
    const at = await opened('hover.yaml', rule(failures).replace('queryPeriod', 'query$0Period'));
    const hover = await client.connection.sendRequest<Hover>('textDocument/hover', at);
    expect(JSON.stringify(hover.contents)).toContain('queryPeriod');
  });

  test('a call shows its parameters', async () => {
    const at = await opened('signature.yaml', rule('W3CIISLog\n| where TimeGenerated > datetime_add("day", $0)'));
    const help = await client.connection.sendRequest<SignatureHelp>('textDocument/signatureHelp', at);
    expect(help.signatures[0]?.label).toMatch(/^datetime_add\(/);
    expect(help.activeParameter).toBe(1);
  });

  test('there are lenses to run the rule above its query', async () => {
    const { textDocument } = await opened('lens.yaml', rule(failures));
    const lenses = await client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument });
    expect(lenses.map(({ command, range }) => `${range.start.line} ${command?.command} ${command?.arguments}`)).toEqual([
      `16 rulesmith.runRule ${textDocument.uri}`,
      `16 rulesmith.chooseSamples ${textDocument.uri}`,
    ]);
  });

  test('the outline has the stages of the query', async () => {
    const { textDocument } = await opened('outline.yaml', rule(failures));
    const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', { textDocument });
    const stages = symbols.find(({ name }) => name === 'query')?.children?.map(({ name }) => name);
    expect(stages).toEqual(['W3CIISLog', 'where scStatus == "401"', 'summarize Failures = count() by cIP', 'where Failures > 2']);
  });

  test('values of the samples are on offer once they were read', async () => {
    const samples = join(folder, 'values.samples');
    mkdirSync(samples);
    const rows = ['401', '401', '200'].map((scStatus) => JSON.stringify({ TimeGenerated: '2024-05-01T10:00:00Z', scStatus }));
    writeFileSync(join(samples, 'W3CIISLog.ndjson'), rows.join('\n'));
    const at = await opened('values.yaml', rule('W3CIISLog\n| where scStatus == "$0"'));
    const values = async () =>
      (await client.connection.sendRequest<CompletionList>('textDocument/completion', at)).items.map(({ label }) => label);
    await vi.waitFor(async () => expect(await values()).toEqual(['401', '200']), { timeout: 20_000, interval: 100 });
  });

  test('rewrites and all safe fixes are on offer', async () => {
    const at = await opened('rewrite.yaml', rule('let a$0 = "x";\nW3CIISLog\n| where cIP == a').replace('Medium', 'medium'));
    const ask = (only?: string[]) =>
      client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: at.textDocument,
        range: { start: at.position, end: at.position },
        context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
      });
    expect((await ask()).map(({ title, kind }) => `${kind}: ${title}`)).toEqual(['refactor.inline: Inline `a`']);
    const [fixAll] = await ask(['source.fixAll']);
    expect(fixAll?.edit?.changes?.[at.textDocument.uri]?.map(({ newText }) => newText)).toEqual(['Medium']);
  });

  test('a rule is formatted', async () => {
    const { textDocument } = await opened('format.yaml', rule('W3CIISLog|where cIP=="a"'));
    const edits = await client.connection.sendRequest<TextEdit[]>('textDocument/formatting', {
      textDocument,
      options: { tabSize: 2, insertSpaces: true },
    });
    expect(edits.map(({ newText }) => newText)).toEqual([' ', ' ', ' ', ' ']);
  });

  test('new rules have ids of their own', async () => {
    const rules = await client.connection.sendRequest<readonly NewRule[]>('rulesmith/newRules', {});
    expect(new Set(rules.map(({ text }) => /^id: [0-9a-f-]{36}$/m.exec(text)?.[0])).size).toBe(5);
  });

  test('a fix changes the wrong name', async () => {
    const at = await opened('fix.yaml', rule('W3CIISLog\n| where sc$0Stats == "401"\n| take 5'));
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: at.textDocument,
      range: { start: at.position, end: at.position },
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title }) => title)).toEqual([
      'Change to `scStatus`',
      'Suppress KQL004 in this line',
      'Suppress KQL004 in this file',
    ]);
    expect(actions[0]?.edit?.changes?.[at.textDocument.uri]?.[0]?.newText).toBe('scStatus');
  });

  test('every capability has its handler', async () => {
    const { textDocument, position: at } = await opened('all.yaml', rule(failures));
    const requests = {
      completionProvider: 'completion',
      hoverProvider: 'hover',
      signatureHelpProvider: 'signatureHelp',
      codeLensProvider: 'codeLens',
      documentSymbolProvider: 'documentSymbol',
      codeActionProvider: 'codeAction',
      documentFormattingProvider: 'formatting',
      documentRangeFormattingProvider: 'rangeFormatting',
      definitionProvider: 'definition',
      referencesProvider: 'references',
      documentHighlightProvider: 'documentHighlight',
      renameProvider: 'prepareRename',
      semanticTokensProvider: 'semanticTokens/full',
      foldingRangeProvider: 'foldingRange',
      selectionRangeProvider: 'selectionRange',
      documentLinkProvider: 'documentLink',
      inlayHintProvider: 'inlayHint',
    };
    const declared = Object.keys(capabilities).filter((key) => key.endsWith('Provider'));
    expect(Object.keys(requests).sort()).toEqual(declared.sort());
    for (const method of Object.values(requests)) {
      const context = { diagnostics: [], includeDeclaration: true };
      const params = { textDocument, position: at, positions: [at], range: { start: at, end: at }, context };
      await expect(client.connection.sendRequest(`textDocument/${method}`, params)).resolves.not.toBeUndefined();
    }
  });
});

test('a table that the workspace declares becomes known when its file appears', async () => {
  const text = rule('MyApp_CL\n| where User == "x"\n| project TimeGenerated, cIP = Address');
  const uri = uriOf('custom.yaml');
  const version = await client.open(uri, text);
  await client.diagnostics(uri, version, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'KQL004'));
  const file = join(folder, 'MyApp_CL.json');
  writeFileSync(file, JSON.stringify({ Name: 'MyApp_CL', Properties: ['User', 'Address'].map((Name) => ({ Name, Type: 'String' })) }));
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: pathToFileURL(file).href, type: 1 }] });
  const { diagnostics } = await client.diagnostics(uri, version, (params) => params.diagnostics.length === 0);
  expect(diagnostics).toEqual([]);
});

describe('running a rule', () => {
  let runs = 0;
  const run = (uri: string, more: object = {}, runId = `run-${++runs}`) =>
    client.connection.sendRequest<RunOutcome>('rulesmith/runRule', { uri, runId, ...more });

  test('says what it found, and gives the rows', async () => {
    writeFileSync(join(folder, 'u_ex240501.log'), log);
    const uri = uriOf('run.yaml');
    await client.open(uri, rule(failures));
    const progress: RunProgressParams[] = [];
    const listener = client.connection.onNotification('rulesmith/runProgress', (params: RunProgressParams) => void progress.push(params));
    const outcome = await run(uri, { samples: [join(folder, 'u_ex240501.log')] }, 'first');
    listener.dispose();
    if (outcome.kind !== 'completed') throw new Error(JSON.stringify(outcome));
    expect(outcome.verdict.fires).toBe(true);
    expect(outcome.memoryBytes).toBeLessThan(100_000_000);
    expect(outcome.stages.map(({ rows, range }) => [range.start.line, rows])).toEqual([
      [17, 6],
      [18, 5],
      [19, 1],
      [20, 1],
    ]);
    expect(outcome.alerts[0]?.entities[0]).toMatchObject({ type: 'IP', identifiers: { Address: '203.0.113.7' } });
    expect(progress.map(({ phase }) => phase)).toContain('querying');
    const page = await client.connection.sendRequest<ResultRowsReply>('rulesmith/resultRows', {
      runId: 'first',
      table: 'result',
      offset: 0,
      limit: 10,
    });
    expect(page).toEqual({ kind: 'rows', offset: 0, rows: [['203.0.113.7', 5]], rowCount: 1 });
  });

  test('an older run of the rule is gone after a newer one', async () => {
    await run(uriOf('run.yaml'), { samples: [join(folder, 'u_ex240501.log')] });
    const page = await client.connection.sendRequest<ResultRowsReply>('rulesmith/resultRows', {
      runId: 'first',
      table: 'result',
      offset: 0,
      limit: 10,
    });
    expect(page).toEqual({ kind: 'gone' });
  });

  test('without a sample it says where it looked', async () => {
    const uri = uriOf('nosample.yaml');
    await client.open(uri, rule('SecurityEvent | take 1'));
    const outcome = await run(uri);
    expect(outcome.kind).toBe('noSample');
    expect('searched' in outcome && outcome.searched?.some((place) => place.includes('nosample.samples'))).toBe(true);
  });

  test('an error in the query has its place', async () => {
    const uri = uriOf('error.yaml');
    await client.open(uri, rule('W3CIISLog\n| where nope == 1'));
    const outcome = await run(uri, { samples: [join(folder, 'u_ex240501.log')] });
    expect(outcome).toMatchObject({ kind: 'queryError', range: { start: { line: 18, character: 10 }, end: { line: 18, character: 14 } } });
  });

  test('a run that needs more memory than it may take ends with the operator named, and the next one works', async () => {
    const small = await TestClient.start(folder, { settings: { run: { maxMemoryMb: 48 } } });
    try {
      const uri = uriOf('large.yaml');
      await small.open(
        uri,
        rule('range n from 1 to 9000000 step 1\n| extend t = strcat("a long text, number ", n)\n| summarize make_list(t)'),
      );
      const outcome = await small.connection.sendRequest<RunOutcome>('rulesmith/runRule', { uri, runId: 'large' });
      expect(outcome).toMatchObject({ kind: 'limit', message: expect.stringMatching(/more than 48 MiB of memory \(in `\w+`\)/) });
      await small.change(uri, rule('print cIP = "203.0.113.7"'));
      expect((await small.connection.sendRequest<RunOutcome>('rulesmith/runRule', { uri, runId: 'next' })).kind).toBe('completed');
    } finally {
      await small.stop();
    }
  }, 60_000);

  test('a sample larger than the memory of a run is not even read', async () => {
    const small = await TestClient.start(folder, { settings: { run: { maxMemoryMb: 1 } } });
    try {
      const uri = uriOf('run.yaml');
      writeFileSync(join(folder, 'huge.log'), log + '#\n'.repeat(600_000));
      await small.open(uri, rule(failures));
      const outcome = await small.connection.sendRequest<RunOutcome>('rulesmith/runRule', {
        uri,
        runId: 'huge',
        samples: [join(folder, 'huge.log')],
      });
      expect(outcome).toMatchObject({ kind: 'sampleError', message: expect.stringContaining('takes more than the 1 MiB of memory') });
    } finally {
      await small.stop();
    }
  }, 60_000);

  test('a run that is cancelled ends, and the next one works', async () => {
    const uri = uriOf('slow.yaml');
    await client.open(
      uri,
      rule(
        'range a from 1 to 3000 step 1\n| extend k = 1\n| join kind=inner (range b from 1 to 3000 step 1 | extend k = 1) on k\n| where strcat(a * b, "-", a) matches regex "9.*8.*7"\n| summarize cIP = tostring(count()) by b',
      ),
    );
    const source = new CancellationTokenSource();
    const runId = `run-${++runs}`;
    const started = new Promise<void>((settle) => {
      client.connection.onNotification('rulesmith/runProgress', (params: RunProgressParams) => {
        if (params.runId === runId && params.phase === 'querying') settle();
      });
    });
    const outcome = client.connection.sendRequest<RunOutcome>('rulesmith/runRule', { uri, runId }, source.token);
    await started;
    source.cancel();
    expect((await outcome).kind).toBe('cancelled');
    await client.change(uri, rule('print cIP = "203.0.113.7"'));
    expect((await run(uri)).kind).toBe('completed');
  }, 30_000);
});
