/** `rulesmith query --batch`: a query a line in, a result a line out, in the same order; no line ends the batch. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type JsonValue, parseInstant, stringifyJson } from '@rulesmith/engine';
import { givenPlaces, LocalData, loadAllSamples, type QueryRunFailure, type QueryRunRequest, QuerySession } from '@rulesmith/rules';
import { CliError } from '../cliError.ts';
import { positionAt } from '../codeFrame.ts';
import { type ExitCode, exitCodes } from '../exitCode.ts';
import { createRunHost } from '../host.ts';
import { type CommandIo, write } from '../io.ts';
import { columnsJson, rowsJson } from '../reporters/table/json.ts';

/** How long one query of a batch may run. */
const millisecondsPerQuery = 60_000;

export async function runBatch(path: string, options: Omit<QueryRunRequest, 'text'>, io: CommandIo): Promise<ExitCode> {
  const input = path === '-' ? io.stdin : createReadStream(await existing(path, io));
  const host = createRunHost(io);
  const samples = await loadAllSamples(options.catalog, options.pointers, options.folders, host);
  const failure = samples.problems.find((problem) => problem.severity === 'error');
  if (failure !== undefined) throw new CliError(failure.message, failure.remedy === undefined ? {} : { remedy: failure.remedy });
  const session = new QuerySession({
    catalog: options.catalog,
    samples,
    local: new LocalData(host.files, options.pointers, givenPlaces(options.pointers)),
    limits: { milliseconds: millisecondsPerQuery, ...options.limits },
    clock: () => host.clock(),
    ...(options.ingestionDelay === undefined ? {} : { ingestionDelay: options.ingestionDelay }),
    // A batch has no place for notes; over generated rows there is nothing to note.
    ...(options.syntheticRows === undefined ? {} : { syntheticRows: options.syntheticRows, assume: () => {} }),
  });
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() !== '') await writeResult(line, session, options.now, io);
  }
  return exitCodes.ok;
}

async function existing(path: string, io: CommandIo): Promise<string> {
  const absolute = resolve(io.cwd, path);
  const isFile = await stat(absolute).then(
    (found) => !found.isDirectory(),
    () => false,
  );
  if (!isFile) throw new CliError(`${path} cannot be read: there is no such file`);
  return absolute;
}

interface BatchQuery {
  readonly id: JsonValue;
  readonly kql: string;
  readonly now?: bigint;
}

async function writeResult(line: string, session: QuerySession, now: bigint | undefined, io: CommandIo): Promise<void> {
  const request = readLine(line);
  if ('error' in request)
    return write(io.stdout, `${stringifyJson({ id: request.id, error: { code: 'bad-line', message: request.error } })}\n`);
  const outcome = await session.run(request.kql, request.now ?? now);
  if (outcome.kind === 'failed') return write(io.stdout, `${errorLine(request, outcome)}\n`);
  await write(io.stdout, `{"id":${stringifyJson(request.id)},"columns":${columnsJson(outcome.result)},"rows":`);
  for (const piece of rowsJson({ table: outcome.result, limit: Number.POSITIVE_INFINITY })) await write(io.stdout, piece);
  for (const [index, table] of outcome.others.entries()) {
    await write(io.stdout, `${index === 0 ? ',"others":[' : ','}{"columns":${columnsJson(table)},"rows":`);
    for (const piece of rowsJson({ table, limit: Number.POSITIVE_INFINITY })) await write(io.stdout, piece);
    await write(io.stdout, index === outcome.others.length - 1 ? '}]' : '}');
  }
  await write(io.stdout, '}\n');
}

function readLine(line: string): BatchQuery | { readonly id: JsonValue; readonly error: string } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch (error) {
    return { id: null, error: `The line is not JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
  const { id, kql, now } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Readonly<Record<string, unknown>>;
  const known = typeof id === 'string' || typeof id === 'number' ? id : null;
  if (typeof kql !== 'string') return { id: known, error: 'The line has no text under `kql`' };
  if (now === undefined || now === null) return { id: known, kql };
  const ticks = typeof now === 'string' ? parseInstant(now) : undefined;
  return ticks === undefined ? { id: known, error: '`now` is not a time such as 2026-03-02T10:00:00Z' } : { id: known, kql, now: ticks };
}

function errorLine({ id, kql }: BatchQuery, { code, message, span }: QueryRunFailure): string {
  const position = span === undefined ? { line: 1, column: 1 } : positionAt(kql, span.start);
  return stringifyJson({ id, error: { code, message, line: position.line, column: position.column } });
}
