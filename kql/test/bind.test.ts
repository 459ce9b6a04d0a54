/** What binding says of a query: the errors at their places, and none about sound ones. */
import { describe, expect, it } from 'vitest';
import { bindQuery, createCatalog } from '../src/index.ts';

const catalog = createCatalog(
  [
    { name: 'Event', columns: [{ name: 'Source', type: 'string' }] },
    {
      name: 'Logs',
      columns: [
        { name: 'TimeGenerated', type: 'datetime' },
        { name: 'User', type: 'string' },
        { name: 'Bytes', type: 'long' },
      ],
    },
    { name: 'Custom_CL', columns: [], open: true },
  ],
  [
    { name: 'Recent', parameters: [{ name: 'span', type: 'timespan', defaultText: '1h' }], body: 'Logs | where TimeGenerated > ago(span)' },
    {
      name: '_Im_Test',
      parameters: [{ name: 'pack', type: 'bool', defaultText: 'false' }],
      result: [{ name: 'SrcIpAddr', type: 'string' }],
    },
  ],
);

/** The findings on a query, each as `code: text it underlines`. */
function findings(kql: string): string[] {
  return bindQuery(kql, catalog).diagnostics.map((item) => `${item.code}: ${kql.slice(item.span.start, item.span.end)}`);
}

describe('sound queries have no findings', () => {
  for (const kql of [
    'Logs | summarize count(User) by bin(TimeGenerated, 1h)',
    'Logs | search not("x")',
    'Logs | search "a" or 42',
    'print make_timespan(1, 2, 3, 4.5)',
    'print array_length(dynamic({"a": 1}))',
    'Custom_CL | where Event == "started" and Level_d > 3',
    'Recent | count',
    'Recent(1d) | join kind=inner (_Im_Test | extend User = SrcIpAddr) on User',
    '_Im_Test(pack = true) | where SrcIpAddr has "10."',
  ]) {
    it(kql, () => expect(findings(kql)).toEqual([]));
  }
});

describe('errors lie on the text that is wrong', () => {
  for (const [kql, ...expected] of [
    ['Logs | where Usr == "x"', 'KS142: Usr'],
    ['Logs | where Bytes has_cs 5 | project Nope', 'KS106: has_cs', 'KS142: Nope'],
    ['Logg | count', 'KS204: Logg'],
    ['Logs | where (User == "x"', 'KS005: '],
  ]) {
    it(kql, () => expect(findings(kql)).toEqual(expected));
  }
});

describe('a bound query', () => {
  it('tells the columns it returns', () => {
    expect(bindQuery('Logs | summarize Total = sum(Bytes) by User', catalog).result).toEqual([
      { name: 'User', type: 'string' },
      { name: 'Total', type: 'long' },
    ]);
  });

  it('says when there may be more columns', () => {
    expect(bindQuery('Custom_CL | extend a = 1', catalog).resultIsOpen).toBe(true);
    expect(bindQuery('Logs', catalog).resultIsOpen).toBe(false);
  });

  it('names the tables it reads, through functions too, at the place that reads them', () => {
    const kql = 'Recent | union Custom_CL';
    expect(bindQuery(kql, catalog).tables.map(({ name, span }) => `${name}: ${kql.slice(span.start, span.end)}`)).toEqual([
      'Logs: Recent',
      'Custom_CL: Custom_CL',
    ]);
  });

  it('carries the body of a function with places in the query', () => {
    const kql = 'let f = (x:long) { x + 1 }; print f(2)';
    const statement = bindQuery(kql, catalog).syntax.statements[1];
    const printed =
      statement.kind === 'expression-statement' && statement.expression.kind === 'operator-source'
        ? statement.expression.operator
        : undefined;
    const call = printed?.kind === 'print' ? printed.columns[0] : undefined;
    const body = call?.kind === 'call' ? call.expansion?.body.statements[0] : undefined;
    expect(body && kql.slice(body.span.start, body.span.end)).toBe('x + 1');
  });

  it('says of a text that is nested beyond reason that it is, instead of exhausting the stack', () => {
    const query = bindQuery(`print x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}`, catalog);
    expect(query.diagnostics.map((item) => item.code)).toEqual(['KS245']);
  });

  it('has a tree for any text', () => {
    for (const kql of ['', '|', 'Logs |', 'Logs | where', 'let', '// only a comment', 'Logs | where ((((', '🙂']) {
      expect(bindQuery(kql, catalog).syntax.statements).toBeDefined();
    }
  });
});
