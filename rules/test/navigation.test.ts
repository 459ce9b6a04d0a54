import type { Span } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { createRuleService } from '../src/ruleService.ts';
import { ruleWith, testService, withCursor } from './service.ts';

/** The text with each span in `[…]`. */
function mark(text: string, spans: readonly Span[]): string {
  return [...spans]
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end }) => `${result.slice(0, start)}[${result.slice(start, end)}]${result.slice(end)}`, text);
}

const mapping = (column: string) => `\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: ${column}`;

/** What the places of the name at `$0` make of a rule with `changes`. */
function highlighted(changes: Record<string, string>): string {
  const { document, text, offset } = withCursor(ruleWith(changes));
  return mark(
    text,
    testService()
      .highlights(document, offset)
      .map(({ span }) => span),
  );
}

describe('highlights lie on the query and on the YAML that names its columns', () => {
  test.each<[string, Record<string, string>, Record<string, string>]>([
    [
      'a column of the query, from the query',
      { query: ' |\n  W3CIISLog\n  | extend i$0p = cIP\n  | project ip', entityMappings: mapping('ip') },
      { query: ' |\n  W3CIISLog\n  | extend [ip] = cIP\n  | project [ip]', entityMappings: mapping('[ip]') },
    ],
    [
      'the same from columnName',
      { query: ' |\n  W3CIISLog\n  | extend ip = cIP\n  | project ip', entityMappings: mapping('"i$0p"') },
      { query: ' |\n  W3CIISLog\n  | extend [ip] = cIP\n  | project [ip]', entityMappings: mapping('"[ip]"') },
    ],
    [
      'custom details and formats',
      {
        query: ' |\n  W3CIISLog | summarize Hits = count() by cIP',
        customDetails: '\n  Hits: Hits',
        alertDetailsOverride:
          '\n  alertDisplayNameFormat: "{{Hi$0ts}} hits of {{cIP}}"\n  alertDynamicProperties:\n    - alertProperty: AlertLink\n      value: Hits',
      },
      {
        query: ' |\n  W3CIISLog | summarize [Hits] = count() by cIP',
        customDetails: '\n  Hits: [Hits]',
        alertDetailsOverride:
          '\n  alertDisplayNameFormat: "{{[Hits]}} hits of {{cIP}}"\n  alertDynamicProperties:\n    - alertProperty: AlertLink\n      value: [Hits]',
      },
    ],
    [
      'a column that is no longer that of the result',
      { query: ' |\n  W3CIISLog | where cI$0P == "" | project cIP = 1', entityMappings: mapping('cIP') },
      { query: ' |\n  W3CIISLog | where [cIP] == "" | project cIP = 1', entityMappings: mapping('cIP') },
    ],
    [
      'escapes and quotes of YAML',
      { query: ' "let a = 1;\\nprint \\"a\\", a$0"', entityMappings: mapping('x') },
      { query: ' "let [a] = 1;\\nprint \\"a\\", [a]"', entityMappings: mapping('x') },
    ],
    [
      'folded lines',
      { query: " >-\n  let a = 1;\n  print\n  'a',\n  a$0", entityMappings: mapping('x') },
      { query: " >-\n  let [a] = 1;\n  print\n  'a',\n  [a]", entityMappings: mapping('x') },
    ],
  ])('%s', (_name, changes, expected) => {
    expect(highlighted(changes)).toBe(ruleWith(expected));
  });

  test.each(['let a = 1; print "$0a"', 'print 1 // $0a', 'W3CIISLog | $0where true'])('nothing is named in %s', (query) => {
    expect(highlighted({ query: ` |\n  ${query}` })).toBe(ruleWith({ query: ` |\n  ${query.replace('$0', '')}` }));
  });
});

test('references come with the expression that implies the name, or without what makes it', () => {
  const { document, text, offset } = withCursor(ruleWith({ query: ' |\n  W3CIISLog | summarize count() by cIP | where cou$0nt_ > 1' }));
  const found = (declarations: boolean) =>
    testService()
      .references(document, offset, declarations)
      .map(({ start, end }) => text.slice(start, end));
  expect(found(true)).toEqual(['count()', 'count_']);
  expect(found(false)).toEqual(['count_']);
});

