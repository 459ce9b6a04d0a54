import { describe, expect, test } from 'vitest';
import { createRuleService } from '../src/ruleService.ts';
import { readDeclarations } from '../src/workspaceCatalog.ts';
import { ruleWith } from './service.ts';

describe('a file declares tables or functions by its content', () => {
  test.each([
    [
      'App_CL.json',
      '{"Name": "App_CL", "Properties": [{"Name": "User", "Type": "String"}, {"Name": "At", "Type": "DateTime"}]}',
      'App_CL(User:string, At:datetime)',
    ],
    ['package.json', '{"name": "x", "Properties": 1}', ''],
    ['broken.json', '{"Properties": [', ''],
    ['P.yaml', 'FunctionName: F\nFunctionAlias: G\nFunctionQuery: |\n  T | take 1\n', 'F() T | take 1; G() T | take 1'],
    [
      'vim.yaml',
      "ParserName: vimX\nEquivalentBuiltInParser: _Im_X\nParserParams:\n  - Name: disabled\n    Type: bool\n    Default: false\n  - Name: who\n    Type: string\n    Default: '*'\nParserQuery: T",
      'vimX(disabled:bool=false, who:string="*") T; _Im_X(disabled:bool=false, who:string="*") T',
    ],
    ['rule.yaml', 'query: T\n', ''],
    ['MyFunction.kql', 'T\n| where a == 1', 'MyFunction() T\n| where a == 1'],
    [
      'MyFunction.kql',
      '// why\nlet MyFunction = (limit: long = 5, t: (a: string)) {\n  t | take limit\n};',
      'MyFunction(limit:long=5, t:table) t | take limit',
    ],
    ['a query.kql', 'T', ''],
  ])('%s: %j', (path, text, expected) => {
    const { tables, functions } = readDeclarations(path, text);
    const columns = (list: readonly { readonly name: string; readonly type: string; readonly defaultText?: string }[]) =>
      list.map(({ name, type, defaultText }) => `${name}:${type}${defaultText === undefined ? '' : `=${defaultText}`}`).join(', ');
    const standard = new Set([
      'TenantId',
      'TimeGenerated',
      'Type',
      'SourceSystem',
      '_ResourceId',
      '_SubscriptionId',
      '_ItemId',
      '_TimeReceived',
    ]);
    const shown = [
      ...tables.map(({ name, columns: list }) => `${name}(${columns(list.filter((column) => !standard.has(column.name)))})`),
      ...functions.map(({ name, parameters, body }) => `${name}(${columns(parameters)}) ${body?.trim()}`),
    ];
    expect(shown.join('; ')).toBe(expected);
  });
});

test('what the workspace declares is known to checks and completion', async () => {
  const files = new Map([
    ['App_CL.json', '{"Name": "App_CL", "Properties": [{"Name": "User", "Type": "String"}]}'],
    ['Recent.kql', 'let Recent = (user: string) {\n  App_CL | where User == user | project TimeGenerated, cIP = User\n};'],
  ]);
  const service = createRuleService({
    workspace: { listFiles: async () => [...files.keys()], readText: async (path) => files.get(path) ?? '' },
  });
  const text = ruleWith({ query: ' Recent("x") | where isnotempty(cIP)' });
  const codes = (version: number) =>
    service.diagnostics(service.document('file:///w.yaml', version, text)).map(({ code, severity }) => `${severity} ${code}`);
  expect(codes(1)).toContain('warning KQL004');
  await service.reloadWorkspace();
  expect(codes(2)).toEqual([]);
});

test('a parser is bound with its parameters', () => {
  const service = createRuleService();
  const text =
    'FunctionName: F\nFunctionParams:\n  - Name: since\n    Type: datetime\n    Default: datetime(null)\nFunctionQuery: |\n  W3CIISLog\n  | where TimeGenerated > since and nope == 1\n';
  const found = service.diagnostics(service.document('file:///f.yaml', 1, text));
  expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(['nope']);
});
