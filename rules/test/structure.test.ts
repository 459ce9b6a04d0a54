import type { Span } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { ruleWith, testService, withCursor } from './service.ts';

const open = (text: string) => withCursor(text).document;

describe('semantic tokens', () => {
  /** The tokens of a rule's query as `text kind`, with `*` where the name is made and `!` where it is of the language. */
  function tokens(query: string): string[] {
    const text = ruleWith({ query });
    return testService()
      .semanticTokens(open(text))
      .map(({ span, kind, declares, builtIn }) => `${text.slice(span.start, span.end)} ${kind}${declares ? '*' : ''}${builtIn ? '!' : ''}`);
  }

  test.each<[string, string[]]>([
    [
      ' |\n  let t = 5;\n  W3CIISLog\n  | where sPort !in (t, 80) and cIP has "x" // all',
      [
        'let keyword',
        't variable*',
        '5 number',
        'W3CIISLog table',
        'where keyword',
        'sPort column',
        '!in operator',
        't variable',
        '80 number',
        'and operator',
        'cIP column',
        'has operator',
        '"x" string',
      ],
    ],
    [' print x = strlen("a")', ['print keyword', 'x column*', 'strlen function!', '"a" string']],
    [
      ' AuditLogs | project x = tostring(InitiatedBy.user)',
      ['AuditLogs table', 'project keyword', 'x column*', 'tostring function!', 'InitiatedBy column', 'user column'],
    ],
    [' "print \\"a\\\\\\"b\\""', ['print keyword', '\\"a\\\\\\"b\\" string']],
    [
      " 'let f = (n: int) { n }; print f(1)'",
      ['let keyword', 'f function*', 'n parameter*', 'int type', 'n parameter', 'print keyword', 'f function', '1 number'],
    ],
  ])('%j', (query, expected) => {
    expect(tokens(query)).toEqual(expected);
  });

  test('a string over several lines is a token a line', () => {
    expect(tokens(' |\n  print ```one\n    two\n\n  three```')).toEqual([
      'print keyword',
      '```one string',
      'two string',
      'three``` string',
    ]);
  });

  test('a range gets what touches it', () => {
    const text = ruleWith({ query: ' |\n  print x = 1' });
    const start = text.indexOf('x = 1');
    const found = testService().semanticTokens(open(text), { start, end: start + 1 });
    expect(found.map(({ kind }) => kind)).toEqual(['column']);
  });
});

test('entries, items, stages and brackets fold', () => {
  const text = ruleWith({
    query: ' |\n  let t = 1;\n  W3CIISLog\n  | where cIP in (\n    "a"\n  )\n  | summarize\n    count()\n    by cIP',
  });
  const heads = testService()
    .foldingRanges(open(text))
    .map(({ start, end }) => `${text.slice(start, end).split('\n')[0]} … ${text.slice(start, end).split('\n').at(-1)?.trim()}`);
  expect(heads).toEqual([
    'requiredDataConnectors: … - W3CIISLog',
    'connectorId: AzureMonitor(IIS) … - W3CIISLog',
    'dataTypes: … - W3CIISLog',
    'tactics: … - CredentialAccess',
    'relevantTechniques: … - T1110',
    'query: | … by cIP',
    'W3CIISLog … by cIP',
    'where cIP in ( … )',
    '( … )',
    'summarize … by cIP',
    'entityMappings: … columnName: cIP',
    'entityType: IP … columnName: cIP',
    'fieldMappings: … columnName: cIP',
    'identifier: Address … columnName: cIP',
  ]);
});