describe('definitions', () => {
  const files: Record<string, string> = {
    '/w/tables/MyApp_CL.json': '{"Name": "MyApp_CL", "Properties": [{"Name": "User", "Type": "String"}]}',
    '/w/functions/Logons.kql': 'let Logons = () { SecurityEvent | where EventID == 4624 };',
    '/w/parsers/p.yaml': 'FunctionName: MyParser\nFunctionQuery: SecurityEvent | take 1\n',
  };
  const workspace = {
    listFiles: async () => Object.keys(files),
    readText: async (path: string) => files[path] ?? Promise.reject(new Error('gone')),
  };
  const service = createRuleService({ workspace });

  /** Each definition as its file and what stands there. */
  async function define(changes: Record<string, string>): Promise<string[]> {
    const marked = ruleWith(changes);
    const text = marked.replace('$0', '');
    await service.reloadWorkspace();
    const document = service.document('file:///r.yaml', Math.random(), text);
    return (await service.definitions(document, marked.indexOf('$0'))).map((found) => {
      if (found.kind === 'schema') return `schema ${found.owner}${found.column === undefined ? '' : `.${found.column}`}`;
      const [place, content] = found.kind === 'here' ? ['here', text] : [found.path, found.text];
      return `${place} ${content.slice(found.span.start, found.span.end)}@${found.span.start - (found.kind === 'here' ? text.indexOf('query:') : 0)}`;
    });
  }

  test.each<[string, string[]]>([
    ['let a = 1; print a$0', ['here a@15']],
    ['W3CIISLog | summarize count() by cIP | where count_$0 > 1', ['here count()@33']],
    ['W3CIISLog | where cIP$0 == ""', ['schema W3CIISLog.cIP']],
    ['W3CIISLog$0 | take 1', ['schema W3CIISLog']],
    ['_Im_Dns$0 | take 1', ['schema _Im_Dns']],
    ['MyApp_CL$0 | take 1', ['/w/tables/MyApp_CL.json MyApp_CL@10']],
    ['MyApp_CL | where User$0 == ""', ['/w/tables/MyApp_CL.json User@46']],
    ['Logons$0 | take 1', ['/w/functions/Logons.kql Logons@4']],
    ['MyParser$0 | take 1', ['/w/parsers/p.yaml MyParser@14']],
    ['print x = 1, k = 1 | join kind=inner (print x = 2, k = 1) on k | where x1$0 > 1', ['here x@55']],
    ['print strlen$0("")', []],
    ['Nobody_CL | where x$0 == ""', []],
  ])('%s', async (query, expected) => {
    expect(await define({ query: ` |\n  ${query}` })).toEqual(expected);
  });

  test('a column name of the YAML leads into the query', async () => {
    const query = ' |\n  W3CIISLog | summarize count() by ip = cIP';
    expect(await define({ query, entityMappings: mapping('$0ip') })).toEqual(['here ip@44']);
  });

  test('a file that went away leads to the schema', async () => {
    await service.reloadWorkspace();
    const kept = files['/w/tables/MyApp_CL.json'];
    const marked = ruleWith({ query: ' MyApp_CL$0' });
    const document = service.document('file:///gone.yaml', 1, marked.replace('$0', ''));
    delete files['/w/tables/MyApp_CL.json'];
    expect(await service.definitions(document, marked.indexOf('$0'))).toEqual([{ kind: 'schema', owner: 'MyApp_CL' }]);
    files['/w/tables/MyApp_CL.json'] = kept as string;
  });

  test('a schema is a text with the places of its columns', () => {
    const schema = service.schemaText('W3CIISLog');
    const at = (span: Span | undefined) => schema?.text.slice(span?.start, span?.end);
    expect(at(schema?.nameSpan)).toBe('W3CIISLog');
    for (const [name, span] of schema?.columns ?? []) expect(at(span)).toBe(name);
    expect(schema?.text).toMatch(/^ {2}cIP: string,/m);
    expect(service.schemaText('Nobody')).toBeUndefined();
  });
});

