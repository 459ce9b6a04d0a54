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
  [{ query: ' "W3CIISLog\\n| where scSt$0atus == 1"' }, 'scStatus', /scStatus/],
])('%j', (changes, word, expected) => {
  const { document, text, offset } = withCursor(ruleWith(changes));
  const hover = testService().hover(document, offset);
  expect(hover && text.slice(hover.span.start, hover.span.end)).toBe(word);
  expect(hover?.markdown).toMatch(expected);
});
