import { describe, expect, test } from 'vitest';
import type { CompletionItem } from '../src/features/completion.ts';
import { ruleWith, testService, withCursor } from './service.ts';

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
