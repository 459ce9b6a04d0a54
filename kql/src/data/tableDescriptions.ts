/** What often used tables hold, in our own words. */
const descriptions: Readonly<Record<string, string>> = {
  AADManagedIdentitySignInLogs: 'Sign-ins of managed identities of Azure resources.',
  AADNonInteractiveUserSignInLogs: 'Sign-ins that a client made for a user who took no part, such as a refreshed token.',
  AADServicePrincipalSignInLogs: 'Sign-ins of applications and service principals.',
  AuditLogs: 'Changes in Entra ID: users, groups, roles, applications.',
  AWSCloudTrail: 'API calls in AWS accounts.',
  AzureActivity: 'Operations on Azure resources, from the control plane.',
  AzureDiagnostics: 'Resource logs of many Azure services in one table; its columns depend on the service.',
  BehaviorAnalytics: 'What UEBA thinks of the activity of users and hosts.',
  CommonSecurityLog: 'Events in Common Event Format (CEF) from firewalls, proxies and other devices.',
  DeviceEvents: 'Events of Defender for Endpoint that have no table of their own.',
  DeviceFileEvents: 'Files that were created, changed or deleted on devices.',
  DeviceImageLoadEvents: 'Libraries that processes loaded on devices.',
  DeviceLogonEvents: 'Logons on devices.',
  DeviceNetworkEvents: 'Network connections of devices.',
  DeviceProcessEvents: 'Processes that were started on devices.',
  DeviceRegistryEvents: 'Registry changes on devices.',
  DnsEvents: 'Queries and changes of Windows DNS servers.',
  EmailEvents: 'Messages that Microsoft 365 delivered or blocked.',
  Event: 'Windows events other than security events.',
  Heartbeat: 'A row a minute of each machine with an agent.',
  IdentityLogonEvents: 'Logons that Defender for Identity saw.',
  LAQueryLogs: 'Queries that were run on the workspace.',
  OfficeActivity: 'What users and administrators did in Exchange, SharePoint, OneDrive and Teams.',
  SecurityAlert: 'Alerts of Sentinel rules and of connected products.',
  SecurityEvent: 'Windows security events.',
  SecurityIncident: 'Incidents of Sentinel; each change writes another row.',
  SigninLogs: 'Interactive sign-ins of users to Entra ID.',
  Syslog: 'Syslog messages of Linux machines and devices.',
  ThreatIntelligenceIndicator: 'Indicators of compromise that were imported.',
  VMConnection: 'Network connections of machines with the dependency agent.',
  W3CIISLog: 'Requests to Internet Information Services, from its W3C extended logs.',
  Watchlist: 'Rows of all watchlists; `_GetWatchlist` reads one of them.',
  WindowsEvent: 'Windows events that were forwarded, with their fields as a property bag.',
  WindowsFirewall: 'What the Windows firewall let through or dropped.',
};

/** What `table` holds; undefined where nothing is known beyond its name. */
export function describeTable(table: string): string | undefined {
  return Object.hasOwn(descriptions, table) ? descriptions[table] : undefined;
}
