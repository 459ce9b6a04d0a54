/** `rulesmith format`: writes rules as the editor formats them, or says which are not. */
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { parseArgs } from 'node:util';

import { applyEdits, type RuleService } from '@rulesmith/rules';
import { CliError } from '../cliError.ts';
import { type ExitCode, exitCodes } from '../exitCode.ts';
import { type NamedFile, yamlFiles } from '../files.ts';
import { type CommandIo, write } from '../io.ts';
import { plainText } from '../plainText.ts';
import { ruleService } from '../ruleService.ts';

export async function format(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { check: { type: 'boolean' } } });
  const isCheck = values.check === true;
  const service = await ruleService(io.cwd, io);
  let changed = 0;
  for (const file of await yamlFiles(positionals, io.cwd)) {
    const path = relative(io.cwd, file.path).split(sep).join('/');
    const formatted = await formatFile(file, path, service, io);
    if (formatted === undefined) continue;
    changed++;
    if (!isCheck) await replaceFile(file.path, formatted).catch((error: Error) => fail(path, 'written', error));
    await write(io.stdout, `${plainText(path)}\n`);
  }
  return isCheck && changed > 0 ? exitCodes.findings : exitCodes.ok;
}

/** Writes beside the file and puts that in its place, so that whatever happens one of the two is there whole. */
async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const beside = `${target}.${process.pid}.part`;
  try {
    await writeFile(beside, text, { mode: (await stat(target)).mode });
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}

/** The file's new text; undefined where nothing changes. */
async function formatFile(file: NamedFile, path: string, service: RuleService, io: CommandIo): Promise<string | undefined> {
  const written = await readFile(file.path, 'utf8').catch((error: Error) => fail(path, 'read', error));
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : '';
  const document = service.document(file.path, 0, written.slice(mark.length));
  const edits = service.format(document);
  service.close(file.path);
  if (document.kind === 'other' && file.isNamed)
    await write(io.stderr, `note: ${path} is no rule, hunting query or parser, and was passed over\n`);
  return edits.length === 0 ? undefined : mark + applyEdits(document.text, edits);
}

function fail(path: string, what: string, error: Error): never {
  throw new CliError(`${path} cannot be ${what}: ${error.message}`);
}
