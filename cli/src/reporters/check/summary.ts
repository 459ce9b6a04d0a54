import type { CheckReport } from './index.ts';

/** Counts over all findings; the names are those of the JSON output. */
export interface CheckSummary {
  readonly files: number;
  readonly findings: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
}

export function summaryOf({ paths, findings }: CheckReport): CheckSummary {
  const count = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  return { files: paths.length, findings: findings.length, errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** `1 error`, `2 errors`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
