import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type SchemaTextReply, schemaUri } from '@rulesmith/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  DocumentHighlight,
  DocumentLink,
  FoldingRange,
  InlayHint,
  Location,
  Range,
  SelectionRange,
  SemanticTokens,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { semanticTokensLegend } from '../src/convert/toSemanticTokens.ts';
import { TestClient } from './client.ts';

const rule = `name: Clients
description: See https://example.com/a.
kind: NRT
relevantTechniques:
  - T1110
query: |
  W3CIISLog
  | where TimeGenerated > ago(1d)
  | summarize Hits = count(),
      Ports = dcount(sPort)
    by ip = cIP
entityMappings:
  - entityType: IP
    fieldMappings:
      - identifier: Address
        columnName: ip
`;

let folder: string;
let client: TestClient;
let uri: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rulesmith-navigation-'));
  writeFileSync(join(folder, 'Logons.kql'), 'let Logons = () { SecurityEvent | where EventID == 4624 };');
  client = await TestClient.start(folder, { settings: { inlayHints: { columns: true } } });
  uri = pathToFileURL(join(folder, 'rule.yaml')).href;
  await client.diagnostics(uri, await client.open(uri, rule));
}, 30_000);

afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

function positionOf(text: string, word: string) {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

function textOf({ start, end }: Range, text = rule): string {
  const lines = text.split('\n');
  if (start.line === end.line) return lines[start.line]?.slice(start.character, end.character) ?? '';
  return [
    lines[start.line]?.slice(start.character),
    ...lines.slice(start.line + 1, end.line),
    lines[end.line]?.slice(0, end.character),
  ].join('\n');
}

/** Asks about the first occurrence of `word`. */
function ask<Answer>(method: string, word: string, more: object = {}): Promise<Answer> {
  return client.connection.sendRequest<Answer>(`textDocument/${method}`, {
    textDocument: { uri },
    position: positionOf(rule, word),
    ...more,
  });
}

test('a definition leads from the YAML into the query', async () => {
  const [found] = await ask<Location[]>('definition', 'ip\n');
  expect(found).toEqual({ uri, range: { start: { line: 10, character: 7 }, end: { line: 10, character: 9 } } });
});

test('a definition leads to the schema of a table, which is a document', async () => {
  const [found] = await ask<Location[]>('definition', 'sPort');
  expect(found?.uri).toBe(schemaUri('W3CIISLog'));
  const schema = await client.connection.sendRequest<SchemaTextReply>('rulesmith/schemaText', { name: 'W3CIISLog' });
  expect(schema.kind === 'schema' && found !== undefined && textOf(found.range, schema.text)).toBe('sPort');
  expect(await client.connection.sendRequest('rulesmith/schemaText', { name: 'Nobody' })).toEqual({ kind: 'gone' });
});

test('a definition leads to a function in another file', async () => {
  const other = pathToFileURL(join(folder, 'other.yaml')).href;
  const text = 'kind: NRT\nname: x\nquery: Logons | take 1\n';
  await client.diagnostics(other, await client.open(other, text), ({ diagnostics }) => diagnostics.every(({ code }) => code !== 'KQL004'));
  const found = await client.connection.sendRequest<Location[]>('textDocument/definition', {
    textDocument: { uri: other },
    position: positionOf(text, 'Logons'),
  });
  expect(found).toEqual([
    { uri: pathToFileURL(join(folder, 'Logons.kql')).href, range: { start: { line: 0, character: 4 }, end: { line: 0, character: 10 } } },
  ]);
});

test('references and highlights lie in the query and in the YAML', async () => {
  const references = await ask<Location[]>('references', 'ip =', { context: { includeDeclaration: false } });
  expect(references.map(({ range }) => [range.start.line, textOf(range)])).toEqual([[15, 'ip']]);
  const highlights = await ask<DocumentHighlight[]>('documentHighlight', 'ip =');
  expect(highlights.map(({ range, kind }) => [range.start.line, kind])).toEqual([
    [10, 3],
    [15, 2],
  ]);
});

test('a rename changes both', async () => {
  expect(await ask('prepareRename', 'ip =')).toMatchObject({ placeholder: 'ip' });
  const edit = await ask<WorkspaceEdit>('rename', 'ip =', { newName: 'address' });
  expect(edit.changes?.[uri]?.map(({ range, newText }) => `${range.start.line} ${textOf(range)} → ${newText}`)).toEqual([
    '10 ip → address',
    '15 ip → address',
  ]);
});

test('a rename that is not sound is refused with the reason', async () => {
  await expect(ask('prepareRename', 'sPort')).rejects.toThrow('`sPort` is a column of `W3CIISLog`');
  await expect(ask('rename', 'ip =', { newName: '1 2' })).rejects.toThrow('`1 2` is no name');
  expect(await ask('prepareRename', 'summarize')).toBeNull();
});

test('tokens are numbered by the legend', async () => {
  const { data } = await ask<SemanticTokens>('semanticTokens/full', 'query');
  const tokens: string[] = [];
  for (let at = 0, line = 0, character = 0; at < data.length; at += 5) {
    const [lines = 0, columns = 0, length = 0, type = 0] = data.slice(at, at + 4);
    character = lines === 0 ? character + columns : columns;
    line += lines;
    tokens.push(`${rule.split('\n')[line]?.slice(character, character + length)} ${semanticTokensLegend.tokenTypes[type]}`);
  }
  expect(tokens.slice(0, 5)).toEqual(['W3CIISLog class', 'where keyword', 'TimeGenerated property', '> operator', 'ago function']);
  const range = { start: { line: 6, character: 0 }, end: { line: 7, character: 0 } };
  expect((await ask<SemanticTokens>('semanticTokens/range', 'query', { range })).data).toEqual([6, 2, 9, 3, 0]);
});

test('parts of several lines fold', async () => {
  const ranges = await ask<FoldingRange[]>('foldingRange', 'query');
  expect(ranges.map(({ startLine, endLine }) => [startLine, endLine])).toEqual([
    [3, 4],
    [5, 10],
    [6, 10],
    [8, 10],
    [11, 15],
    [12, 15],
    [13, 15],
    [14, 15],
  ]);
});

test('a selection grows from the inside', async () => {
  const [inner] = await ask<SelectionRange[]>('selectionRange', 'query', { positions: [positionOf(rule, 'sPort')] });
  const texts: string[] = [];
  for (let at: SelectionRange | undefined = inner; at !== undefined; at = at.parent) texts.push(textOf(at.range));
  expect(texts.slice(0, 4)).toEqual(['sPort', '(sPort)', 'dcount(sPort)', 'Ports = dcount(sPort)']);
  expect(texts.at(-1)).toBe(rule);
});

test('addresses and techniques are links', async () => {
  const links = await ask<DocumentLink[]>('documentLink', 'query');
  expect(links.map(({ range, target }) => `${textOf(range)} ${target}`)).toEqual([
    'https://example.com/a https://example.com/a',
    'T1110 https://attack.mitre.org/techniques/T1110/',
  ]);
});

test('hints come where the setting asks for them', async () => {
  const whole = { range: { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } } };
  const hints = await ask<InlayHint[]>('inlayHint', 'query', whole);
  expect(hints.map(({ position, label }) => [position.line, label])).toEqual([[10, '→ ip: string, Hits: long, Ports: long']]);
  const plain = await TestClient.start(folder);
  try {
    await plain.diagnostics(uri, await plain.open(uri, rule));
    expect(await plain.connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, ...whole })).toEqual([]);
  } finally {
    await plain.stop();
  }
}, 30_000);
