import { expect, test } from 'vitest';
import { ruleWith, testService, withCursor } from './service.ts';

test.each<[Record<string, string>, string, RegExp]>([
  [{ severity: ' Medium', queryPeriod: ' 1h\nque$0ryFrequency: 1h' }, 'queryFrequency', /how often/i],
  [{ tactics: '\n  - Credential$0Access' }, 'CredentialAccess', /Credential Access/],
  [{ relevantTechniques: '\n  - T1110$0.003' }, 'T1110.003', /Brute Force: Password Spraying/],
  [{ requiredDataConnectors: '\n  - connectorId: SecurityE$0vents' }, 'SecurityEvents', /`SecurityEvent`/],
  [{ entityMappings: '\n  - entityType: A$0ccount' }, 'Account', /`Name` \+ `UPNSuffix`/],
  [{ customDetails: '\n  Count: Fail$0ures' }, 'Failures', /`Failures: long`/],
  [{ alertDetailsOverride: '\n  alertDisplayNameFormat: Of {{cI$0P}}' }, 'cIP', /`cIP: string`/],
  [{ query: ' |\n  W3CIISLog\n  | where scSt$0atus == 1' }, 'scStatus', /scStatus/],
  [{ query: ' |\n  W3CIISLog\n  | where scSt$0atus == 1' }, 'scStatus', /Column of `W3CIISLog`/],
  [{ query: ' |\n  W3CIISLog\n  | extend a = sPort + 1\n  | where $0a > 1' }, 'a', /Made in line 19:\n\n```kusto\na = sPort \+ 1\n```/],
  [
    { query: ' |\n  W3CIISLog\n  | summarize count() by cIP\n  | where co$0unt_ > 1' },
    'count_',
    /Made in line 19:\n\n```kusto\ncount\(\)\n```/,
  ],
  [{ query: ' |\n  W3CIISLog\n  | project-rename a = cIP\n  | where $0a != ""' }, 'a', /Made in line 19:[\s\S]*a = cIP/],
  [{ customDetails: '\n  Count: Fail$0ures' }, 'Failures', /Made in line 20:\n\n```kusto\nFailures = count\(\)\n```/],
  [{ customDetails: '\n  From: c$0IP' }, 'cIP', /Column of `W3CIISLog`/],
  [{ query: ' |\n  W3CIISLog | extend a = tol$0ower(cIP)' }, 'tolower', /tolower\("Ada"\) \/\/ ada[\s\S]*kusto\/query\/tolower-function/],
  [{ query: ' |\n  W3CIISLog | summarize dco$0unt(cIP)' }, 'dcount', /Hosts = dcount\(Computer\)[\s\S]*dcount-aggregation-function/],
  [{ query: ' |\n  W3CIISLog | evaluate bag_un$0pack(x)' }, 'bag_unpack', /bag-unpack-plugin/],
  [{ query: ' |\n  W3CIISLog | summ$0arize count()' }, 'summarize', /summarize-operator/],
  [{ query: ' |\n  W3CIISLog | where cIP !$0has "a"' }, '!has', /not-has-operator/],
  [{ query: ' |\n  W3CIISLog | where cIP matches re$0gex "a"' }, 'matches regex', /matches-regex-operator/],
  [{ query: ' |\n  W3C$0IISLog' }, 'W3CIISLog', /reference\/tables\/w3ciislog/],
  [{ query: ' |\n  W3CIISLog | join kind=left$0anti (W3CIISLog) on cIP' }, 'leftanti', /without a partner[\s\S]*join-operator/],
  [{ query: ' |\n  W3CIISLog | sort by sPort de$0sc' }, 'desc', /From large to small/],
  [{ query: ' "W3CIISLog\\n| where scSt$0atus == 1"' }, 'scStatus', /scStatus/],
])('%j', (changes, word, expected) => {
  const { document, text, offset } = withCursor(ruleWith(changes));
  const hover = testService().hover(document, offset);
  expect(hover && text.slice(hover.span.start, hover.span.end)).toBe(word);
  expect(hover?.markdown).toMatch(expected);
});

test.each([
  ['a function of the workspace has no page', ' |\n  let tolower2 = (a: string) { a };\n  print tolo$0wer2("a")'],
  ['a table of the workspace has no page', ' |\n  Made_$0CL'],
])('%s', (_, query) => {
  const { document, offset } = withCursor(ruleWith({ query }));
  expect(testService().hover(document, offset)?.markdown ?? '').not.toContain('learn.microsoft.com');
});
