/** The second rule that the benchmark runs: who failed to log on many times in a minute, with everything an analyst asks next. */

export const fewestFailures = 20;

export const logonRuleKql = `
let slice = 1m;
let fewestFailures = ${fewestFailures};
W3CIISLog
| where scStatus in ("401", "403")
| where csUserName != "-"
| extend Status = strcat(scStatus, ".", scSubStatus)
| extend StatusMeaning = case(
    Status == "401.0", "denied",
    Status == "401.1", "wrong credentials",
    Status == "401.2", "not allowed by the server",
    Status == "403.4", "needs TLS",
    "other")
| extend Win32 = tohex(tolong(scWin32Status))
| extend Win32Meaning = case(
    Win32 =~ "52e", "wrong user name or password",
    Win32 =~ "532", "password expired",
    Win32 =~ "775", "locked out",
    Win32 =~ "5", "access denied",
    Win32 =~ "0", "success",
    "other")
| extend Query = url_decode(csUriQuery)
| summarize Queries = make_set(Query), Users = make_set(csUserName), Sites = make_set(sSiteName), Ports = make_set(sPort),
    Agents = make_set(csUserAgent), Methods = make_set(csMethod), Statuses = make_set(Status), StatusMeanings = make_set(StatusMeaning),
    Win32s = make_set(Win32), Win32Meanings = make_set(Win32Meaning), Failures = count()
    by Slice = bin(TimeGenerated, slice), cIP, Computer, sIP
| where Failures >= fewestFailures
| project Slice, cIP, Computer, sIP, Failures, Users, Queries, Sites, Ports, Agents, Methods, Statuses, StatusMeanings, Win32s, Win32Meanings
| order by Failures desc, cIP asc, Slice asc
| extend HostName = tostring(split(Computer, ".")[0]), Dot = indexof(Computer, ".")
| extend Domain = iff(Dot != -1, substring(Computer, Dot + 1), Computer)
| project-away Dot
`;

/** The same in DuckDB's SQL. */
export const logonRuleSql = `
WITH computed AS (
  SELECT *, scStatus || '.' || scSubStatus AS Status, lower(to_hex(CAST(scWin32Status AS BIGINT))) AS Win32, url_decode(csUriQuery) AS Query
  FROM W3CIISLog
  WHERE scStatus IN ('401', '403') AND csUserName <> '-'
), meanings AS (
  SELECT *,
    CASE Status WHEN '401.0' THEN 'denied' WHEN '401.1' THEN 'wrong credentials' WHEN '401.2' THEN 'not allowed by the server'
      WHEN '403.4' THEN 'needs TLS' ELSE 'other' END AS StatusMeaning,
    CASE Win32 WHEN '52e' THEN 'wrong user name or password' WHEN '532' THEN 'password expired' WHEN '775' THEN 'locked out'
      WHEN '5' THEN 'access denied' WHEN '0' THEN 'success' ELSE 'other' END AS Win32Meaning
  FROM computed
)
SELECT time_bucket(INTERVAL 1 MINUTE, TimeGenerated) AS Slice, cIP, Computer, sIP, count(*) AS Failures,
  list(DISTINCT csUserName) AS Users, list(DISTINCT Query) AS Queries, list(DISTINCT sSiteName) AS Sites, list(DISTINCT sPort) AS Ports,
  list(DISTINCT csUserAgent) AS Agents, list(DISTINCT csMethod) AS Methods, list(DISTINCT Status) AS Statuses,
  list(DISTINCT StatusMeaning) AS StatusMeanings, list(DISTINCT Win32) AS Win32s, list(DISTINCT Win32Meaning) AS Win32Meanings,
  split_part(Computer, '.', 1) AS HostName, substr(Computer, instr(Computer, '.') + 1) AS Domain
FROM meanings
GROUP BY ALL
HAVING Failures >= ${fewestFailures}
ORDER BY Failures DESC, cIP ASC, Slice ASC
`;
