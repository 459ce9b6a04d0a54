/** `rulesmith explain CHECK`: the page of a check. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CliError, usageError } from '../cliError.ts';
import { type ExitCode, exitCodes } from '../exitCode.ts';
import { type CommandIo, write } from '../io.ts';

export async function explain(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [code, ...others] = positionals;
  if (code === undefined || others.length > 0) throw usageError('which check? Give one code, such as ENT010', 'explain');
  const folder = join(io.packageFolder ?? io.cwd, 'docs', 'checks');
  const pages = await readdir(folder).catch(() => [] as string[]);
  const codes = new Map(pages.filter((page) => page.endsWith('.md')).map((page) => [codeOf(page), page]));
  const page = codes.get(code.toUpperCase());
  if (page === undefined)
    throw unknownCheck(
      code,
      [...codes.keys()].filter((known) => /\d/.test(known)),
    );
  await write(io.stdout, await readFile(join(folder, page), 'utf8'));
  return exitCodes.ok;
}

/** Pages are named by code and name: `ent010-unknown-mapped-column.md`. */
function codeOf(page: string): string {
  return page.replace(/[-.].*$/s, '').toUpperCase();
}

function unknownCheck(code: string, known: readonly string[]): CliError {
  if (known.length === 0) return new CliError('the pages about checks are not installed');
  const family = code.toUpperCase().replace(/\d+$/, '');
  const near = known.filter((each) => each.startsWith(family)).sort();
  return new CliError(`there is no check ${code}`, { remedy: `Checks are ${(near.length > 0 ? near : [...known].sort()).join(', ')}` });
}
