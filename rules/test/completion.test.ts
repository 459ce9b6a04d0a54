// biome-ignore-all lint/suspicious/noTemplateCurlyInString: tab stops of snippets are written like that.
import { describe, expect, test } from 'vitest';
import type { CompletionItem } from '../src/features/completion.ts';
import { newId, ruleWith, testService, withCursor } from './service.ts';

function complete(marked: string): { items: readonly CompletionItem[]; apply(label: string): string } {
  const { document, text, offset } = withCursor(marked);
  const { replace, items } = testService().completions(document, offset);
  const apply = (label: string) => {
    const item = items.find((candidate) => candidate.label === label);
    if (item === undefined) throw new Error(`${label} is not offered, but ${items.map((each) => each.label).join(', ')}`);
    return text.slice(0, replace.start) + item.insertText + text.slice(replace.end);
  };
  return { items, apply };
}

/** Applies the completion `label` at `$0` and compares what `change` became. */
function check(changes: Record<string, string>, label: string, expected: Record<string, string>): void {
  expect(complete(ruleWith(changes)).apply(label)).toBe(ruleWith(expected));
}

describe('values are completed, also half-way through a word', () => {
  test.each<[string, string, string, string]>([
    ['severity', ' $0', 'High', ' High'],
    ['severity', ' Me$0d', 'Medium', ' Medium'],
    ['kind', ' Sch$0', 'Scheduled', ' Scheduled'],
    ['triggerOperator', ' $0', 'gt', ' gt'],
    ['tactics', '\n  - CredentialAccess\n  - Init$0', 'InitialAccess', '\n  - CredentialAccess\n  - InitialAccess'],
    ['tactics', '\n- Init$0', 'InitialAccess', '\n- InitialAccess'],
    ['tactics', ' [CredentialAccess, Init$0]', 'InitialAccess', ' [CredentialAccess, InitialAccess]'],
    ['relevantTechniques', '\n  - T11$0', 'T1110', '\n  - T1110'],
    ['relevantTechniques', '\n  - $0', 'T1110.003', '\n  - T1110.003'],
    ['requiredDataConnectors', '\n  - connectorId: Azu$0', 'AzureMonitor(IIS)', '\n  - connectorId: AzureMonitor(IIS)'],
    [
      'requiredDataConnectors',
      '\n  - connectorId: AzureMonitor(IIS)\n    dataTypes:\n      - W3$0',
      'W3CIISLog',
      '\n  - connectorId: AzureMonitor(IIS)\n    dataTypes:\n      - W3CIISLog',
    ],
    ['entityMappings', '\n  - entityType: A$0', 'Account', '\n  - entityType: Account'],
    [
      'entityMappings',
      '\n  - entityType: Host\n    fieldMappings:\n      - identifier: Host$0\n        columnName: x',
      'HostName',
      '\n  - entityType: Host\n    fieldMappings:\n      - identifier: HostName\n        columnName: x',
    ],
    [
      'entityMappings',
      '\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: $0',
      'cIP',
      '\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: cIP',
    ],
    ['customDetails', '\n  Count: Fai$0', 'Failures', '\n  Count: Failures'],
    ['alertDetailsOverride', '\n  alertDisplayNameFormat: Hits of {{c$0', 'cIP', '\n  alertDisplayNameFormat: Hits of {{cIP}}'],
    ['alertDetailsOverride', '\n  alertDisplayNameFormat: "Hits of {{$0}}"', 'cIP', '\n  alertDisplayNameFormat: "Hits of {{cIP}}"'],
    ['alertDetailsOverride', '\n  alertSeverityColumnName: $0', 'cIP', '\n  alertSeverityColumnName: cIP'],
    ['eventGroupingSettings', '\n  aggregationKind: $0', 'AlertPerResult', '\n  aggregationKind: AlertPerResult'],
  ])('%s:%s', (key, before, label, after) => {
    check({ [key]: before }, label, { [key]: after });
  });

  test('identifiers are those of the entity type alone', () => {
    const mapping = '\n  - entityType: FileHash\n    fieldMappings:\n      - identifier: $0';
    expect(complete(ruleWith({ entityMappings: mapping })).items.map(({ label }) => label)).toEqual(['Algorithm', 'Value']);
  });

  test('techniques are those of the tactics', () => {
    const labels = complete(ruleWith({ tactics: '\n  - Reconnaissance', relevantTechniques: '\n  - $0' })).items.map(({ label }) => label);
    expect(labels).toContain('T1595');
    expect(labels).not.toContain('T1110');
  });
});

