/** Findings as SARIF 2.1.0, for code scanning. */
import { createHash } from 'node:crypto';
import { checks } from '@rulesmith/rules';
import manifest from '../../../package.json' with { type: 'json' };
import type { Finding } from '../../finding.ts';
import type { CheckReport } from './index.ts';

const repository = 'https://github.com/rulesmith/rulesmith';

const levels: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', info: 'note' };

export function sarifReport({ findings }: CheckReport): string {
  const codes = [...new Set(findings.map((finding) => finding.check))].sort();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'rulesmith',
            semanticVersion: manifest.version,
            informationUri: repository,
            rules: codes.map(ruleOf),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: fingerprinted(findings).map(({ finding, fingerprint }) => result(finding, fingerprint, codes)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** What code scanning shows of a check beside its findings. */
function ruleOf(code: string): object {
  const check = checks.find((each) => each.code === code);
  if (check === undefined) return { id: code };
  const words = check.name.replaceAll('-', ' ');
  return {
    id: code,
    name: words.replace(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: words.replace(/^\w/, (letter) => letter.toUpperCase()) },
    helpUri: `${repository}/blob/main/docs/checks/${code.toLowerCase()}-${check.name}.md`,
    defaultConfiguration: { level: levels[check.severity] },
  };
}

function result(finding: Finding, fingerprint: string, codes: readonly string[]): object {
  const { path, check, severity, message, fixes } = finding;
  return {
    ruleId: check,
    ruleIndex: codes.indexOf(check),
    level: levels[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' }, region: region(finding) } }],
    partialFingerprints: { 'rulesmith/v1': fingerprint },
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(path, fix)) }),
  };
}

function sarifFix(path: string, fix: Finding['fixes'][number]): object {
  return {
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(path), uriBaseId: '%SRCROOT%' },
        replacements: fix.edits.map((edit) => ({ deletedRegion: region(edit), insertedContent: { text: edit.newText } })),
      },
    ],
  };
}

function uriOf(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
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
