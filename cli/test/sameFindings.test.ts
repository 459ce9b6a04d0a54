import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';
import { corpusRuleFiles } from '../../rules/test/corpus.ts';
import { TestClient } from '../../server/test/client.ts';
import type { Finding } from '../src/finding.ts';
import { runCommand } from '../src/index.ts';

const fixtures = resolve(import.meta.dirname, '../../test-fixtures');

let folder = '';
const names: string[] = [];

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'rulesmith-same-')));
  mkdirSync(join(folder, 'rules'));
  const samples = ['rules/ok', 'rules/err', 'workspaces/demo/rules'].flatMap((name) =>
    readdirSync(join(fixtures, name))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => join(fixtures, name, file)),
  );
  for (const [index, path] of [...samples, ...corpusRuleFiles()].entries()) {
    const name = `rules/${index}.yaml`;
    writeFileSync(join(folder, name), readFileSync(path, 'utf8'));
    names.push(name);
  }
  writeFileSync(
    join(folder, 'rules/crlf.yaml'),
    readFileSync(join(fixtures, 'rules/err/many-mistakes.yaml'), 'utf8').replaceAll('\n', '\r\n'),
  );
  writeFileSync(join(folder, 'rules/mark.yaml'), `\uFEFF${readFileSync(join(fixtures, 'rules/err/quoted-query.yaml'), 'utf8')}`);
  names.push('rules/crlf.yaml', 'rules/mark.yaml');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A finding in the words of the command line: lines and columns from 1. */
const severities = ['', 'error', 'warning', 'info'];
const asText = ({ range, severity, code, message }: Diagnostic) =>
  `${range.start.line + 1}:${range.start.character + 1}-${range.end.line + 1}:${range.end.character + 1} ${severities[severity ?? 0]} ${code} ${message}`;

async function byCommandLine(): Promise<Map<string, string[]>> {
  const stdout = new PassThrough();
  const chunks: Buffer[] = [];
  stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const io = { stdin: Readable.from([]), stdout, stderr: new PassThrough(), cwd: folder, env: {} };
  await runCommand(['check', '--format', 'json'], io);
  const { findings } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { findings: Finding[] };
  const found = new Map<string, string[]>();
  for (const { path, line, column, endLine, endColumn, severity, check, message } of findings)
    found.set(path, [...(found.get(path) ?? []), `${line}:${column}-${endLine}:${endColumn} ${severity} ${check} ${message}`]);
  return found;
}

async function expectSame(client: TestClient, name: string, expected: readonly string[]): Promise<void> {
  const uri = pathToFileURL(join(folder, name)).href;
  const text = readFileSync(join(folder, name), 'utf8').replace(/^\uFEFF/, ''); // As editors do.
  const { diagnostics } = await client.diagnostics(uri, await client.open(uri, text));
  // Paths of other files are absolute in both, of the same folder.
  expect([name, diagnostics.map(asText).sort()]).toEqual([name, [...expected].sort()]);
  await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
}

test('the editor and the command line find the same in every file', async () => {
  const expected = await byCommandLine();
  expect([...expected.values()].flat().length).toBeGreaterThan(20);
  const client = await TestClient.start(folder);
  try {
    // Several at once, because the server waits a moment for the next keystroke before it checks a file.
    for (let start = 0; start < names.length; start += 16)
      await Promise.all(names.slice(start, start + 16).map((name) => expectSame(client, name, expected.get(name) ?? [])));
  } finally {
    await client.stop();
  }
}, 600_000);