describe('values are completed as the place needs it', () => {
  test.each<[string, string, string, string]>([
    ['severity', '$0', 'High', ' High'],
    ['tactics', ' $0', 'Impact', ' \n  - Impact'],
    ['tactics', '\n  $0', 'Impact', '\n  - Impact'],
    ['tactics', ' [$0]', 'Impact', ' [Impact]'],
    ['id', ' $0', newId, ` ${newId}`],
    ['alertDetailsOverride', '\n  alertDescriptionFormat: |\n    From {{$0}}.', 'cIP', '\n  alertDescriptionFormat: |\n    From {{cIP}}.'],
    ['metadata', '\n  source:\n    kind: $0', 'Community', '\n  source:\n    kind: Community'],
  ])('%s:%j', (key, before, label, after) => {
    check({ [key]: before }, label, { [key]: after });
  });

  test.each([
    ['tactics', '\n  - CredentialAccess\n  - $0', 'CredentialAccess'],
    ['relevantTechniques', '\n  - T1110\n  - $0', 'T1110'],
    ['requiredDataConnectors', '\n  - connectorId: AzureMonitor(IIS)\n    dataTypes:\n      - W3CIISLog\n      - $0', 'W3CIISLog'],
    [
      'entityMappings',
      '\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: cIP\n      - identifier: $0',
      'Address',
    ],
  ])('%s does not list one twice', (key, value, label) => {
    expect(complete(ruleWith({ [key]: value })).items.map((item) => item.label)).not.toContain(label);
  });

  test.each([
    ['requiredDataConnectors', '\n  - connectorId: $0', 'AzureMonitor(IIS)'],
    ['entityMappings', '\n  - entityType: Account\n    fieldMappings:\n      - identifier: FullName\n        columnName: $0', 'csUserName'],
    ['relevantTechniques', '\n  - $0', 'T1003'],
  ])('%s begins with what fits', (key, value, label) => {
    expect(complete(ruleWith({ [key]: value })).items[0]?.label).toBe(label);
  });
});

describe('keys are completed', () => {
  test.each([
    ['sev$0\nkind: Scheduled\nqueryPeriod: 1h\n', 'severity', 'severity: $0\nkind: Scheduled\nqueryPeriod: 1h\n'],
    ['kind: Scheduled\nqueryPeriod: 1h\nqueryF$0: 1h\n', 'queryFrequency', 'kind: Scheduled\nqueryPeriod: 1h\nqueryFrequency: 1h\n'],
    ['kind: Scheduled\nqueryPeriod: 1h\nquery: |\n  T\n$0', 'tactics', 'kind: Scheduled\nqueryPeriod: 1h\nquery: |\n  T\ntactics:\n  - $0'],
    [
      'kind: Scheduled\nqueryPeriod: 1h\nentityMappings:\n  - entityType: IP\n    fie$0',
      'fieldMappings',
      'kind: Scheduled\nqueryPeriod: 1h\nentityMappings:\n  - entityType: IP\n    fieldMappings:\n  - identifier: $1\n    columnName: $0',
    ],
    [
      'kind: Scheduled\nqueryPeriod: 1h\nentityMappings:\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        $0',
      'columnName',
      'kind: Scheduled\nqueryPeriod: 1h\nentityMappings:\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: $0',
    ],
    [
      'kind: Scheduled\nqueryPeriod: 1h\nalertDetailsOverride:\n  $0',
      'alertDisplayNameFormat',
      'kind: Scheduled\nqueryPeriod: 1h\nalertDetailsOverride:\n  alertDisplayNameFormat: $0',
    ],
  ])('%j', (before, label, after) => {
    expect(complete(before).apply(label)).toBe(after);
  });

  test.each([
    ['\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: cIP\n  $0', ['- entityType']],
    ['\n  $0', ['- entityType']],
    ['\n  - $0', ['entityType', 'fieldMappings']],
    ['\n  - entityType: IP\n    $0', ['fieldMappings']],
  ])('an item of a list is begun with its dash: %j', (value, labels) => {
    expect(complete(ruleWith({ entityMappings: value })).items.map(({ label }) => label)).toEqual(labels);
  });

  test('a rule that runs all the time has no schedule to offer', () => {
    const labels = complete('kind: NRT\ntactics: []\n$0').items.map(({ label }) => label);
    expect(labels).toContain('severity');
    expect(labels).not.toContain('queryFrequency');
  });

  test('keys that every rule has come first', () => {
    const labels = complete('kind: Scheduled\nqueryPeriod: 1h\n$0').items.map(({ label }) => label);
    expect(labels.indexOf('version')).toBeLessThan(labels.indexOf('status'));
  });

  test('what is there already is not offered again', () => {
    const labels = complete(`${ruleWith()}$0`).items.map(({ label }) => label);
    expect(labels).not.toContain('severity');
    expect(labels).toContain('customDetails');
  });
});

