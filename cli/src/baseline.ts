/** Findings that are known and accepted: the output of an earlier `check --format json`. */
import { readFile } from 'node:fs/promises';
import { type AcceptedFinding, readBaseline } from '@rulesmith/rules';
import { isMissing } from '@rulesmith/server/nodeSampleFiles';
import { CliError } from './cliError.ts';

/** Reads a baseline file; `shown` is its path as the user gave it. */
export async function baselineFile(path: string, shown: string): Promise<readonly AcceptedFinding[]> {
  const remedy = `Write it with \`rulesmith check --format json > ${shown}\``;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new CliError(`the baseline ${shown} ${isMissing(error) ? 'does not exist' : 'cannot be read'}`, { remedy });
  }
  const findings = readBaseline(text);
  if (findings === undefined) throw new CliError(`the baseline ${shown} is not the JSON output of \`rulesmith check\``, { remedy });
  return findings;
}
