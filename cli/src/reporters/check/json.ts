/** Findings as one JSON object. */
import type { CheckReport } from './index.ts';
import { summaryOf } from './summary.ts';

export function jsonReport(report: CheckReport): string {
  const findings = report.findings.map(({ path, line, column, endLine, endColumn, severity, check, message, fixes }) => ({
    path,
    line,
    column,
    endLine,
    endColumn,
    severity,
    check,
    message,
    fixes,
  }));
  return `${JSON.stringify({ findings, summary: summaryOf(report) }, undefined, 2)}\n`;
}
