import { createRuleService, type RuleService } from '../src/ruleService.ts';

/** The id that new rules get in tests. */
export const newId = '7d1f6a0c-93be-4c52-8e0f-2a6b9d4c1e35';

let service: RuleService | undefined;

/** One service for all tests of a file, since making the catalog takes a while. */
export function testService(): RuleService {
  service ??= createRuleService({ newId: () => newId });
  return service;
}

let versions = 0;

/** The document of a text with its cursor, written `$0`; without one the cursor is at the start. */
export function withCursor(marked: string) {
  const at = marked.indexOf('$0');
  const text = marked.replace('$0', '');
  const document = testService().document('file:///test/rule.yaml', ++versions, text);
  return { document, text, offset: Math.max(0, at) };
}

/** A rule without findings, with the top-level keys of `changes` in place of its own; an undefined value leaves the key out. */
export function ruleWith(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const fields: Record<string, string | undefined> = {
    id: ' 0a7c3c1e-52a5-4a6d-9a55-3e1f5d0c9b11',
    name: ' Failed logons',
    description: ' Finds addresses that fail to log on',
    severity: ' Medium',
    requiredDataConnectors: '\n  - connectorId: AzureMonitor(IIS)\n    dataTypes:\n      - W3CIISLog',
    queryFrequency: ' 1h',
    queryPeriod: ' 1h',
    triggerOperator: ' gt',
    triggerThreshold: ' 0',
    tactics: '\n  - CredentialAccess',
    relevantTechniques: '\n  - T1110',
    query:
      ' |\n  W3CIISLog\n  | where scStatus == "401"\n  | summarize Failures = count(), StartTime = min(TimeGenerated) by cIP, csUserName',
    entityMappings: '\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: cIP',
    version: ' 1.0.0',
    kind: ' Scheduled',
    ...changes,
  };
  return Object.entries(fields)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key}:${value}\n`]))
    .join('');
}
