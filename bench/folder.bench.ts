/**
 * A folder of rules checked as a whole: `node bench/folder.bench.ts [--rules N] [--within RATIO]`.
 *
 * The rules differ in their names, tables, columns and queries; one in ten has a mistake, and so many findings must there be. They are checked by
 * the command line's code path, and by a server that is told of the folder while hovers are asked for. Budgets for a thousand rules: 20 s and 400 MB
 * each, and half a second for a hover meanwhile. Exit code 1 where one is exceeded, `--within` times where that is given, or findings are missing.
 */
import { execFileSync, fork } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { runCommand } from '@rulesmith/cli';
import { serverArguments } from '@rulesmith/protocol';
import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { memoryInUse } from './measure.ts';

interface Source {
  readonly table: string;
  readonly connector: string;
  readonly address: string;
  readonly person: string;
  readonly filter: string;
}

const sources: readonly Source[] = [
  { table: 'W3CIISLog', connector: 'AzureMonitor(IIS)', address: 'cIP', person: 'csUserName', filter: 'scStatus == "401"' },
  {
    table: 'SigninLogs',
    connector: 'AzureActiveDirectory',
    address: 'IPAddress',
    person: 'UserPrincipalName',
    filter: 'ResultType != "0"',
  },
  { table: 'SecurityEvent', connector: 'SecurityEvents', address: 'IpAddress', person: 'TargetAccount', filter: 'EventID == 4625' },
  { table: 'OfficeActivity', connector: 'Office365', address: 'ClientIP', person: 'UserId', filter: 'Operation has "Delete"' },
];

/** The rule of a number: another name, source, threshold and query for each; every tenth maps a column that is not there. */
function ruleText(index: number): string {
  const source = sources[index % sources.length] as Source;
  const stages = Array.from(
    { length: 2 + (index % 7) },
    (_, stage) => `  | where strlen(${source.person}) > ${stage} and ${source.address} != "10.0.${index % 250}.${stage}"`,
  );
  const mapped = index % 10 === 9 ? `${source.address}Missing` : source.address;
  return `id: 00000000-0000-4000-8000-${String(index).padStart(12, '0')}
name: Failures of the kind ${index} from one address
description: Identifies addresses with more than ${5 + (index % 40)} failures
severity: Medium
requiredDataConnectors:
  - connectorId: ${source.connector}
    dataTypes:
      - ${source.table}
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics:
  - CredentialAccess
relevantTechniques:
  - T1110
query: |
  let most = ${5 + (index % 40)};
  ${source.table}
  | where ${source.filter}
${stages.join('\n')}
  | summarize Failures = count(), StartTime = min(TimeGenerated), EndTime = max(TimeGenerated) by ${source.address}, ${source.person}
  | where Failures > most
entityMappings:
  - entityType: IP
    fieldMappings:
      - identifier: Address
        columnName: ${mapped}
version: 1.0.0
kind: Scheduled
`;
}

/** Half a second of the slowest hover is the start of the parser, which comes first. */
const budgets = { seconds: 20, megabytes: 400, slowestHover: 1000 } as const;

interface Outcome {
  /** In milliseconds; only of the server. */
  readonly slowestHover?: number;
  readonly seconds: number;
  readonly megabytes: number;
  readonly findings: number;
}

/** Checks the folder as `rulesmith check` does, in this process. */
async function byCommandLine(folder: string): Promise<Outcome> {
  const stdout = new PassThrough();
  const chunks: Buffer[] = [];
  stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const before = performance.now();
  await runCommand(['check', '--format', 'json'], { stdin: Readable.from([]), stdout, stderr: process.stderr, cwd: folder, env: {} });
  const seconds = (performance.now() - before) / 1000;
  const { findings } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { findings: readonly { readonly check: string }[] };
  return { seconds, megabytes: memoryInUse() / 1e6, findings: findings.filter(({ check }) => check === 'ENT010').length };
}

/** The server as it ships where it was built, else its source. */
const built = resolve(import.meta.dirname, '../dist/server.cjs');
const serverScript = existsSync(built) ? built : resolve(import.meta.dirname, '../server/src/main.ts');

/** What a process holds in memory. */
function residentMegabytes(pid: number): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) / 1000;
}

/** Opens the folder in a server, and waits until its pass over all files is over. */
async function byServer(folder: string): Promise<Outcome> {
  const child = fork(serverScript, ['--node-ipc'], {
    execArgv: [...serverArguments],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  const mistaken = new Set<string>();
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    if (diagnostics.some(({ code }) => code === 'ENT010')) mistaken.add(uri);
  });
  connection.onRequest('window/workDoneProgress/create', () => null);
  let megabytes = 0;
  const isDone = new Promise<void>((settle) => {
    connection.onNotification('$/progress', ({ value }: { readonly value: { readonly kind: string } }) => {
      // The query worker starts at the end: it is not part of the check.
      if (value.kind === 'report') megabytes = Math.max(megabytes, residentMegabytes(child.pid ?? 0));
      if (value.kind === 'end') settle();
    });
  });
  connection.listen();
  const before = performance.now();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { window: { workDoneProgress: true } },
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
  });
  await connection.sendNotification('initialized', {});
  const hovers = hoverUntil(connection, isDone, join(folder, 'rule0.yaml'));
  await isDone;
  const seconds = (performance.now() - before) / 1000;
  const slowestHover = await hovers;
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  return { seconds, megabytes, findings: mistaken.size, slowestHover };
}

/** Asks for a hover every 200 ms, until `done`; the time of the slowest answer, in milliseconds, once the parser is warm. */
async function hoverUntil(connection: ProtocolConnection, done: Promise<void>, path: string): Promise<number> {
  const uri = pathToFileURL(path).href;
  const textDocument = { uri, languageId: 'yaml', version: 1, text: readFileSync(path, 'utf8') };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  const ask = async (): Promise<number> => {
    const started = performance.now();
    await connection.sendRequest('textDocument/hover', { textDocument: { uri }, position: { line: 19, character: 4 } });
    return performance.now() - started;
  };
  await ask();
  let isOver = false;
  void done.then(() => {
    isOver = true;
  });
  let slowest = 0;
  while (!isOver) {
    slowest = Math.max(slowest, await ask());
    await new Promise((resume) => setTimeout(resume, 200));
  }
  return slowest;
}

/** Prints what was measured; whether it is over a budget. */
function isOver(what: string, outcome: Outcome, expected: number, within: number): boolean {
  const { seconds, megabytes, findings, slowestHover } = outcome;
  const hover = slowestHover === undefined ? '' : `, slowest hover ${slowestHover.toFixed(0)} ms`;
  console.log(`${what}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, ${findings} findings${hover}`);
  const measured = Object.entries(budgets).filter(([name, budget]) => (outcome[name as keyof typeof budgets] ?? 0) > budget * within);
  for (const [name, budget] of measured) console.log(`  OVER the budget of ${budget} (${name})`);
  if (findings !== expected) console.log(`  ${expected} findings were expected`);
  return measured.length > 0 || findings !== expected;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { rules: { type: 'string', default: '1000' }, within: { type: 'string', default: '1' } } });
  const [rules, within] = [Number(values.rules), Number(values.within)];
  const folder = mkdtempSync(join(tmpdir(), 'rulesmith-folder-'));
  try {
    for (let index = 0; index < rules; index++) writeFileSync(join(folder, `rule${index}.yaml`), ruleText(index));
    const expected = Math.floor(rules / 10);
    const server = isOver('server', await byServer(folder), expected, within);
    const commandLine = isOver('command line', await byCommandLine(folder), expected, within);
    return server || commandLine ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
