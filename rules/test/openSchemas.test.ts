import { expect, test } from 'vitest';
import { ruleWith, testService } from './service.ts';

/** Columns that cannot be known are no mistakes. */
test.each([
  ["_GetWatchlist('VIPUsers') | project ['User Principal Name'], Address = SearchKey", 'Address'],
  ['let watched = _GetWatchlist("ips") | project Ip; W3CIISLog | where cIP in (watched)', 'cIP'],
  ['AzureDiagnostics | where clientIp_s != "" | project clientIp_s', 'clientIp_s'],
  ['AzureDiagnostics', 'clientIp_s'],
  ['W3CIISLog | extend bag = parse_json(csUriQuery) | evaluate bag_unpack(bag)', 'address'],
  ['W3CIISLog | summarize arg_max(TimeGenerated, *) by cIP | extend Ip = cIP', 'Ip'],
  ['W3CIISLog | where TimeGenerated > ago(%%Days:1d%%) and cIP in ({{addresses}})', 'cIP'],
])('%s', (query, column) => {
  const text = ruleWith({
    query: ` |\n  ${query}`,
    entityMappings: `\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: ${column}`,
  });
  const found = testService().diagnostics(testService().document(`file:///${column}.yaml`, Math.random(), text));
  expect(found.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`)).toEqual([]);
});