describe('a selection grows', () => {
  const grown = (marked: string): string[] => {
    const { document, text, offset } = withCursor(marked);
    return testService()
      .selectionRanges(document, offset)
      .map(({ start, end }) => text.slice(start, end));
  };

  test('from a token over expression and stage to the query, its entry and the file', () => {
    const query = 'W3CIISLog | where tolower(cIP) == "a" | take 1';
    const text = ruleWith({ query: ` |\n  ${query}` });
    expect(grown(text.replace('(cIP', '(c$0IP'))).toEqual([
      'cIP',
      '(cIP)',
      'tolower(cIP)',
      'tolower(cIP) == "a"',
      'where tolower(cIP) == "a"',
      'W3CIISLog | where tolower(cIP) == "a"',
      query,
      `|\n  ${query}`,
      `query: |\n  ${query}`,
      text.trimEnd(),
      text,
    ]);
  });

  test('in the YAML', () => {
    expect(grown(ruleWith().replace('columnName: cIP', 'columnName: c$0IP')).slice(0, 3)).toEqual([
      'cIP',
      'columnName: cIP',
      'identifier: Address\n        columnName: cIP',
    ]);
  });
});

test('addresses in descriptions and techniques are links', () => {
  const text = ruleWith({
    description:
      ' |\n  See https://example.com/a?b=1, (http://x.org/y) and <https://z.net>.\n  Not javascript:alert(1), not https:// alone.',
    relevantTechniques: '\n  - T1110\n  - T9999\n  - T1110.003',
    query: ' print "https://in.query"',
  });
  const links = testService().links(open(text));
  expect(links.map(({ span, url }) => [text.slice(span.start, span.end), url])).toEqual([
    ['https://example.com/a?b=1', 'https://example.com/a?b=1'],
    ['http://x.org/y', 'http://x.org/y'],
    ['https://z.net', 'https://z.net'],
    ['T1110', 'https://attack.mitre.org/techniques/T1110/'],
    ['T1110.003', 'https://attack.mitre.org/techniques/T1110/003/'],
  ]);
});

test('hints show the columns behind the stages that change them', () => {
  const text = ruleWith({
    query: ' |\n  W3CIISLog\n  | where sPort > 1\n  | summarize Hits = count() by cIP\n  | where Hits > 2\n  | project cIP',
  });
  const hints = testService().inlayHints(open(text), { start: 0, end: text.length });
  expect(hints.map(({ offset, label }) => [text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim(), label])).toEqual([
    ['| summarize Hits = count() by cIP', '→ cIP: string, Hits: long'],
    ['| project cIP', '→ cIP: string'],
  ]);
  expect(testService().inlayHints(open(text), { start: 0, end: 10 })).toEqual([]);
});

test('every prefix of a rule is answered, and all places lie in it', async () => {
  const rule = ruleWith({
    description: ' See https://example.com/a',
    query:
      ' |\n  let f = (T: (x: int)) { T | extend y = x };\n  f(datatable(x: int)[1])\n  | summarize count(), Y = max(y) by x\n  | where count_ > 1',
    entityMappings: '\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: Y',
    alertDetailsOverride: '\n  alertDisplayNameFormat: "{{count_}} of {{x}}"',
  });
  const service = testService();
  for (let end = 0; end <= rule.length; end += 3) {
    const text = rule.slice(0, end);
    const document = service.document('file:///prefix.yaml', end + 1, text);
    const spans: Span[] = [];
    for (const offset of [end, Math.max(0, end - 2), Math.floor(end / 2)]) {
      spans.push(...service.references(document, offset, true), ...service.highlights(document, offset).map(({ span }) => span));
      spans.push(...service.selectionRanges(document, offset));
      const renamed = service.rename(document, offset, 'other');
      if (renamed?.kind === 'edits') spans.push(...renamed.edits.map(({ span }) => span));
      service.renameTarget(document, offset);
      await service.definitions(document, offset);
    }
    spans.push(...service.semanticTokens(document).map(({ span }) => span), ...service.foldingRanges(document));
    spans.push(...service.links(document).map(({ span }) => span));
    service.inlayHints(document, { start: 0, end });
    for (const span of spans) {
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeGreaterThanOrEqual(span.start);
      expect(span.end).toBeLessThanOrEqual(end);
    }
  }
}, 60_000);