describe('rename', () => {
  /** The file after the rename, or the reason why there is none. */
  function rename(changes: Record<string, string>, newName: string): string {
    const { document, text, offset } = withCursor(ruleWith(changes));
    const renamed = testService().rename(document, offset, newName);
    if (renamed === undefined) return 'nothing';
    if (renamed.kind === 'refused') return `refused: ${renamed.reason}`;
    return [...renamed.edits]
      .reverse()
      .reduce((result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end), text);
  }

  const project = 'W3CIISLog | summarize Hits = count() by ip = cIP | where Hits > 2';
  const renamed = 'W3CIISLog | summarize Hits = count() by address = cIP | where Hits > 2';
  const cursor = (query: string) => query.replace('ip =', 'i$0p =');

  test.each<[string, (query: string) => string]>([
    ['literal', (query) => ` |\n  ${query.replaceAll(' | ', '\n  | ')}`],
    ['literal with CRLF', (query) => ` |-\r\n  ${query.replaceAll(' | ', '\r\n  | ')}`],
    ['folded', (query) => ` >\n  ${query.replaceAll(' | ', '\n  | ')}`],
    ['single quoted', (query) => ` '${query} // it''s'`],
    ['double quoted', (query) => ` "${query.replaceAll(' | ', '\\n| ')} // \\"ip\\""`],
    ['plain', (query) => ` ${query}`],
    ['plain over lines', (query) => ` ${query.replaceAll(' | ', '\n  | ')}`],
  ])('from the query into the YAML: %s', (_style, write) => {
    const details = (name: string) => `\n  Address: ${name}`;
    const before = { query: write(cursor(project)), entityMappings: mapping("'ip'"), customDetails: details('ip') };
    const after = { query: write(renamed), entityMappings: mapping("'address'"), customDetails: details('address') };
    expect(rename(before, 'address')).toBe(ruleWith(after));
  });

  test('from the YAML into the query, and into other YAML', () => {
    const before = {
      query: ` |\n  ${project}`,
      entityMappings: mapping('ip'),
      alertDetailsOverride: '\n  alertDescriptionFormat: |\n    The ip {{i$0p}} of {{ip}}',
    };
    const after = {
      query: ` |\n  ${renamed}`,
      entityMappings: mapping('address'),
      alertDetailsOverride: '\n  alertDescriptionFormat: |\n    The ip {{address}} of {{address}}',
    };
    expect(rename(before, 'address')).toBe(ruleWith(after));
  });

  test('a name that follows from an expression is written before it', () => {
    const query = (text: string) => ` |\n  W3CIISLog\n  | summarize ${text} by cIP`;
    const before = { query: query('count()'), customDetails: '\n  N: cou$0nt_' };
    expect(rename(before, 'Hits')).toBe(ruleWith({ query: query('Hits = count()'), customDetails: '\n  N: Hits' }));
  });

  test.each<[Record<string, string>, string, string]>([
    [{ query: ' |\n  W3CIISLog | project c$0IP' }, 'ip', 'column of `W3CIISLog`'],
    [{ query: ' |\n  W3CIISLog | project cIP', entityMappings: mapping('c$0IP') }, 'ip', 'column of `W3CIISLog`'],
    [{ query: ' |\n  W3$0CIISLog' }, 'x', 'table of the workspace'],
    [{ query: ' |\n  W3CIISLog | extend i$0p = cIP', entityMappings: mapping('ip') }, 'not a name', 'is no name'],
    [{ query: ' |\n  W3CIISLog | extend i$0p = cIP | project ip, cIP', entityMappings: mapping('ip') }, 'cIP', 'cIP'],
    [{ query: ' |\n  W3CIISLog | extend i$0p = cIP | project ip', entityMappings: mapping('ip') }, 'null', '`null`'],
    [{ query: ' |\n  let t = 1; print {{t$0}}' }, 'x', 'placeholder'],
  ])('%j to %s is refused', (changes, newName, reason) => {
    const answer = rename(changes, newName);
    expect(answer).toMatch(/^refused: /);
    expect(answer).toContain(reason);
  });

  test('a parameter that the file declares is not renamed in the query alone', () => {
    const marked =
      'FunctionName: F\nFunctionParams:\n  - Name: user\n    Type: string\nFunctionQuery: |\n  SecurityEvent | where Account == us$0er\n';
    const { document, offset } = withCursor(marked);
    expect(testService().rename(document, offset, 'x')).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('parameter of the file'),
    });
  });

  test('what can be renamed is said before', () => {
    const target = (query: string) => {
      const { document, text, offset } = withCursor(ruleWith({ query: ` |\n  ${query}` }));
      const found = testService().renameTarget(document, offset);
      return found?.kind === 'target' ? text.slice(found.span.start, found.span.end) : found?.kind;
    };
    expect(target('let limit = 5; W3CIISLog | take lim$0it')).toBe('limit');
    expect(target('W3CIISLog | where cI$0P == ""')).toBe('refused');
    expect(target('W3CIISLog | where cIP == "a$0"')).toBeUndefined();
  });
});