describe('KQL is completed in every scalar style', () => {
  test.each([
    [' |\n  W3CIISLog\n  | where scSta$0', 'scStatus', ' |\n  W3CIISLog\n  | where scStatus'],
    [' |\n  W3CIISLog\n  | where sc$0Sta == "1"\n  | take 1', 'scStatus', ' |\n  W3CIISLog\n  | where scStatus == "1"\n  | take 1'],
    [' |-\r\n  W3CIISLog\r\n  | where scSta$0\r\n', 'scStatus', ' |-\r\n  W3CIISLog\r\n  | where scStatus\r\n'],
    [' >\n  W3CIISLog\n  | where scSta$0', 'scStatus', ' >\n  W3CIISLog\n  | where scStatus'],
    [" 'W3CIISLog | where scSta$0'", 'scStatus', " 'W3CIISLog | where scStatus'"],
    [' "W3CIISLog\\n| where scSta$0"', 'scStatus', ' "W3CIISLog\\n| where scStatus"'],
    [' W3CIISLog | where scSta$0', 'scStatus', ' W3CIISLog | where scStatus'],
    [' |\n  W3CI$0', 'W3CIISLog', ' |\n  W3CIISLog'],
    [' |\n  $0', 'W3CIISLog', ' |\n  W3CIISLog'],
    [' |\n  W3CIISLog\n  | su$0', 'summarize', ' |\n  W3CIISLog\n  | summarize'],
    [' |2\n    W3CIISLog\n    | where scSta$0', 'scStatus', ' |2\n    W3CIISLog\n    | where scStatus'],
    [
      ' &q |\n  W3CIISLog\n  | where csUserAgent has_cs "x" and scSta$0',
      'scStatus',
      ' &q |\n  W3CIISLog\n  | where csUserAgent has_cs "x" and scStatus',
    ],
    [' |\n  let limit = 5;\n  W3CIISLog\n  | take lim$0', 'limit', ' |\n  let limit = 5;\n  W3CIISLog\n  | take limit'],
  ])('%j', (before, label, after) => {
    check({ query: before }, label, { query: after });
  });
});

/** What is offered in a query at `$0`, best first. */
function offered(query: string): string[] {
  return complete(ruleWith({ query: ` |\n  ${query.replaceAll('\n', '\n  ')}` })).items.map(({ label }) => label);
}

