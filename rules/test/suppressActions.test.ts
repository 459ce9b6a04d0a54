import { applyEdits, orderEdits } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { ruleWith, testService } from './service.ts';

const found = (text: string) =>
  testService()
    .diagnostics(testService().document('file:///test/rule.yaml', Math.random(), text))
    .map(({ code, span }) => ({ code, at: text.slice(span.start, span.end) }));

/** The file after the action at the first finding of `code`; undefined where none is on offer. */
function suppressed(text: string, code: string, where: 'line' | 'file'): string | undefined {
  const document = testService().document('file:///test/rule.yaml', Math.random(), text);
  const finding = testService()
    .diagnostics(document)
    .find((each) => each.code === code);
  if (finding === undefined) throw new Error(`nothing finds ${code}`);
  const actions = testService().codeActions(document, finding.span);
  const action = actions.find(({ title }) => title === `Suppress ${code} in this ${where}`);
  return action === undefined ? undefined : applyEdits(text, orderEdits(action.edits));
}

const cases: readonly [name: string, text: string, code: string][] = [
  ['a field', ruleWith({ severity: ' Meduim' }), 'SEV002'],
  ['a nested field', ruleWith({ tactics: '\n  - Credential Access' }), 'MITRE001'],
  ['a field under a comment', ruleWith({ name: ' x # a comment', severity: ' Meduim' }), 'SEV002'],
  ['the query', ruleWith({ query: ' |\n  W3CIISLog\n  | where Nothing == 1\n  | project cIP' }), 'KQL004'],
  ['the first line of the query', ruleWith({ query: ' |\n  W3CIISLo\n  | project cIP' }), 'KQL004'],
  ['a plain query', ruleWith({ query: ' W3CIISLog | where Nothing == 1 | project cIP' }), 'KQL004'],
  ['lines that end in CR LF', ruleWith({ severity: ' Meduim' }).replaceAll('\n', '\r\n'), 'SEV002'],
  [
    'a line that has one already',
    ruleWith({ severity: ' Meduim' }).replace('severity:', '# rulesmith-disable-next-line SEV009\nseverity:'),
    'SEV002',
  ],
];

describe.each(cases)('suppressing a finding in %s', (_name, text, code) => {
  test('in its line takes away that and nothing else', () => {
    const after = suppressed(text, code, 'line');
    const [first] = found(text).filter((each) => each.code === code);
    const rest = found(text).filter((each) => each !== first && !(each.code === code && each.at === first?.at));
    expect(found(after ?? text).filter((each) => !rest.some(({ code: left, at }) => left === each.code && at === each.at))).toEqual([]);
    expect(after).not.toBe(text);
    expect(/\r\n/.test(after ?? '')).toBe(/\r\n/.test(text));
  });

  test('in the file takes away all of its check', () => {
    const after = suppressed(text, code, 'file');
    expect(found(after ?? text)).toEqual(found(text).filter((each) => each.code !== code));
  });
});

test('a comment is not offered where it would be text, or swallow the query', () => {
  const folded = ruleWith({ query: ' >-\n  W3CIISLog\n  | where Nothing == 1\n  | project cIP' });
  expect(suppressed(folded, 'KQL004', 'line')).toBeUndefined();
  expect(suppressed(folded, 'KQL004', 'file')).toMatch(/^# rulesmith-disable KQL004\n/);
});
