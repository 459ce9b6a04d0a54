/** Whole files to begin with, as snippets of the language server protocol. Each is without findings as it stands. */
export interface RuleTemplate {
  /** What is typed to get it. */
  readonly label: string;
  readonly detail: string;
  readonly snippet: string;
}

const scheduled = `id: \${UUID}
name: \${1:Many failed logons from one address}
description: |
  \${2:Identifies addresses that fail to log on many times within an hour.}
severity: \${3|Medium,High,Low,Informational|}
status: Available
requiredDataConnectors:
  - connectorId: \${4:AzureActiveDirectory}
    dataTypes:
      - \${5:SigninLogs}
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics:
  - \${6:CredentialAccess}
relevantTechniques:
  - \${7:T1110}
query: |
  SigninLogs
  | where ResultType != "0"
  | summarize Failures = count(), StartTime = min(TimeGenerated), EndTime = max(TimeGenerated) by IPAddress
  | where Failures > 20
  $0
entityMappings:
  - entityType: IP
    fieldMappings:
      - identifier: Address
        columnName: IPAddress
version: 1.0.0
kind: Scheduled
`;

const nearRealTime = `id: \${UUID}
name: \${1:The audit log was cleared}
description: |
  \${2:Identifies hosts on which someone cleared the security log.}
severity: \${3|High,Medium,Low,Informational|}
status: Available
requiredDataConnectors:
  - connectorId: \${4:SecurityEvents}
    dataTypes:
      - \${5:SecurityEvent}
tactics:
  - \${6:DefenseEvasion}
relevantTechniques:
  - \${7:T1070}
query: |
  SecurityEvent
  | where EventID == 1102
  | extend Parts = split(Computer, ".")
  | extend
      HostName = tostring(Parts[0]),
      DnsDomain = strcat_array(array_slice(Parts, 1, -1), ".")
  | project TimeGenerated, HostName, DnsDomain, Account
  $0
entityMappings:
  - entityType: Host
    fieldMappings:
      - identifier: HostName
        columnName: HostName
      - identifier: DnsDomain
        columnName: DnsDomain
version: 1.0.0
kind: NRT
`;

const hunting = `id: \${UUID}
name: \${1:Rare user agents}
description: |
  \${2:Identifies addresses with user agents that hardly anyone uses, for a look by hand.}
requiredDataConnectors:
  - connectorId: \${3:AzureMonitor(IIS)}
    dataTypes:
      - \${4:W3CIISLog}
tactics:
  - \${5:InitialAccess}
relevantTechniques:
  - \${6:T1190}
query: |
  W3CIISLog
  | summarize Requests = count() by csUserAgent, cIP
  | top 50 by Requests asc
  $0
entityMappings:
  - entityType: IP
    fieldMappings:
      - identifier: Address
        columnName: cIP
version: 1.0.0
`;

const asim = `id: \${UUID}
name: \${1:One source reaches many ports}
description: |
  \${2:Identifies addresses that reach many ports of one host, whichever product has seen it.}
severity: \${3|Medium,High,Low,Informational|}
status: Available
requiredDataConnectors: []
queryFrequency: 1h
queryPeriod: 1h
triggerOperator: gt
triggerThreshold: 0
tactics:
  - \${4:Discovery}
relevantTechniques:
  - \${5:T1046}
query: |
  _Im_NetworkSession(starttime=ago(1h), endtime=now())
  | where isnotempty(SrcIpAddr)
  | summarize
      Ports = dcount(DstPortNumber),
      StartTime = min(TimeGenerated),
      EndTime = max(TimeGenerated)
      by SrcIpAddr, DstIpAddr
  | where Ports > 100
  $0
entityMappings:
  - entityType: IP
    fieldMappings:
      - identifier: Address
        columnName: SrcIpAddr
version: 1.0.0
kind: Scheduled
tags:
  - Schema: ASIMNetworkSession
    SchemaVersion: 0.2.6
`;

const parser = `id: \${UUID}
Function:
  Title: \${1:Parser of my application}
  Version: '1.0.0'
  LastUpdated: '2026-01-01'
Category: Microsoft Sentinel Parser
FunctionName: \${2:MyApplication}
FunctionAlias: \${2:MyApplication}
FunctionQuery: |
  Syslog
  | where ProcessName == "\${3:myapp}"
  | parse SyslogMessage with "user=" User " from=" Address
  | project TimeGenerated, Computer, User, Address
  $0
`;

export const ruleTemplates: readonly RuleTemplate[] = [
  { label: 'Sentinel scheduled rule', detail: 'A rule that runs at intervals', snippet: scheduled },
  { label: 'Sentinel NRT rule', detail: 'A near-real-time rule', snippet: nearRealTime },
  { label: 'Sentinel hunting query', detail: 'A query to run by hand', snippet: hunting },
  { label: 'Sentinel ASIM rule', detail: 'A scheduled rule over normalised events', snippet: asim },
  { label: 'Sentinel parser', detail: 'A function that other queries call', snippet: parser },
];

/** A rule to begin with. */
export interface NewRule {
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

/** The text of each template with an id of its own. */
export function newRules(newId: () => string): NewRule[] {
  return ruleTemplates.map(({ label, detail, snippet }) => ({ label, detail, text: plainText(snippet, newId()) }));
}

/** The text a snippet becomes when nothing is changed in it: the first choice, the default of each placeholder, and the given id. */
export function plainText(snippet: string, id: string): string {
  return snippet
    .replaceAll(/\$\{UUID\}/g, id)
    .replaceAll(/\$\{\d+\|([^,|]*)[^}]*\|\}/g, '$1')
    .replaceAll(/\$\{\d+:([^}]*)\}/g, '$1')
    .replaceAll(/^ *\$0\n/gm, '')
    .replaceAll(/\$\d/g, '');
}
