/**
 * An example of each function, aggregate, plugin and operator that rules use. A function stands with its value, which a test compares with the
 * engine's; the others read the table SecurityEvent, and a test binds them.
 */

const calls = lines(`
abs(-5) // 5
array_concat(dynamic([1, 2]), dynamic([3])) // [1,2,3]
array_index_of(dynamic(["a", "b"]), "b") // 1
array_length(dynamic([1, 2, 3])) // 3
array_slice(dynamic([1, 2, 3]), 1, 2) // [2,3]
array_sort_asc(dynamic([3, 1, 2])) // [1,2,3]
array_sort_desc(dynamic([3, 1, 2])) // [3,2,1]
array_strcat(dynamic(["a", "b"]), ";") // a;b
bag_has_key(dynamic({"user": "ada"}), "user") // true
bag_keys(dynamic({"user": "ada", "age": 36})) // ["user","age"]
bag_merge(dynamic({"a": 1}), dynamic({"b": 2})) // {"a":1,"b":2}
bag_pack("user", "ada", "age", 36) // {"user":"ada","age":36}
base64_decode_tostring("cnVsZQ==") // rule
base64_encode_tostring("rule") // cnVsZQ==
bin(datetime(2026-03-01 10:42), 1h) // 2026-03-01T10:00:00Z
binary_and(6, 3) // 2
case(5 > 3, "more", "less") // more
ceiling(1.2) // 2
coalesce("", "b") // b
countof("a.b.c", ".") // 2
datetime_add("day", 2, datetime(2026-03-01)) // 2026-03-03T00:00:00Z
datetime_diff("hour", datetime(2026-03-01 12:00), datetime(2026-03-01 09:30)) // 3
datetime_part("year", datetime(2026-03-01)) // 2026
dayofweek(datetime(2026-03-01)) // 00:00:00
endofday(datetime(2026-03-01 10:42)) // 2026-03-01T23:59:59.9999999Z
extract(@"user=(\\w+)", 1, "ip=1.2.3.4 user=ada") // ada
extract_all(@"(\\d+)", "a1b22") // ["1","22"]
extract_json("$.user", "{\\"user\\": \\"ada\\"}") // ada
floor(7.8, 1) // 7
format_datetime(datetime(2026-03-01 10:42), "yyyy-MM-dd HH:mm") // 2026-03-01 10:42
format_timespan(time(26h), "d.hh:mm") // 1.02:00
has_any_ipv4("from 10.0.0.1", "10.0.0.1", "10.0.0.2") // true
has_ipv4("from 10.0.0.1 to 8.8.8.8", "8.8.8.8") // true
has_ipv4_prefix("from 10.0.0.1", "10.0.") // true
hash_sha256("rule") // 7369949b47ef2c6ba26fbbee659cedc76123a75c17d321a52d8d1ef35e948042
hourofday(datetime(2026-03-01 10:42)) // 10
iff(3 > 2, "yes", "no") // yes
iif(3 > 2, "yes", "no") // yes
indexof("contoso.com", ".") // 7
ipv4_is_in_any_range("10.1.2.3", "10.0.0.0/8", "192.168.0.0/16") // true
ipv4_is_in_range("10.1.2.3", "10.0.0.0/8") // true
ipv4_is_match("10.1.2.3", "10.1.2.0/24") // true
ipv4_is_private("192.168.1.1") // true
ipv6_is_match("fe80::1", "fe80::/10") // true
isempty("") // true
isnotempty("a") // true
isnotnull(1) // true
isnull(int(null)) // true
log10(1000) // 3
make_datetime(2026, 3, 1) // 2026-03-01T00:00:00Z
max_of(3, 7, 5) // 7
min_of(3, 7, 5) // 3
monthofyear(datetime(2026-03-01)) // 3
not(true) // false
pack_array(1, "two") // [1,"two"]
parse_csv("a,b,c") // ["a","b","c"]
parse_ipv4("10.0.0.1") // 167772161
parse_json('{"user": "ada"}').user // ada
parse_path(@"C:\\Temp\\a.exe").Filename // a.exe
parse_url("https://contoso.com/a?b=1").Host // contoso.com
parse_urlquery("a=1&b=2")["Query Parameters"].b // 2
parse_version("1.2.3") // 1000000020000000300000000
parse_xml("<user><name>ada</name></user>").user.name // ada
pow(2, 10) // 1024
range(1, 7, 2) // [1,3,5,7]
replace_regex("a1b2", @"\\d", "#") // a#b#
replace_string("contoso.com", "contoso", "fabrikam") // fabrikam.com
reverse("abc") // cba
round(2.567, 1) // 2.6
set_difference(dynamic([1, 2, 3]), dynamic([2])) // [1,3]
set_has_element(dynamic(["a", "b"]), "b") // true
set_intersect(dynamic([1, 2]), dynamic([2, 3])) // [2]
set_union(dynamic([1, 2]), dynamic([2, 3])) // [1,2,3]
split("ada@contoso.com", "@") // ["ada","contoso.com"]
split("ada@contoso.com", "@", 1)[0] // contoso.com
sqrt(9) // 3
startofday(datetime(2026-03-01 10:42)) // 2026-03-01T00:00:00Z
startofmonth(datetime(2026-03-17)) // 2026-03-01T00:00:00Z
startofweek(datetime(2026-03-04)) // 2026-03-01T00:00:00Z
strcat("DOMAIN", "\\\\", "ada") // DOMAIN\\ada
strcat_array(dynamic(["a", "b"]), "->") // a->b
strcat_delim("-", "a", 1, "b") // a-1-b
strlen("rule") // 4
substring("contoso.com", 0, 7) // contoso
tobool("true") // true
todatetime("2026-03-01") // 2026-03-01T00:00:00Z
todynamic('[1, 2]')[1] // 2
tohex(255) // ff
toint("42") // 42
tolong("42") // 42
tolower("Ada") // ada
toreal("1.5") // 1.5
tostring(4624) // 4624
totimespan("01:30:00") // 01:30:00
toupper("Ada") // ADA
translate("ab", "xy", "banana") // yxnxnx
trim(@"\\s+", "  a  ") // a
trim_end(@"/+", "path//") // path
trim_start(@"\\.+", "..path") // path
unixtime_seconds_todatetime(1772323200) // 2026-03-01T00:00:00Z
url_decode("a%20b") // a b
url_encode("a/b") // a%2fb
zip(dynamic([1, 2]), dynamic(["a", "b"])) // [[1,"a"],[2,"b"]]
`);

