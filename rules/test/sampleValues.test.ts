import { columnOf, Table } from '@rulesmith/engine';
import { describe, expect, test } from 'vitest';
import { frequentValues } from '../src/samples/sampleValues.ts';
import { ruleWith, testService, withCursor } from './service.ts';

const values = {
  of: (table: string, column: string) =>
    table !== 'W3CIISLog'
      ? undefined
      : {
          scStatus: [
            { value: '401', count: 5 },
            { value: 'a"\\b', count: 1 },
          ],
          sPort: [{ value: 443, count: 2 }],
        }[column],
};

/** The query with the first value put in where the cursor is; undefined where no value is on offer. */
function completed(query: string): string | undefined {
  const { document, text, offset } = withCursor(ruleWith({ query }));
  const { replace, items } = testService().completions(document, offset, values);
  const item = items.find(({ kind }) => kind === 'value');
  if (item === undefined) return undefined;
  const after = text.slice(0, replace.start) + item.insertText + text.slice(replace.end);
  return /query:(.*?)\nentityMappings/s.exec(after)?.[1];
}

describe('values of the samples', () => {
  test.each([
    [' |\n  W3CIISLog | where scStatus == $0', ' |\n  W3CIISLog | where scStatus == "401"'],
    [' |\n  W3CIISLog | where scStatus ==$0', ' |\n  W3CIISLog | where scStatus =="401"'],
    [' |\n  W3CIISLog | where scStatus != "$0', ' |\n  W3CIISLog | where scStatus != "401"'],
    [' |\n  W3CIISLog | where scStatus =~ "4$0"', ' |\n  W3CIISLog | where scStatus =~ "401"'],
    [' |\n  W3CIISLog | where scStatus has "$0" and true', ' |\n  W3CIISLog | where scStatus has "401" and true'],
    [' |\n  W3CIISLog | where scStatus has $0', ' |\n  W3CIISLog | where scStatus has "401"'],
    [' |\n  W3CIISLog | where scStatus in ($0)', ' |\n  W3CIISLog | where scStatus in ("401")'],
    [' |\n  W3CIISLog | where scStatus !in~ ("200", $0)', ' |\n  W3CIISLog | where scStatus !in~ ("200", "401")'],
    [' |\n  W3CIISLog | where sPort == 4$0', ' |\n  W3CIISLog | where sPort == 443'],
    [' "W3CIISLog | where scStatus == $0"', ' "W3CIISLog | where scStatus == \\"401\\""'],
    [" 'W3CIISLog | where scStatus == $0'", ' \'W3CIISLog | where scStatus == "401"\''],
    [' W3CIISLog | where scStatus ==$0', ' W3CIISLog | where scStatus =="401"'],
  ])('%j becomes %j', (query, expected) => {
    expect(completed(query)).toBe(expected);
  });

  test.each([
    ' |\n  W3CIISLog | where scStatus $0',
    ' |\n  W3CIISLog | where scStatus has$0',
    ' |\n  W3CIISLog | where scStatus in $0',
    ' |\n  W3CIISLog | where scStatus in ("200" $0)',
    ' |\n  W3CIISLog | where csMethod == $0',
    ' |\n  W3CIISLog | extend scStatus = $0',
    ' |\n  SigninLogs | where scStatus == $0',
  ])('none at %j', (query) => {
    expect(completed(query)).toBeUndefined();
  });

  test('come first, and alone in a literal', () => {
    const items = (query: string) => {
      const { document, offset } = withCursor(ruleWith({ query: ` |\n  ${query}` }));
      return testService().completions(document, offset, values).items;
    };
    const open = [...items('W3CIISLog | where scStatus == $0')].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
    expect(open.slice(0, 2).map(({ insertText, detail }) => [insertText, detail])).toEqual([
      ['"401"', '5 rows of the sample of W3CIISLog'],
      ['"a\\"\\\\b"', '1 row of the sample of W3CIISLog'],
    ]);
    expect(open.length).toBeGreaterThan(2);
    expect(items('W3CIISLog | where scStatus == "$0"').map(({ label }) => label)).toEqual(['401', 'a"\\b']);
  });
});

describe('the frequent values of a column', () => {
  const table = (type: 'string' | 'long' | 'dynamic', cells: readonly (string | number | null)[]) =>
    new Table([{ name: 'a', type }], [columnOf(type, cells)], cells.length);

  test.each<[string, Table, unknown[]]>([
    ['the most frequent first', table('string', ['b', 'a', 'c', 'c']), ['c', 'a', 'b']],
    ['numbers', table('long', [2, 1, 2, null]), [2, 1]],
    ['not empty ones, long ones, or what does not show', table('string', ['', 'x'.repeat(101), 'a\nb', 'a\u202eb', 'ok']), ['ok']],
    [
      'at most thirty',
      table(
        'string',
        Array.from({ length: 50 }, (_, i) => String(100 + i)),
      ),
      Array.from({ length: 30 }, (_, i) => String(100 + i)),
    ],
    ['none of other types', table('dynamic', [1]), []],
  ])('%s', (_what, sample, expected) => {
    expect(frequentValues(sample, 'a').map(({ value }) => value)).toEqual(expected);
  });

  test('none of a column that is not there', () => {
    expect(frequentValues(table('string', ['a']), 'b')).toEqual([]);
  });
});
