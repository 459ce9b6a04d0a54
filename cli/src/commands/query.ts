/** `rulesmith query`: a query on samples, or many of them. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Table } from '@rulesmith/engine';
import { type QueryRunFailure, type QueryRunSuccess, runKql } from '@rulesmith/rules';
import { isMissing } from '@rulesmith/server/nodeSampleFiles';
import { CliError, usageError } from '../cliError.ts';
import { type ExitCode, exitCodes } from '../exitCode.ts';
import { clearProgress, createRunHost, shownMessage } from '../host.ts';
import { type CommandIo, readAll, write } from '../io.ts';
import { choice, countOption, delayOption, instantOption, sampleOptions } from '../options.ts';
import { profileText } from '../profileText.ts';
import { failureText } from '../queryErrors.ts';
import { csvReporter } from '../reporters/table/csv.ts';
import { gridReporter } from '../reporters/table/grid.ts';
import { jsonReporter } from '../reporters/table/json.ts';
import { ndjsonReporter } from '../reporters/table/ndjson.ts';
import { ruleService } from '../ruleService.ts';
import { sampleFolders } from '../sampleFolders.ts';
import { runBatch } from './batch.ts';

const formats = ['table', 'json', 'ndjson', 'csv'] as const;
const defaultTableRows = 100;

export async function query(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    allowPositionals: true,
    tokens: true,
    options: {
      file: { type: 'string' },
      sample: { type: 'string', multiple: true, default: [] },
      now: { type: 'string' },
      'ingestion-delay': { type: 'string' },
      format: { type: 'string' },
      limit: { type: 'string' },
      batch: { type: 'string' },
      synthetic: { type: 'string' },
      explain: { type: 'boolean', default: false },
    },
  });
  const { text, samples } = splitPositionals(positionals, tokens, values.file !== undefined || values.batch !== undefined);
  const now = instantOption(values.now, 'query');
  const ingestionDelay = delayOption(values['ingestion-delay'], 'query');
  const syntheticRows = countOption(values.synthetic, 'synthetic', 'query');
  const shared = {
    catalog: (await ruleService(io.cwd, io)).catalog,
    pointers: sampleOptions([...values.sample, ...samples], io.cwd),
    folders: syntheticRows === undefined ? sampleFolders(io.cwd, io.cwd) : [],
    ...(now === undefined ? {} : { now }),
    ...(ingestionDelay === undefined ? {} : { ingestionDelay }),
    ...(syntheticRows === undefined ? {} : { syntheticRows }),
  };
  if (values.batch !== undefined) {
    if (text !== undefined || values.file !== undefined) throw usageError('--batch takes its queries from its file alone', 'query');
    return runBatch(values.batch, shared, io);
  }
  const format = choice(values.format, formats, 'format', 'query');
  const limit = countOption(values.limit, 'limit', 'query') ?? (format === 'table' ? defaultTableRows : Number.POSITIVE_INFINITY);
  const source = await readQuery(text, values.file, io);
  const outcome = await runKql({ ...shared, text: source.text, profile: values.explain }, createRunHost(io));
  clearProgress(io);
  if (outcome.kind === 'failed') return reportFailure(outcome, source, io);
  for (const note of outcome.notes) await write(io.stderr, `note: ${shownMessage(note, io.cwd)}\n`);
  if (values.explain) await write(io.stdout, profileText(outcome.profile));
  else await writeResults(outcome, format, limit, io);
  return exitCodes.ok;
}

/** Several results follow one another; where a format has no way to tell them apart, the first is written and the others are named. */
async function writeResults(
  { result, others }: QueryRunSuccess,
  format: (typeof formats)[number],
  limit: number,
  io: CommandIo,
): Promise<void> {
  const areTold = format === 'table' || format === 'json';
  for (const [index, table] of (areTold ? [result, ...others] : [result]).entries()) {
    if (index > 0 && format === 'table') await write(io.stdout, '\n');
    for (const piece of reportRows(format, table, limit, io)) await write(io.stdout, piece);
  }
  if (!areTold && others.length > 0)
    await write(io.stderr, `note: the query has ${others.length + 1} results, of which the first is written; --format json writes all\n`);
}

interface QuerySource {
  readonly text: string;
  /** What to call it in messages. */
  readonly name: string;
}

interface PositionalToken {
  readonly kind: string;
  readonly name?: string;
  readonly value?: string | boolean | undefined;
}

/** `--sample a b`: paths behind a sample are samples too; what is left is the query. */
function splitPositionals(positionals: readonly string[], tokens: readonly PositionalToken[], hasSource: boolean) {
  const trailing = new Set<string>();
  let follows = false;
  for (const token of tokens) {
    if (token.kind === 'option') follows = token.name === 'sample';
    else if (follows && typeof token.value === 'string' && !/[\s|]/.test(token.value)) trailing.add(token.value);
  }
  // A single word behind a sample is the query, unless that comes from elsewhere.
  const isSample = (positional: string): boolean => trailing.has(positional) && (hasSource || positionals.length > 1);
  const [text, ...others] = positionals.filter((positional) => !isSample(positional));
  if (others.length > 0) throw usageError('one query at a time: put it in quotes', 'query');
  return { text, samples: positionals.filter(isSample) };
}

async function readQuery(text: string | undefined, file: string | undefined, io: CommandIo): Promise<QuerySource> {
  if (text !== undefined && file !== undefined) throw usageError('give the query or --file, not both', 'query');
  if (text !== undefined && text !== '-') return { text, name: 'query' };
  if (file !== undefined && file !== '-') return { text: await readText(resolve(io.cwd, file), file), name: file };
  if (io.stdin.isTTY === true) throw usageError('which query? Give it in quotes, with --file, or on stdin', 'query');
  return { text: await readAll(io.stdin), name: 'stdin' };
}

async function readText(path: string, shown: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const reason = isMissing(error) ? 'there is no such file' : error instanceof Error ? error.message : String(error);
    throw new CliError(`${shown} cannot be read: ${reason}`);
  }
}

async function reportFailure({ message, remedy, span }: QueryRunFailure, source: QuerySource, io: CommandIo): Promise<ExitCode> {
  const place = span === undefined ? undefined : { source: source.text, name: source.name, span };
  await write(
    io.stderr,
    failureText({
      message: shownMessage(message, io.cwd),
      ...(remedy === undefined ? {} : { remedy }),
      ...(place === undefined ? {} : { place }),
    }),
  );
  return exitCodes.findings;
}

function reportRows(format: (typeof formats)[number], table: Table, limit: number, io: CommandIo): Iterable<string> {
  switch (format) {
    case 'json':
      return jsonReporter({ table, limit });
    case 'ndjson':
      return ndjsonReporter({ table, limit });
    case 'csv':
      return csvReporter({ table, limit });
    case 'table':
      return gridReporter({ table, limit }, io.stdout.isTTY === true ? io.stdout.columns : undefined);
  }
}
