/** `rulesmith run RULE`: a rule on samples. */
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type FailedRun, parseRuleDocument, type RuleDocument, runRule } from '@rulesmith/rules';
import { isMissing } from '@rulesmith/server/nodeSampleFiles';
import { CliError, usageError } from '../cliError.ts';
import { type ExitCode, exitCodes } from '../exitCode.ts';
import { clearProgress, createRunHost, shownMessage, shownPath } from '../host.ts';
import { type CommandIo, write } from '../io.ts';
import { choice, countOption, delayOption, instantOption, sampleOptions } from '../options.ts';
import { failureText } from '../queryErrors.ts';
import { type RunReport, runReporters } from '../reporters/run/index.ts';
import { ruleService } from '../ruleService.ts';
import { sampleFolders } from '../sampleFolders.ts';

const formats = ['table', 'json', 'ndjson', 'csv'] as const;

/** Rows of a table on a terminal, unless asked otherwise. */
const defaultTableRows = 100;

export async function run(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sample: { type: 'string', multiple: true, default: [] },
      now: { type: 'string' },
      'ingestion-delay': { type: 'string' },
      format: { type: 'string' },
      stages: { type: 'boolean', default: false },
      limit: { type: 'string' },
    },
  });
  const [rulePath, ...moreSamples] = positionals;
  if (rulePath === undefined) throw usageError('which rule? Give the path of its file', 'run');
  const format = choice(values.format, formats, 'format', 'run');
  const now = instantOption(values.now, 'run');
  const ingestionDelay = delayOption(values['ingestion-delay'], 'run');
  const limit = countOption(values.limit, 'limit', 'run') ?? (format === 'table' ? defaultTableRows : Number.POSITIVE_INFINITY);
  const path = resolve(io.cwd, rulePath);
  const document = await readRule(rulePath, path);
  const outcome = await runRule(
    {
      document,
      path,
      catalog: (await ruleService(dirname(path), io)).catalog,
      // `--sample a b`: what follows the rule's path is a sample too.
      pointers: sampleOptions([...values.sample, ...moreSamples], io.cwd),
      folders: sampleFolders(dirname(path), io.cwd),
      captureStages: values.stages,
      ...(now === undefined ? {} : { now }),
      ...(ingestionDelay === undefined ? {} : { ingestionDelay }),
    },
    createRunHost(io),
  );
  clearProgress(io);
  if (outcome.kind === 'failed') return reportFailure(outcome, document, rulePath, io);
  const notes = outcome.notes.map((note) => shownMessage(note, io.cwd));
  const report: RunReport = {
    run: { ...outcome, notes, samples: outcome.samples.map((sample) => ({ ...sample, path: shownPath(sample.path, io.cwd) })) },
    rule: document.rule,
    text: document.text,
    path: rulePath,
    limit,
    showStages: values.stages,
    peakMemoryBytes: io.peakMemoryBytes?.() ?? 0,
  };
  for (const piece of runReporters[format](report, io.stdout.isTTY === true ? io.stdout.columns : undefined)) await write(io.stdout, piece);
  if (format !== 'table') for (const note of notes) await write(io.stderr, `note: ${note}\n`);
  return exitCodes.ok;
}

async function readRule(shown: string, path: string): Promise<RuleDocument> {
  try {
    return parseRuleDocument(path, (await readFile(path, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = isMissing(error) ? 'there is no such file' : error instanceof Error ? error.message : String(error);
    throw new CliError(`${shown} cannot be read: ${reason}`);
  }
}

async function reportFailure(failure: FailedRun, document: RuleDocument, path: string, io: CommandIo): Promise<ExitCode> {
  const { message, remedy, span, query } = failure;
  const place = span === undefined || query === undefined ? undefined : { source: document.text, name: path, span: query.toSource(span) };
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
