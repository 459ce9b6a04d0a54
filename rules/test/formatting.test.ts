import { applyEdits, hasSameLexemes } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { parseRuleDocument } from '../src/ruleDocument.ts';
import { plainValue } from '../src/yaml/plainValue.ts';
import { corpusRuleFiles, readCorpusFile } from './corpus.ts';
import { ruleWith, testService } from './service.ts';

function format(text: string, selected?: string): string {
  const service = testService();
  const document = service.document('file:///test/format.yaml', Math.random(), text);
  const start = selected === undefined ? 0 : text.indexOf(selected);
  const range = selected === undefined ? undefined : { start, end: start + selected.length };
  return applyEdits(text, service.format(document, range));
}

describe('the query', () => {
  test.each<[string, string, string]>([
    [
      'space between tokens',
      ' |\n  W3CIISLog|where cIP=="a"  and  sIP in("b")|take 5',
      ' |\n  W3CIISLog | where cIP == "a" and sIP in ("b") | take 5',
    ],
    [
      'comments and empty lines',
      ' |\n  // why\n\n  let a=1; // one\n\n\n  print b=a',
      ' |\n  // why\n\n  let a = 1; // one\n\n\n  print b = a',
    ],
    [
      'line breaks of the author',
      ' |\n  W3CIISLog\n  | where cIP == "a"\n      and sIP == "b"',
      ' |\n  W3CIISLog\n  | where cIP == "a"\n      and sIP == "b"',
    ],
    [
      'parameters of operators',
      ' |\n  print a = 1\n  | join kind = inner (print a = 2) on a',
      ' |\n  print a = 1\n  | join kind=inner (print a = 2) on a',
    ],
    ['strings', ' |\n  print a="x  |  y",b=@\'\\  \'', ' |\n  print a = "x  |  y", b = @\'\\  \''],
  ])('%s', (_what, query, expected) => {
    expect(format(ruleWith({ query }))).toBe(ruleWith({ query: expected }));
  });

  test.each([
    ['stripped', ' |-\n  ', ''],
    ['kept with the empty lines behind it', ' |+\n  ', '\n\n'],
    ['with an indentation of its own', ' |4\n    ', ''],
    ['with both', ' |4-\n    ', ''],
    ['with both the other way', ' |+4\n    ', '\n'],
    ['with a comment', ' |- # the query\n  ', ''],
    ['with an anchor', ' &q |\n  ', ''],
    ['more than indented', ' |2\n    ', ''],
  ])('a block that is %s', (_style, head, behind) => {
    expect(format(ruleWith({ query: `${head}W3CIISLog|take  5${behind}` }))).toBe(
      ruleWith({ query: `${head}W3CIISLog | take 5${behind}` }),
    );
  });

  test.each([
    ['folded', ' >-\n  W3CIISLog|where cIP=="a"'],
    ['double-quoted', ' "W3CIISLog|where cIP==\\"a\\""'],
    ['single-quoted', " 'W3CIISLog|where cIP==''a'''"],
    ['plain', ' W3CIISLog|where cIP=="a"'],
    ['broken', ' |\n  W3CIISLog|where (cIP=='],
  ])('is left as it is: %s', (_style, query) => {
    expect(format(ruleWith({ query }))).toBe(ruleWith({ query }));
  });

  test('line endings of Windows stay', () => {
    const text = ruleWith({ query: ' |\n  W3CIISLog|where cIP=="a"|take 5' }).replaceAll('\n', '\r\n');
    expect(format(text)).toBe(ruleWith({ query: ' |\n  W3CIISLog | where cIP == "a" | take 5' }).replaceAll('\n', '\r\n'));
  });

  test('only what is selected', () => {
    const query = ' |\n  W3CIISLog\n  | where cIP=="a"\n  | where sIP=="b"';
    expect(format(ruleWith({ query }), '| where cIP=="a"')).toBe(ruleWith({ query: query.replace('cIP==', 'cIP == ') }));
  });
});

test('placeholders of hunting queries stay', () => {
  const hunt = (query: string) => `id: x\nname: a\ndescription: b\ntactics:\n  - Impact\nquery: |\n  ${query}\n`;
  expect(format(hunt('W3CIISLog|where cIP=="{{ip}}"|take 5'))).toBe(hunt('W3CIISLog | where cIP == "{{ip}}" | take 5'));
});

describe('the YAML', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    ['blanks behind a colon', { severity: '   Medium # loud' }, { severity: ' Medium # loud' }],
    [
      'blanks at the end of a line',
      { severity: ' Medium  ', tactics: '   \n  - CredentialAccess' },
      { severity: ' Medium', tactics: '\n  - CredentialAccess' },
    ],
    ['not in texts', { description: ' |\n  a   b  \n  c:  d' }, { description: ' |\n  a   b  \n  c:  d' }],
    ['not the indentation', { tactics: '\n- CredentialAccess' }, { tactics: '\n- CredentialAccess' }],
  ])('%s', (_what, written, expected) => {
    expect(format(ruleWith(written))).toBe(ruleWith(expected));
  });

  test.each([
    ['a file of others', 'services:   \n  a:   1\n'],
    ['a broken file', 'id:   x\nname: "a\nquery:   |\n  print   1\n'],
  ])('%s is left alone', (_what, text) => {
    expect(format(text)).toBe(text);
  });
});

describe('over real rules', () => {
  const files = corpusRuleFiles();
  // Formatting all of them takes a minute; every thirteenth is enough here.
  test.skipIf(files.length === 0)('formatting keeps what a file says, and formatting twice gives the same', { timeout: 120_000 }, () => {
    let changed = 0;
    for (const path of files.filter((_, index) => index % 13 === 0)) {
      const text = readCorpusFile(path);
      const formatted = format(text);
      if (formatted !== text) changed++;
      const [before, after] = [parseRuleDocument(path, text), parseRuleDocument(path, formatted)];
      expect(format(formatted), path).toBe(formatted);
      expect(hasSameLexemes(before.queries[0]?.kql ?? '', after.queries[0]?.kql ?? ''), path).toBe(true);
      expect(after.queries[0]?.style, path).toBe(before.queries[0]?.style);
      const key = before.queries[0]?.key;
      if (before.root !== undefined && after.root !== undefined)
        expect(plainValue(after.root, key), path).toEqual(plainValue(before.root, key));
      expect(formatted.includes('\r\n'), path).toBe(text.includes('\r\n'));
    }
    expect(changed).toBeGreaterThan(5);
  });
});
