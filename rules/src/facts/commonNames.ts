/**
 * What published rules use most, most used first: it comes first in a list of completions. Counted over detections and hunting queries of the
 * Azure-Sentinel repository; names that have a successor stand for it.
 */

/** Tabular operators, by their first word. */
export const commonOperators = words(`
where extend summarize project join union parse sort order mv-expand distinct project-away make-series project-rename top take lookup evaluate
count project-reorder mv-apply serialize parse-kv invoke project-keep let
`);

/** Functions of one row. */
export const commonFunctions = words(`
ago tostring isnotempty iff split parse_json tolower strcat bin now case isempty extract startofday replace_string todynamic array_length
column_ifexists toint not toupper bag_pack tolong coalesce trim ipv4_is_match ipv4_is_private ipv4_is_in_range round todatetime datetime_diff
strlen substring parse_url url_decode indexof countof extract_all replace_regex toreal isnotnull isnull ingestion_time base64_decode_tostring
parse_xml prev next array_index_of set_has_element bag_keys strcat_array toscalar
`);

export const commonAggregates = words(`
count min max dcount make_set arg_max sum make_list countif make_bag arg_min dcountif make_set_if avg take_any percentile sumif stdev
`);

/** Operators between two values. */
export const commonScalarOperators = words(`
== =~ has in has_any in~ contains != !in > >= < <= between startswith !has matches_regex !~ endswith !contains has_all !in~ has_cs
`).map((name) => name.replace('_regex', ' regex'));

export const commonTables = words(`
SecurityEvent SigninLogs OfficeActivity CommonSecurityLog AuditLogs AzureActivity Syslog DeviceProcessEvents DeviceNetworkEvents
ThreatIntelIndicators ThreatIntelligenceIndicator AWSCloudTrail SecurityAlert DnsEvents DeviceFileEvents DeviceEvents DeviceLogonEvents
AADNonInteractiveUserSignInLogs W3CIISLog AzureDiagnostics Event WindowsEvent BehaviorAnalytics IdentityInfo EmailEvents SecurityIncident
AADServicePrincipalSignInLogs CloudAppEvents DeviceRegistryEvents IdentityLogonEvents EmailUrlInfo Heartbeat VMConnection LAQueryLogs
AzureDevOpsAuditing StorageBlobLogs GCPAuditLogs
`);

export const commonColumns = words(`
TimeGenerated Computer Account UserPrincipalName EventID OperationName UserId IPAddress IpAddress SourceIP DestinationIP ResultType
AppDisplayName DeviceName AccountName Operation ClientIP
`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
