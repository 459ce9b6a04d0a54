import { expect, test } from 'vitest';
import { ruleWith, testService } from './service.ts';

const settings = (column: string) => ({
  entityMappings: `\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: ${column}`,
  customDetails: `\n  Source: ${column}`,
  alertDetailsOverride: `\n  alertDisplayNameFormat: "From {{${column}}}"`,
});

test.each<[string, string, string, number]>([
  ['a parser that nobody declared', 'ContosoParser | extend SourceAddress = tostring(Address)', 'sourceaddress', 3],
  ['the right case', 'ContosoParser | extend SourceAddress = tostring(Address)', 'SourceAddress', 0],
  ['a column that the source may have', 'ContosoParser | extend SourceAddress = tostring(Address)', 'DestinationAddress', 0],
  ['two columns that differ by case, one of them meant', 'ContosoParser | extend Ip = "a", ip = "b"', 'ip', 0],
  ['columns that are all known', 'W3CIISLog | project TimeGenerated, Ip = cIP', 'ip', 0],
])('%s', (_, query, column, count) => {
  const text = ruleWith({ query: ` |\n  ${query}`, ...settings(column) });
  const found = testService()
    .diagnostics(testService().document('file:///case.yaml', Math.random(), text))
    .filter(({ code }) => code === 'XOUT006');
  expect(found.map(({ span }) => text.slice(span.start, span.end))).toEqual(Array.from({ length: count }, () => column));
});
