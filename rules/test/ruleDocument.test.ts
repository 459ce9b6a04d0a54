import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseRuleDocument } from '../src/ruleDocument.ts';
import { ruleWith, testService } from './service.ts';

const parse = (text: string) => parseRuleDocument('file:///x.yaml', text);

describe('a file is recognised by its content', () => {
  test.each([
    ['rule', ruleWith()],
    ['rule', 'kind: NRT\nname: x\nquery: T'],
    ['rule', 'kind: Scheduled\nqueryPeriod: 1h\nque'],
    ['hunt', 'name: x\nquery: T\ntactics:\n  - Execution\n'],
    ['parser', 'FunctionName: F\nFunctionQuery: T | take 1\n'],
    ['parser', 'Parser:\n  Title: x\nParserName: vimDns\nParserQuery: T\n'],
    ['other', ''],
    ['other', '- a\n- b\n'],
    ['other', 'name: CI\non: push\njobs: {}\n'],
    ['other', 'kind: Deployment\napiVersion: apps/v1\nmetadata:\n  name: x\n'],
    ['other', 'query: SELECT 1\nname: report\n'],
    ['other', 'query: up == 0\nseverity: High\n'],
    ['other', 'title: x\ntactics: [a]\nquery: x\ndetection: {}\nlogsource: {}\n'],
  ])('%s: %j', (kind, text) => {
    expect(parse(text).kind).toBe(kind);
  });
});

describe('while the YAML is half typed the rest is still known', () => {
  test.each([
    ['a quote is not closed', (text: string) => text.replace('Failed logons', '"Failed logons')],
    ['a bracket is not closed', (text: string) => text.replace('name: Failed logons', 'name: [a')],
    ['a key has no colon', (text: string) => text.replace('severity: Medium', 'sev')],
    ['a key has no value', (text: string) => text.replace('severity: Medium', 'severity:')],
    ['an item is begun', (text: string) => text.replace('- T1110', '- T1110\n  -')],
    ['a nested key is begun', (text: string) => text.replace('columnName: cIP', 'col')],
    ['a line of a list is not indented enough', (text: string) => text.replace('        columnName', '   columnName')],
    ['a tab indents', (text: string) => text.replace('  - T1110', '\t- T1110')],
  ])('%s', (_name, breakIt) => {
    const document = parse(breakIt(ruleWith()));
    expect(document.kind).toBe('rule');
    expect(document.queries[0]?.text).toContain('summarize Failures');
    expect(document.rule.queryPeriod?.value.text).toBe('1h');
  });

  test('the places of the query stay right', () => {
    const text = ruleWith({ description: ' "not closed', query: ' |\n  W3CIISLog\n  | where nope == 1' });
    const service = testService();
    const found = service.diagnostics(service.document('file:///y.yaml', 1, text)).find(({ code }) => code === 'KQL004');
    expect(found && text.slice(found.span.start, found.span.end)).toBe('nope');
  });
});

test('any text gives a document, and its findings lie in it', () => {
  const service = testService();
  const rule = ruleWith({ alertDetailsOverride: '\n  alertDisplayNameFormat: "{{cIP}} x"', customDetails: '\n  A: cIP' });
  const piece = fc.constantFrom(
    '',
    '\n',
    ':',
    ' ',
    '- ',
    '"',
    "'",
    '{{',
    '}',
    '|',
    '\t',
    '&a ',
    '*a',
    '#',
    '[',
    'x',
    '\r\n',
    '---\n',
    '%%A:1%%',
    '!!int ',
  );
  const edit = fc.tuple(fc.nat(rule.length), fc.nat(12), piece);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce((current, [at, length, inserted]) => current.slice(0, at) + inserted + current.slice(at + length), rule);
      const document = service.document('file:///fuzz.yaml', Math.random(), text);
      for (const { span } of service.diagnostics(document)) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
      const offset = Math.min(text.length, edits[0]?.[0] ?? 0);
      service.completions(document, offset);
      service.hover(document, offset);
      service.symbols(document);
    }),
    { numRuns: 150, seed: 3 },
  );
}, 60_000);

test('the query is bound again only when it or the catalog changes', () => {
  const service = testService();
  const bound = (text: string, version: number) => service.query(service.document('file:///cache.yaml', version, text))?.bound;
  const first = bound(ruleWith(), 1);
  expect(bound(ruleWith({ severity: ' High' }), 2)).toBe(first);
  expect(bound(ruleWith({ query: ' W3CIISLog' }), 3)).not.toBe(first);
});

test('an anchored query is read through its alias, and mapped to the anchor', () => {
  const text = ruleWith({ description: ' &q |\n  W3CIISLog | where nope == 1', query: ' *q' });
  const service = testService();
  const found = service.diagnostics(service.document('file:///alias.yaml', 1, text)).find(({ code }) => code === 'KQL004');
  expect(found && text.slice(found.span.start, found.span.end)).toBe('nope');
});
