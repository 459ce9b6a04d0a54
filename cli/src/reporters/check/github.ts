/** Findings as annotations of a GitHub workflow. */
import type { Finding } from '../../finding.ts';
import type { CheckReport } from './index.ts';

const commands: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', info: 'notice' };

export function githubReport({ findings }: CheckReport): string {
  return findings.map(annotation).join('');
}

function annotation({ path, line, column, endLine, endColumn, severity, check, message }: Finding): string {
  // GitHub ignores the columns of an annotation over several lines.
  const columns = line === endLine ? `,col=${column},endColumn=${endColumn}` : '';
  return `::${commands[severity]} file=${property(path)},line=${line},endLine=${endLine}${columns},title=${property(check)}::${data(message)}\n`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