const stages = lines(`
SecurityEvent | where TimeGenerated > ago(1h)
SecurityEvent | where TimeGenerated < now()
SecurityEvent | extend Ingested = ingestion_time()
SecurityEvent | extend Target = column_ifexists("TargetAccount", "")
SecurityEvent | sort by TimeGenerated asc | extend Before = prev(EventID)
SecurityEvent | sort by TimeGenerated asc | extend After = next(EventID)
SecurityEvent | serialize | extend Row = row_number()
SecurityEvent | extend Record = pack_all()
let Busy = materialize(SecurityEvent | summarize Events = count() by Computer); Busy | top 5 by Events
let Latest = toscalar(SecurityEvent | summarize max(TimeGenerated)); SecurityEvent | where TimeGenerated == Latest
SecurityEvent | summarize arg_max(TimeGenerated, *) by Computer
SecurityEvent | summarize arg_min(TimeGenerated, Account) by Computer
SecurityEvent | summarize avg(EventID) by Computer
SecurityEvent | summarize Events = count() by Account
SecurityEvent | summarize Failures = countif(EventID == 4625) by Account
SecurityEvent | summarize Hosts = dcount(Computer) by Account
SecurityEvent | summarize Hosts = dcountif(Computer, EventID == 4625) by Account
SecurityEvent | summarize Details = make_bag(bag_pack(Computer, EventID)) by Account
SecurityEvent | summarize Hosts = make_list(Computer, 100) by Account
SecurityEvent | summarize Hosts = make_set(Computer, 100) by Account
SecurityEvent | summarize Hosts = make_set_if(Computer, EventID == 4625) by Account
SecurityEvent | summarize Last = max(TimeGenerated) by Account
SecurityEvent | summarize First = min(TimeGenerated) by Account
SecurityEvent | summarize percentile(Level, 95) by Computer
SecurityEvent | summarize percentiles(Level, 50, 95) by Computer
SecurityEvent | summarize stdev(EventID) by Computer
SecurityEvent | summarize sum(EventID) by Computer
SecurityEvent | summarize take_any(Account) by Computer
SecurityEvent | make-series Events = count() on TimeGenerated step 1h by Computer | extend series_decompose_anomalies(Events)
SecurityEvent | make-series Events = count() on TimeGenerated step 1h | extend series_fit_line(Events)
SecurityEvent | extend Bag = parse_json(EventData) | evaluate bag_unpack(Bag)
SecurityEvent | evaluate pivot(Computer, count(), Account)
SecurityEvent | where EventID == 4625 and AccountType == "User"
SecurityEvent | extend Host = tolower(Computer)
SecurityEvent | summarize Events = count() by Account, bin(TimeGenerated, 1h)
SecurityEvent | project TimeGenerated, Account, Host = Computer
SecurityEvent | project-away EventData
SecurityEvent | project-keep TimeGenerated, Account*
SecurityEvent | project-rename Host = Computer
SecurityEvent | project-reorder TimeGenerated, Account
SecurityEvent | join kind=inner (SigninLogs) on $left.Account == $right.UserPrincipalName
SecurityEvent | lookup kind=leftouter (Heartbeat | summarize by Computer, OSType) on Computer
union isfuzzy=true SecurityEvent, WindowsEvent
SecurityEvent | parse EventData with * "LogonType\\">" Type:int "<" *
SecurityEvent | parse-where EventData with * "LogonType\\">" Type:int "<" *
SecurityEvent | parse-kv EventData as (user: string, ip: string) with (pair_delimiter=" ", kv_delimiter="=")
SecurityEvent | mv-expand Part = split(Account, "\\\\") to typeof(string)
SecurityEvent | mv-apply Part = split(Account, "\\\\") to typeof(string) on (where Part has "admin")
SecurityEvent | make-series Events = count() default=0 on TimeGenerated from ago(7d) to now() step 1d by Computer
SecurityEvent | sort by TimeGenerated desc
SecurityEvent | order by TimeGenerated desc
SecurityEvent | top 10 by TimeGenerated desc
SecurityEvent | take 10
SecurityEvent | limit 10
SecurityEvent | count
SecurityEvent | distinct Account, Computer
SecurityEvent | serialize
SecurityEvent | sample 5
SecurityEvent | render timechart
print Now = now()
range Day from startofday(ago(7d)) to now() step 1d
datatable(Account: string, Limit: int) ["ada", 5, "bob", 9]
`);

function lines(text: string): readonly string[] {
  return text.trim().split('\n');
}

/** A function of one row with its value, as it is written in the result. */
export interface CallExample {
  readonly call: string;
  readonly value: string;
}

export const callExamples: readonly CallExample[] = calls.map((line) => {
  const [call = '', value = ''] = line.split(' // ');
  return { call, value };
});

export const stageExamples = stages;

/** What shows how a name is used; undefined where there is no example. */
export function exampleOf(name: string): string | undefined {
  const own = callExamples.find(({ call }) => call.startsWith(`${name}(`));
  if (own !== undefined) return `${own.call} // ${own.value}`;
  return stages.find(
    (line) =>
      line.includes(`${name}(`) ||
      line.startsWith(`${name} `) ||
      line.startsWith(`${name}(`) ||
      line.includes(`| ${name} `) ||
      line.endsWith(`| ${name}`),
  );
}
