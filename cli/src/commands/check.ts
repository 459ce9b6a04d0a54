/** `rulesmith check`: the findings the editor shows, for files on disk. */
import { readFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { type AcceptedFinding, CheckPolicy, type RuleService, withoutAccepted } from '@rulesmith/rules';
import { isRepositoryClone } from '@rulesmith/server/repositoryClone';
import { baselineFile } from '../baseline.ts';
import { CliError, usageError } from '../cliError.ts';
import { type ExitCode, exitCodes } from '../exitCode.ts';
import { type NamedFile, yamlFiles } from '../files.ts';
import { type Finding, findingsOf, isAtLeast, type Severity } from '../finding.ts';
import { type CommandIo, write } from '../io.ts';
import { choice } from '../options.ts';
import { type CheckReport, checkReporters } from '../reporters/check/index.ts';
import { ruleService } from '../ruleService.ts';

const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const;
const severities = ['info', 'warning', 'error'] as const;

export async function check(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      severity: { type: 'string' },
      baseline: { type: 'string' },
      disable: { type: 'string', multiple: true },
      repository: { type: 'boolean' },
      'no-repository': { type: 'boolean' },
    },
  });
  const format = choice(values.format, formats, 'format', 'check');
  const least: Severity = choice(values.severity, severities, 'severity', 'check');
  const files = await yamlFiles(positionals, io.cwd);
  const { baseline } = values;
  const policy = new CheckPolicy(
    values.disable ?? [],
    baseline === undefined ? [] : await baselineFile(resolve(io.cwd, baseline), baseline),
  );
  const [unknown] = policy.unknown;
  if (unknown !== undefined) throw usageError(`--disable takes the code of a check, or CODE:GLOB; not ${unknown}`, 'check');
  const service = await ruleService(io.cwd, io);
  await service.loadCommitted(files.map(({ path }) => ({ uri: path, path })));
  const repositoryMode = values.repository === true || (values['no-repository'] !== true && isRepositoryClone(io.cwd));
  const checked: CheckedFile[] = [];
  for (const file of files) checked.push(...(await checkFile(file, service, { policy, repositoryMode }, io)));
  const gone = checked.flatMap((file) => file.gone).length;
  // A suppression that suppresses nothing hides the next finding of its kind.
  if (gone > 0) await write(io.stderr, `note: findings of the baseline that do not occur any more: ${gone}; write it again\n`);
  const findings = checked.flatMap((file) => file.findings).filter((finding) => isAtLeast(finding.severity, least));
  const report: CheckReport = {
    paths: checked.map((file) => file.path),
    findings,
    texts: new Map(checked.map((file) => [file.path, file.text])),
  };
  await write(io.stdout, checkReporters[format](report));
  return findings.length > 0 ? exitCodes.findings : exitCodes.ok;
}

interface CheckedFile {
  readonly path: string;
  readonly text: string;
  readonly findings: readonly Finding[];
  /** What the baseline has of the file and was not found. */
  readonly gone: readonly AcceptedFinding[];
}

interface CheckMode {
  readonly policy: CheckPolicy;
  readonly repositoryMode: boolean;
}

/** Nothing for a file that is none of ours; that is only worth a word where the user named it. */
async function checkFile(file: NamedFile, service: RuleService, mode: CheckMode, io: CommandIo): Promise<CheckedFile[]> {
  const path = relative(io.cwd, file.path).split(sep).join('/');
  const text = await readFile(file.path, 'utf8').catch((error: Error) => {
    throw new CliError(`${path} cannot be read: ${error.message}`);
  });
  const document = service.document(file.path, 0, text.replace(/^\uFEFF/, ''));
  const { disabled, accepted } = mode.policy.forFile(path);
  const found = document.kind === 'other' ? [] : service.diagnostics(document, { repositoryMode: mode.repositoryMode, disabled });
  service.close(file.path);
  const { left, missing } = withoutAccepted(found, accepted);
  if (document.kind !== 'other') return [{ path, text: document.text, findings: findingsOf(path, document, left), gone: missing }];
  if (file.isNamed) await write(io.stderr, `note: ${path} is no rule, hunting query or parser, and was passed over\n`);
  return [];
}
