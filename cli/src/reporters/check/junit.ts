/** Findings as JUnit XML: a suite a file, a test case a finding; a file without findings is a passed test. */
import type { Finding } from '../../finding.ts';
import type { CheckReport } from './index.ts';

export function junitReport({ paths, findings }: CheckReport): string {
  const suites = paths.map((path) =>
    suite(
      path,
      findings.filter((finding) => finding.path === path),
    ),
  );
  const tests = paths.reduce((sum, path) => sum + Math.max(1, findings.filter((finding) => finding.path === path).length), 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rulesmith check" tests="${tests}" failures="${findings.length}">\n${suites.join('')}</testsuites>\n`;
}

function suite(path: string, findings: readonly Finding[]): string {
  const cases =
    findings.length === 0 ? `    <testcase name="no findings" classname="${escaped(path)}"/>\n` : findings.map(failure).join('');
  const tests = Math.max(1, findings.length);
  return `  <testsuite name="${escaped(path)}" tests="${tests}" failures="${findings.length}">\n${cases}  </testsuite>\n`;
}

function failure({ path, line, column, check, severity, message }: Finding): string {
  const text = escaped(message);
  return (
    `    <testcase name="${escaped(`${check} at ${line}:${column}`)}" classname="${escaped(path)}" file="${escaped(path)}" line="${line}">\n` +
    `      <failure type="${severity}" message="${text}">${escaped(path)}:${line}:${column}: ${text}</failure>\n    </testcase>\n`
  );
}

/** XML has no way to write most control characters. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
