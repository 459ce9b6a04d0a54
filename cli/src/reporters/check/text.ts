/** Findings for a person: one line each, and the line of the file with carets. */
import { codeFrame } from '../../codeFrame.ts';
import type { Finding } from '../../finding.ts';
import { plainText } from '../../plainText.ts';
import type { CheckReport } from './index.ts';
import { counted, summaryOf } from './summary.ts';

export function textReport(report: CheckReport): string {
  const lines = report.findings.map((finding) => findingText(finding, report.texts.get(finding.path) ?? ''));
  const { files, findings, errors, warnings, infos } = summaryOf(report);
  const parts = [counted(errors, 'error'), counted(warnings, 'warning'), ...(infos > 0 ? [`${infos} info`] : [])];
  const total = findings === 0 ? `${counted(files, 'file')} checked, no findings` : `${parts.join(', ')} in ${counted(files, 'file')}`;
  return `${lines.join('')}${total}\n`;
}

function findingText(finding: Finding, text: string): string {
  const { path, line, column, severity, check, message } = finding;
  const fix = finding.fixes[0];
  const frame = codeFrame(text, spanOf(finding, text));
  return `${path}:${line}:${column}: ${severity} ${check}: ${plainText(message)}\n${frame}${fix === undefined ? '' : `      = fix: ${plainText(fix.title)}\n`}\n`;
}

function spanOf({ line, column, endLine, endColumn }: Finding, text: string): { start: number; end: number } {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
  return { start: (starts[line - 1] ?? 0) + column - 1, end: (starts[endLine - 1] ?? 0) + endColumn - 1 };
}
