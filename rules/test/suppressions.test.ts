import { describe, expect, test } from 'vitest';
import { ruleWith, testService } from './service.ts';

/** The findings of a rule as `CODE text`, where the text is what is underlined. */
function findings(text: string, disabled: readonly string[] = []): string[] {
  const service = testService();
  const document = service.document('file:///suppressed.yaml', Math.random(), text);
  return service
    .diagnostics(document, { disabled: new Set(disabled) })
    .map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
}

const unusedLet = (before: string, behind = '') =>
  ruleWith({ query: ` |\n${before}  let threshold = 10;${behind}\n  W3CIISLog | where scStatus == "401"` });

describe('comments of YAML', () => {
  test('count for their line', () => {
    expect(findings(ruleWith({ severity: ' medium' }))).toEqual(['SEV003 medium']);
    expect(findings(ruleWith({ severity: ' medium # rulesmith-disable SEV003' }))).toEqual([]);
  });

  test('count for the next line, whatever the letter case and with a reason', () => {
    const text = ruleWith({ severity: ' medium' }).replace(
      'severity:',
      '# rulesmith-disable-next-line sev003 -- as all of ours\nseverity:',
    );
    expect(findings(text)).toEqual([]);
    expect(findings(text.replaceAll('\n', '\r\n'))).toEqual([]);
  });

  test('count for the file at its top, for several codes', () => {
    const changes = { severity: ' medium', status: ' Avaliable' };
    expect(findings(`# Copyright\n\n# rulesmith-disable SEV003, STAT001\n${ruleWith(changes)}`)).toEqual([]);
    expect(findings(`# rulesmith-disable SEV003\n${ruleWith(changes)}`)).toEqual(['STAT001 Avaliable']);
  });

  test('are no comments inside of a text', () => {
    const text = ruleWith({ description: ' |\n  Finds\n  # rulesmith-disable SEV003', severity: ' medium' });
    expect(findings(text)).toEqual(['SEV003 medium']);
    expect(findings(ruleWith({ name: ' "Logons # rulesmith-disable SEV003"', severity: ' medium' }))).toEqual(['SEV003 medium']);
  });
});

describe('comments of KQL', () => {
  test('count for their line and the next', () => {
    expect(findings(unusedLet(''))).toEqual(['KQL023 threshold']);
    expect(findings(unusedLet('', ' // rulesmith-disable KQL023'))).toEqual([]);
    expect(findings(unusedLet('  // rulesmith-disable-next-line KQL023\n'))).toEqual([]);
  });

  test('count for the query at its top, not for the rest of the file', () => {
    expect(findings(unusedLet('  // About the query.\n  // rulesmith-disable KQL023\n'))).toEqual([]);
    const text = unusedLet('  // rulesmith-disable SEV003\n').replace('severity: Medium', 'severity: medium');
    expect(findings(text)).toEqual(['SEV003 medium', 'DIS001 SEV003', 'KQL023 threshold']);
  });

  test('count line by line of the query in a quoted text too', () => {
    const query = (first: string) => ` "let a = 1; ${first}\\nlet b = 2;\\nW3CIISLog"`;
    expect(findings(ruleWith({ query: query('') }))).toEqual(['KQL023 a', 'KQL023 b']);
    expect(findings(ruleWith({ query: query('// rulesmith-disable KQL023') }))).toEqual(['KQL023 b']);
  });

  test('are no comments inside of a string', () => {
    const text = ruleWith({ query: ' |\n  let a = 1; W3CIISLog | where csUriStem != "// rulesmith-disable KQL023"' });
    expect(findings(text)).toEqual(['KQL023 a']);
  });
});

describe('a suppression without effect is reported', () => {
  test('where the check finds nothing', () => {
    expect(findings(ruleWith({ severity: ' Medium # rulesmith-disable SEV003' }))).toEqual(['DIS001 SEV003']);
  });

  test('where it stands alone amid the file, with a fix', () => {
    const text = ruleWith({ severity: ' medium' }).replace('severity:', '# rulesmith-disable SEV003\nseverity:');
    expect(findings(text)).toEqual(['DIS001 SEV003', 'SEV003 medium']);
    const [first] = testService().diagnostics(testService().document('file:///alone.yaml', 1, text));
    expect(first?.fixes[0]?.edits[0]?.newText).toBe('rulesmith-disable-next-line');
  });

  test('unless the check did not run', () => {
    const text = ruleWith({ severity: ' Medium # rulesmith-disable SEV003' });
    expect(findings(text, ['SEV003'])).toEqual([]);
    expect(findings(text, ['DIS001'])).toEqual([]);
  });

  test('and one that names no check', () => {
    expect(findings(ruleWith({ severity: ' medium # rulesmith-disable' }))).toEqual(['SEV003 medium', 'DIS002 rulesmith-disable']);
    expect(findings(ruleWith({ severity: ' medium # rulesmith-disable SEV03' }))).toEqual(['SEV003 medium', 'DIS002 SEV03']);
  });
});

test('a fix keeps the quotes of what it replaces', () => {
  const service = testService();
  const text = ruleWith({ severity: " 'medium'", queryFrequency: ' "PT1H"' });
  const edits = service.diagnostics(service.document('file:///quotes.yaml', 1, text)).map(({ fixes }) => fixes[0]?.edits[0]?.newText);
  expect(edits).toEqual(["'Medium'", '"1h"']);
});
