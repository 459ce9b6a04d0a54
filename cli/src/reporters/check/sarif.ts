/** Findings as SARIF 2.1.0, for code scanning. */
import { createHash } from 'node:crypto';
import type { Finding } from '../../finding.ts';
import type { CheckReport } from './index.ts';

const levels: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', info: 'note' };

export function sarifReport({ findings }: CheckReport): string {
  const checks = [...new Set(findings.map((finding) => finding.check))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rulesmith',
            informationUri: 'https://github.com/rulesmith/rulesmith',
            rules: checks.map((id) => ({
              id,
              helpUri: `https://github.com/rulesmith/rulesmith/tree/main/docs/checks#${id.toLowerCase()}`,
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: fingerprinted(findings).map(({ finding, fingerprint }) => result(finding, fingerprint, checks)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function result(finding: Finding, fingerprint: string, checks: readonly string[]): object {
  const { path, check, severity, message, fixes } = finding;
  return {
    ruleId: check,
    ruleIndex: checks.indexOf(check),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(path), uriBaseId: '%SRCROOT%' }, region: region(finding) } }],
    partialFingerprints: { 'rulesmith/v1': fingerprint },
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(path, fix)) }),
  };
}

function sarifFix(path: string, fix: Finding['fixes'][number]): object {
  return {
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: { uri: encodeURI(path), uriBaseId: '%SRCROOT%' },
        replacements: fix.edits.map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.newText } })),
      },
    ],
  };
}

function region({ line, column, endLine, endColumn }: Pick<Finding, 'line' | 'column' | 'endLine' | 'endColumn'>): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** A fingerprint does not change when lines move: it counts equal findings of a file instead. */
function fingerprinted(findings: readonly Finding[]): { finding: Finding; fingerprint: string }[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const key = JSON.stringify([finding.path, finding.check, finding.message]);
    const count = seen.get(key) ?? 0;
    seen.set(key, count + 1);
    return { finding, fingerprint: createHash('sha256').update(`${key}#${count}`).digest('hex').slice(0, 32) };
  });
}