describe('what fits in the query is offered', () => {
  test.each([
    ['an empty line at the end begins the next stage', 'W3CIISLog\n$0', '| where', 'W3CIISLog\n| where'],
    ['the same between stages', 'W3CIISLog\n$0\n| take 1', '| extend', 'W3CIISLog\n| extend\n| take 1'],
    ['a statement behind another', 'let a = 1;\n$0', 'W3CIISLog', 'let a = 1;\nW3CIISLog'],
    ['a statement between two others', 'let a = 1;\n$0\nW3CIISLog', 'SecurityEvent', 'let a = 1;\nSecurityEvent\nW3CIISLog'],
    ['a word that begins like a keyword', 'W3CIISLog\n| extend x = to$0', 'tolower', 'W3CIISLog\n| extend x = tolower($0)'],
    ['the same in front of brackets', 'W3CIISLog\n| extend x = to$0(sPort)', 'tohex', 'W3CIISLog\n| extend x = tohex(sPort)'],
    ['a negated operator in front of a list', 'W3CIISLog\n| where cIP !i$0 ("a")', '!in', 'W3CIISLog\n| where cIP !in ("a")'],
    ['a negated operator', 'W3CIISLog\n| where cIP !h$0', '!has', 'W3CIISLog\n| where cIP !has "$0"'],
    ['an operator that is a sign', 'W3CIISLog\n| where cIP $0', '=~', 'W3CIISLog\n| where cIP =~'],
    ['a comparison of numbers', 'W3CIISLog\n| where sPort $0', '>=', 'W3CIISLog\n| where sPort >='],
    ['a timespan', 'W3CIISLog\n| where TimeGenerated > ago($0)', '7d', 'W3CIISLog\n| where TimeGenerated > ago(7d)'],
    ['a timespan half-way through', 'W3CIISLog\n| where TimeGenerated > ago(1$04d)', '7d', 'W3CIISLog\n| where TimeGenerated > ago(7d)'],
    ['a list of values', 'let a = dyn$0;\nW3CIISLog', 'dynamic', 'let a = dynamic([$0]);\nW3CIISLog'],
    ['a list that is there', 'let a = dyn$0(["x"]);\nW3CIISLog', 'dynamic', 'let a = dynamic(["x"]);\nW3CIISLog'],
    ['a member that is known', 'AuditLogs\n| extend x = InitiatedBy.$0', 'user', 'AuditLogs\n| extend x = InitiatedBy.user'],
    [
      'a member of a member',
      'AuditLogs\n| extend x = TargetResources[0].mod$0',
      'modifiedProperties',
      'AuditLogs\n| extend x = TargetResources[0].modifiedProperties',
    ],
    [
      'a member that the query names elsewhere',
      'W3CIISLog\n| extend d = todynamic(csUriQuery)\n| extend a = d.first, b = d.f$0',
      'first',
      'W3CIISLog\n| extend d = todynamic(csUriQuery)\n| extend a = d.first, b = d.first',
    ],
    [
      'a column of an unknown table',
      'Made_CL\n| where Color == 1\n| project Col$0',
      'Color',
      'Made_CL\n| where Color == 1\n| project Color',
    ],
    ['a call with its parameters', 'W3CIISLog\n| extend x = if$0', 'iff', 'W3CIISLog\n| extend x = iff(${1:if}, ${2:then}, ${0:else})'],
    ['an operator with its shape', 'W3CIISLog\n| su$0', 'summarize … by …', 'W3CIISLog\n| summarize ${1:count()} by ${0:Column}'],
    ['a shape with its bar', 'W3CIISLog\n$0', '| summarize … by …', 'W3CIISLog\n| summarize ${1:count()} by ${0:Column}'],
  ])('%s', (_, before, label, after) => {
    const block = (query: string) => ({ query: ` |\n  ${query.replaceAll('\n', '\n  ')}` });
    check(block(before), label, block(after));
  });

  test.each([
    ['W3CIISLog | where cIP == "a$0"'],
    ['W3CIISLog | where cIP == "a $0'],
    ["W3CIISLog | where cIP == @'a$0'"],
    ['W3CIISLog // where $0'],
    ['// $0'],
    ['W3CIISLog\n// | where $0\n| take 1'],
  ])('nothing in texts and comments: %j', (query) => {
    expect(offered(query)).toEqual([]);
  });
});

describe('the likely comes first', () => {
  test.each([
    ['common operators', 'W3CIISLog\n| $0', ['where', 'extend', 'summarize', 'project']],
    ['common aggregates', 'W3CIISLog\n| summarize $0', ['count', 'min', 'max', 'dcount']],
    ['columns that the query names', 'W3CIISLog\n| where sPort > 1\n| project $0', ['cIP', 'sPort', 'TimeGenerated']],
    ['tables that the rule names', 'W3CIISLog | join kind=inner ($0) on cIP', ['W3CIISLog', 'SecurityEvent']],
    ['the period of the rule', 'W3CIISLog | where TimeGenerated > ago($0)', ['1h', '5m']],
  ])('%s', (_, query, expected) => {
    const labels = offered(query).filter((label) => !label.includes('…'));
    expect(labels.slice(0, expected.length)).toEqual(expected);
  });
});

test('a new key may be begun below the query', () => {
  const labels = complete(`${ruleWith({ entityMappings: undefined, version: undefined, kind: undefined })}$0`).items.map(
    ({ label }) => label,
  );
  expect(labels).toContain('entityMappings');
  expect(labels).not.toContain('W3CIISLog');
});

test('a file that is no rule gets no completions', () => {
  expect(complete('on: push\njobs:\n  $0').items).toEqual([]);
});
