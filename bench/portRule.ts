/** The rule that the benchmark runs: who touched many ports of a server in ten minutes, with everything an analyst asks next. */

export const fewestPorts = 30;

/** The KQL, in the style of the rules that people publish: computed columns that only a handful of rows will ever need. */
export const portRuleKql = `
let slice = 10m;
let fewestPorts = ${fewestPorts};
W3CIISLog
| extend Status = strcat(scStatus, ".", scSubStatus)
| extend StatusMeaning = case(
    Status == "401.1", "wrong credentials",
    Status == "401.2", "not allowed by the server",
    Status == "403.4", "needs TLS",
    Status == "404.0", "nothing there",
    "other")
| extend Win32 = tohex(tolong(scWin32Status))
| extend Win32Meaning = case(
    Win32 =~ "52e", "wrong user name or password",
    Win32 =~ "2", "file not found",
    Win32 =~ "5", "access denied",
    Win32 =~ "0", "success",
    "other")
| extend Query = url_decode(csUriQuery)
| summarize Ports = make_set(sPort), Queries = make_set(Query), Users = make_set(csUserName), Sites = make_set(sSiteName),
    Agents = make_set(csUserAgent), Methods = make_set(csMethod), Statuses = make_set(Status), StatusMeanings = make_set(StatusMeaning),
    Win32s = make_set(Win32), Win32Meanings = make_set(Win32Meaning), Requests = count()
    by Slice = bin(TimeGenerated, slice), cIP, Computer, sIP
| extend PortCount = array_length(Ports)
| where PortCount >= fewestPorts
| project Slice, cIP, Computer, sIP, PortCount, Requests, Ports, Queries, Users, Sites, Agents, Methods, Statuses, StatusMeanings, Win32s, Win32Meanings
| order by PortCount desc, cIP asc
`;

/** The same in DuckDB's SQL. */
export const portRuleSql = `
WITH computed AS (
  SELECT *, scStatus || '.' || scSubStatus AS Status, lower(to_hex(CAST(scWin32Status AS BIGINT))) AS Win32, url_decode(csUriQuery) AS Query
  FROM W3CIISLog
), meanings AS (
  SELECT *,
    CASE Status WHEN '401.1' THEN 'wrong credentials' WHEN '401.2' THEN 'not allowed by the server' WHEN '403.4' THEN 'needs TLS'
      WHEN '404.0' THEN 'nothing there' ELSE 'other' END AS StatusMeaning,
    CASE Win32 WHEN '52e' THEN 'wrong user name or password' WHEN '2' THEN 'file not found' WHEN '5' THEN 'access denied'
      WHEN '0' THEN 'success' ELSE 'other' END AS Win32Meaning
  FROM computed
)
SELECT time_bucket(INTERVAL 10 MINUTE, TimeGenerated) AS Slice, cIP, Computer, sIP, len(list(DISTINCT sPort)) AS PortCount, count(*) AS Requests,
  list(DISTINCT sPort) AS Ports, list(DISTINCT Query) AS Queries, list(DISTINCT csUserName) AS Users, list(DISTINCT sSiteName) AS Sites,
  list(DISTINCT csUserAgent) AS Agents, list(DISTINCT csMethod) AS Methods, list(DISTINCT Status) AS Statuses,
  list(DISTINCT StatusMeaning) AS StatusMeanings, list(DISTINCT Win32) AS Win32s, list(DISTINCT Win32Meaning) AS Win32Meanings
FROM meanings
GROUP BY ALL
HAVING PortCount >= ${fewestPorts}
ORDER BY PortCount DESC, cIP ASC
`;
