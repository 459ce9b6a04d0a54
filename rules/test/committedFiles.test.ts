import { describe, expect, test } from 'vitest';
import { createRuleService } from '../src/ruleService.ts';
import { ruleWith } from './service.ts';

const uri = 'file:///rules/logons.yaml';
const path = '/rules/logons.yaml';

/** The codes of the checks that compare `now` with what was committed. */
async function codes(committed: string | undefined, now: string): Promise<string[]> {
  const service = createRuleService({
    workspace: {
      listFiles: async () => [],
      readText: async () => '',
      readCommitted: async (paths) => new Map(committed === undefined ? [] : paths.map((each) => [each, committed])),
    },
  });
  await service.loadCommitted([{ uri, path }]);
  return service.diagnostics(service.document(uri, 1, now)).map(({ code }) => code);
}

const query =
  ' |\n  W3CIISLog\n  | where scStatus == "401"\n  | summarize Failures = count(), StartTime = min(TimeGenerated) by cIP, csUserName';
const parser = (version: string, body: string, updated = "'2024-05-01'") => `id: 0a7c3c1e-52a5-4a6d-9a55-3e1f5d0c9b11
Function:
  Title: A parser
  Version: ${version}
  LastUpdated: ${updated}
Category: Microsoft Sentinel Parser
FunctionName: Logons
FunctionAlias: Logons
FunctionQuery: |
  ${body}
`;

describe('what has changed since the last commit', () => {
  test.each<[string, string | undefined, string, string[]]>([
    ['a new file', undefined, ruleWith(), []],
    ['the same', ruleWith(), ruleWith(), []],
    ['line ends that git stores otherwise', ruleWith(), ruleWith().replaceAll('\n', '\r\n'), []],
    ['the query', ruleWith(), ruleWith({ query: query.replace('401', '403') }), ['VER004']],
    [
      'a text in the query with other blanks',
      ruleWith({ query: query.replace('401', '4 1') }),
      ruleWith({ query: query.replace('401', '4  1') }),
      ['VER004'],
    ],
    ['the layout of the query', ruleWith(), ruleWith({ query: query.replaceAll('\n  |', '\n\n    |') }), []],
    ['a comment in the query', ruleWith(), ruleWith({ query: query.replace('W3CIISLog\n', 'W3CIISLog\n  // failed\n') }), []],
    ['the query and a higher version', ruleWith(), ruleWith({ query: query.replace('401', '403'), version: ' 1.0.1' }), []],
    ['a higher minor version with a lower patch', ruleWith({ version: ' 1.0.9' }), ruleWith({ severity: ' High', version: ' 1.1.0' }), []],
    ['tenth patch above the ninth', ruleWith({ version: ' 1.0.9' }), ruleWith({ severity: ' High', version: ' 1.0.10' }), []],
    ['a setting', ruleWith(), ruleWith({ severity: ' High' }), ['VER004']],
    ['an item more', ruleWith(), ruleWith({ tactics: '\n  - CredentialAccess\n  - InitialAccess' }), ['MITRE009', 'VER004']],
    ['quotes', ruleWith(), ruleWith({ severity: ' "Medium"' }), []],
    ['the form of a list', ruleWith(), ruleWith({ tactics: ' [CredentialAccess]' }), []],
    ['a lower version alone', ruleWith({ version: ' 1.0.1' }), ruleWith(), ['VER005']],
    ['no version before', ruleWith({ version: undefined }), ruleWith({ severity: ' High' }), []],
    ['the id', ruleWith(), ruleWith({ id: ' 7d1f6a0c-93be-4c52-8e0f-2a6b9d4c1e35', version: ' 1.0.1' }), ['ID005']],
    ['the case of the id', ruleWith({ id: ' 0A7C3C1E-52A5-4A6D-9A55-3E1F5D0C9B11' }), ruleWith({ version: ' 1.0.1' }), []],
    ['the query of a parser', parser('1.0.0', 'W3CIISLog'), parser('1.0.0', 'W3CIISLog | take 5'), ['VER004']],
    ['the date of a parser', parser('1.0.0', 'W3CIISLog'), parser('1.0.0', 'W3CIISLog', "'2025-05-01'"), []],
    ['a file that was broken when it was committed', 'query: "', ruleWith(), []],
  ])('%s', async (_, before, now, expected) => {
    const compared = /^(VER00[45]|ID005|MITRE009)$/;
    expect((await codes(before, now)).filter((code) => compared.test(code)).sort()).toEqual(expected);
  });
});

test('a workspace without history is silent, and says which files it has learnt about', async () => {
  const service = createRuleService();
  expect(await service.loadCommitted([{ uri, path }])).toEqual([]);
  expect(service.diagnostics(service.document(uri, 1, ruleWith()))).toEqual([]);
});

test('a new commit is learnt about once', async () => {
  let committed = ruleWith();
  const service = createRuleService({
    workspace: {
      listFiles: async () => [],
      readText: async () => '',
      readCommitted: async (paths) => new Map(paths.map((each) => [each, committed])),
    },
  });
  expect(await service.loadCommitted([{ uri, path }])).toEqual([uri]);
  expect(await service.loadCommitted([{ uri, path }])).toEqual([]);
  committed = ruleWith({ severity: ' High' });
  expect(await service.loadCommitted([{ uri, path }])).toEqual([uri]);
});

describe('the change log of a parser', () => {
  const asim = (body: string) => `Normalization:\n  Schema: Dns\nParserName: ASimDnsContoso\nParserQuery: ${body}\n`;
  const file = '/clone/Parsers/ASimDns/Parsers/ASimDnsContoso.yaml';
  const log = '/clone/Parsers/ASimDns/CHANGELOG/ASimDnsContoso.md';

  test.each<[string, string | undefined, string | undefined, string, RegExp | undefined]>([
    ['missing', undefined, undefined, 'DnsEvents', /has no change log; write `CHANGELOG\/ASimDnsContoso\.md`/],
    ['not written', '# Log', '# Log', 'DnsEvents | take 5', /say what in `CHANGELOG\/ASimDnsContoso\.md`/],
    ['written', '# Log\n- more', '# Log', 'DnsEvents | take 5', undefined],
    ['new', '# Log', undefined, 'DnsEvents | take 5', undefined],
    ['not written for a parser that is the same', '# Log', '# Log', 'DnsEvents', undefined],
  ])('%s', async (_, text, committedLog, body, message) => {
    const service = createRuleService({
      workspace: {
        listFiles: async () => [],
        readText: async (asked) => (asked === log && text !== undefined ? text : Promise.reject(new Error('missing'))),
        readCommitted: async () =>
          new Map([[file, asim('DnsEvents')], ...(committedLog === undefined ? [] : [[log, committedLog] as const])]),
      },
    });
    await service.loadCommitted([{ uri: `file://${file}`, path: file }]);
    const found = service.diagnostics(service.document(`file://${file}`, 1, asim(body)), { repositoryMode: true });
    const messages = found.filter(({ code }) => code === 'ASIM008').map((each) => each.message);
    expect(messages).toEqual(message === undefined ? [] : [expect.stringMatching(message)]);
  });
});
