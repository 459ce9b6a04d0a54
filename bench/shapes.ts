/** Queries of one shape each, as detection rules have them, with the same in DuckDB's SQL. Each gives few rows, in an order that it fixes. */
export interface Shape {
  readonly name: string;
  readonly kql: string;
  readonly sql: string;
}

const wordOf = (word: string): string => `'(^|[^a-z0-9])${word}($|[^a-z0-9])'`;

export const shapes: readonly Shape[] = [
  {
    name: 'filter by has',
    kql: 'W3CIISLog | where csUriStem has "item7" | count',
    sql: `SELECT count(*) FROM W3CIISLog WHERE regexp_matches(lower(csUriStem), ${wordOf('item7')})`,
  },
  {
    name: 'filter by contains',
    kql: 'W3CIISLog | where csUriQuery contains "PAGE=3" | count',
    sql: "SELECT count(*) FROM W3CIISLog WHERE contains(lower(csUriQuery), 'page=3')",
  },
  {
    name: 'filter by in',
    kql: 'W3CIISLog | where scStatus in ("401", "403", "500") | count',
    sql: "SELECT count(*) FROM W3CIISLog WHERE scStatus IN ('401', '403', '500')",
  },
  {
    name: 'filter by regex',
    kql: 'W3CIISLog | where csUserAgent matches regex "Firefox/1[12][0-9]" | count',
    sql: "SELECT count(*) FROM W3CIISLog WHERE regexp_matches(csUserAgent, 'Firefox/1[12][0-9]')",
  },
  {
    name: 'group by one key: count',
    kql: 'W3CIISLog | summarize n = count() by cIP | sort by n desc, cIP asc | take 50',
    sql: 'SELECT cIP, count(*) AS n FROM W3CIISLog GROUP BY cIP ORDER BY n DESC, cIP LIMIT 50',
  },
  {
    name: 'group by two keys: dcount',
    kql: 'W3CIISLog | summarize n = dcount(csUriStem, 4) by cIP, sIP | sort by n desc, cIP asc, sIP asc | take 50',
    sql: 'SELECT cIP, sIP, count(DISTINCT csUriStem) AS n FROM W3CIISLog GROUP BY ALL ORDER BY n DESC, cIP, sIP LIMIT 50',
  },
  {
    name: 'group by four keys: count',
    kql: 'W3CIISLog | summarize n = count() by cIP, sIP, csMethod, scStatus | sort by n desc, cIP asc, sIP asc, csMethod asc, scStatus asc | take 50',
    sql: 'SELECT cIP, sIP, csMethod, scStatus, count(*) AS n FROM W3CIISLog GROUP BY ALL ORDER BY n DESC, cIP, sIP, csMethod, scStatus LIMIT 50',
  },
  {
    name: 'make_set',
    kql: 'W3CIISLog | summarize Stems = make_set(csUriStem) by csUserName | project csUserName, n = array_length(Stems) | order by csUserName asc',
    sql: 'SELECT csUserName, len(list(DISTINCT csUriStem)) AS n FROM W3CIISLog GROUP BY csUserName ORDER BY csUserName',
  },
  {
    name: 'arg_max',
    kql: 'W3CIISLog | summarize arg_max(scBytes, TimeTaken) by cIP | summarize n = count(), m = sum(scBytes)',
    sql: 'SELECT count(*) AS n, CAST(sum(b) AS BIGINT) AS m FROM (SELECT max(scBytes) AS b, arg_max(TimeTaken, scBytes) AS t FROM W3CIISLog GROUP BY cIP)',
  },
  {
    name: 'percentile',
    kql: 'W3CIISLog | summarize p = percentile(TimeTaken, 95) by sIP, csMethod | order by sIP asc, csMethod asc',
    sql: 'SELECT sIP, csMethod, quantile_disc(TimeTaken, 0.95) AS p FROM W3CIISLog GROUP BY ALL ORDER BY sIP, csMethod',
  },
  {
    name: 'inner join on a string key',
    kql: `W3CIISLog | join kind=inner (W3CIISLog | where scStatus == "401" | summarize f = count() by cIP) on cIP | summarize n = count(), s = sum(f)`,
    sql: `SELECT count(*) AS n, CAST(sum(f) AS BIGINT) AS s FROM W3CIISLog JOIN (SELECT cIP, count(*) AS f FROM W3CIISLog WHERE scStatus = '401' GROUP BY cIP) USING (cIP)`,
  },
  {
    name: 'anti join on a string key',
    kql: 'W3CIISLog | join kind=leftanti (W3CIISLog | where scStatus == "500" | distinct cIP) on cIP | count',
    sql: "SELECT count(*) FROM W3CIISLog ANTI JOIN (SELECT DISTINCT cIP FROM W3CIISLog WHERE scStatus = '500') AS failed USING (cIP)",
  },
  {
    name: 'top',
    kql: 'W3CIISLog | top 100 by scBytes desc | summarize s = sum(scBytes)',
    sql: 'SELECT CAST(sum(scBytes) AS BIGINT) AS s FROM (SELECT scBytes FROM W3CIISLog ORDER BY scBytes DESC LIMIT 100)',
  },
  {
    name: 'mv-expand',
    kql: 'W3CIISLog | extend Part = split(csUriStem, "/") | mv-expand Part to typeof(string) | summarize n = count() by Part | sort by n desc, Part asc | take 50',
    sql: "SELECT Part, count(*) AS n FROM (SELECT unnest(string_split(csUriStem, '/')) AS Part FROM W3CIISLog) GROUP BY Part ORDER BY n DESC, Part LIMIT 50",
  },
  {
    name: 'parse',
    kql: 'W3CIISLog | parse csUriQuery with "ref=" Ref:long "&page=" Page:long | where isnotnull(Page) | summarize n = count(), s = sum(Ref) by Page | order by Page asc',
    sql: `SELECT Page, count(*) AS n, CAST(sum(Ref) AS BIGINT) AS s FROM (SELECT TRY_CAST(regexp_extract(csUriQuery, '^ref=(\\d+)&page=(\\d+)$', 2) AS BIGINT) AS Page, TRY_CAST(regexp_extract(csUriQuery, '^ref=(\\d+)&page=(\\d+)$', 1) AS BIGINT) AS Ref FROM W3CIISLog) WHERE Page IS NOT NULL GROUP BY Page ORDER BY Page`,
  },
  {
    name: 'sort',
    kql: 'W3CIISLog | project scBytes, cIP, TimeGenerated | sort by scBytes desc, cIP asc, TimeGenerated asc | serialize n = row_number() | where n % 10000 == 0 | project n, scBytes, cIP',
    sql: 'SELECT n, scBytes, cIP FROM (SELECT scBytes, cIP, row_number() OVER (ORDER BY scBytes DESC, cIP, TimeGenerated) AS n FROM W3CIISLog) WHERE n % 10000 = 0 ORDER BY n',
  },
  {
    name: 'bin by time',
    kql: 'W3CIISLog | summarize n = count() by bin(TimeGenerated, 5m) | order by TimeGenerated asc',
    sql: 'SELECT time_bucket(INTERVAL 5 MINUTE, TimeGenerated) AS t, count(*) AS n FROM W3CIISLog GROUP BY t ORDER BY t',
  },
];
