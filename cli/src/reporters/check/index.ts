import type { Finding } from '../../finding.ts';
import { githubReport } from './github.ts';
import { jsonReport } from './json.ts';
import { junitReport } from './junit.ts';
import { sarifReport } from './sarif.ts';
import { textReport } from './text.ts';

/** What a check of files found. */
export interface CheckReport {
  /** All files that were checked, findings or not. */
  readonly paths: readonly string[];
  readonly findings: readonly Finding[];
  /** The text of each file, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

export type CheckReporter = (report: CheckReport) => string;

/** By the value of `--format`. */
export const checkReporters: Readonly<Record<'text' | 'json' | 'sarif' | 'github' | 'junit', CheckReporter>> = {
  text: textReport,
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
  junit: junitReport,
};
