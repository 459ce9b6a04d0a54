/** Findings that are known and accepted: the output of an earlier `check --format json`. */
import { readFile } from 'node:fs/promises';
import { isMissing } from '@rulesmith/server/nodeSampleFiles';
import { CliError } from './cliError.ts';
import type { Finding } from './finding.ts';

/** A finding is the same when file, check and message are: lines move. As often as it is in the baseline, it is left out. */
export class Baseline {
  readonly #counts = new Map<string, number>();

  constructor(findings: Iterable<Pick<Finding, 'path' | 'check' | 'message'>>) {
    for (const finding of findings) this.#counts.set(key(finding), (this.#counts.get(key(finding)) ?? 0) + 1);
  }

  /** Whether `finding` is known; counts it as seen. */
  takes(finding: Finding): boolean {
    const left = this.#counts.get(key(finding)) ?? 0;
    if (left > 0) this.#counts.set(key(finding), left - 1);
    return left > 0;
  }
}

function key({ path, check, message }: Pick<Finding, 'path' | 'check' | 'message'>): string {
  return JSON.stringify([path, check, message]);
}

/** Reads a baseline file. */
export async function readBaseline(path: string, shown: string): Promise<Baseline> {
  const remedy = `Write it with \`rulesmith check --format json > ${shown}\``;
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new CliError(`the baseline ${shown} ${isMissing(error) ? 'does not exist' : 'cannot be read'}`, { remedy });
  }
  const findings = findingsIn(text);
  if (findings === undefined) throw new CliError(`the baseline ${shown} is not the JSON output of \`rulesmith check\``, { remedy });
  return new Baseline(findings);
}

function findingsIn(text: string): Pick<Finding, 'path' | 'check' | 'message'>[] | undefined {
  try {
    const parsed = JSON.parse(text.replace(/^\uFEFF/, '')) as { findings?: unknown };
    return Array.isArray(parsed.findings) && parsed.findings.every(isFinding) ? parsed.findings : undefined;
  } catch {
    return undefined;
  }
}

function isFinding(value: unknown): value is Pick<Finding, 'path' | 'check' | 'message'> {
  if (typeof value !== 'object' || value === null) return false;
  const { path, check, message } = value as Record<string, unknown>;
  return typeof path === 'string' && typeof check === 'string' && typeof message === 'string';
}
