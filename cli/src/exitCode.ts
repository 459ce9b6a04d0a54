/** What the process returns. Other tools rely on it. */
export const exitCodes = {
  /** No findings; or the query ran, whether the rule fired or not. */
  ok: 0,
  /** Findings, or a query that could not run. */
  findings: 1,
  /** Unknown options, missing arguments, files that do not exist. */
  usage: 2,
  /** A bug of ours. */
  internal: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
