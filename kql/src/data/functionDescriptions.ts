/** What the built-in functions and aggregates that rules use do, in our own words: a line each. */
const descriptions = parse(`
abs: The absolute value.
ago: The time this long before now; in a rule, before the end of the window.
array_concat: One array of all the elements of several.
array_index_of: The position of a value in an array, from 0; -1 where it is missing.
array_length: How many elements an array has.
array_slice: The elements from one position to another, both included.
array_sort_asc: The array sorted from small to large.
array_sort_desc: The array sorted from large to small.
array_strcat: The elements as one string, with a separator between them.
arg_max: The row with the greatest value: that value, and the other columns of its row.
arg_min: The row with the smallest value: that value, and the other columns of its row.
assert: Fails the query with a message where a condition does not hold.
avg: The average.
avgif: The average over the rows for which a condition holds.
bag_has_key: Whether a property bag has a key.
bag_keys: The keys of a property bag.
bag_merge: One property bag of several; where keys repeat, the first one wins.
bag_pack: A property bag of alternating keys and values.
base64_decode_tostring: The text that a base64 string stands for.
base64_encode_tostring: The text as base64.
between: Whether a value lies in a range, both ends included.
bin: The value rounded down to a multiple of the bin size; what rules group time by.
bin_at: The value rounded down to a multiple of the bin size, counted from a fixed point.
binary_and: The bits that both numbers have.
case: The value that follows the first condition that holds, else the last one.
ceiling: The smallest whole number that is not less.
coalesce: The first value that is not null, or not empty.
column_ifexists: The column of that name, or the default where there is none.
cosine_similarity: How alike the directions of two series are.
count: How many rows there are.
count_distinct: How many different values there are, exactly.
countif: How many rows there are for which a condition holds.
countof: How often a text or pattern occurs in a string.
datetime_add: A time moved by an amount of a unit, such as months.
datetime_diff: How many borders of a unit lie between two times.
datetime_part: One part of a time, such as its hour.
dayofmonth: The day of the month, from 1.
dayofweek: The time since the last Sunday, in whole days.
dayofyear: The day of the year, from 1.
dcount: How many different values there are, estimated.
dcountif: How many different values there are among the rows for which a condition holds, estimated.
endofday: The last moment of the day.
endofmonth: The last moment of the month.
endofweek: The last moment of the week.
exp: e to the power of the value.
extract: The part of a string that a group of a regular expression matches.
extract_all: All the parts of a string that the groups of a regular expression match.
extract_json: The value at a path of a JSON text.
floor: The value rounded down to a multiple of the bin size.
format_datetime: A time as text, in a form such as 'yyyy-MM-dd HH:mm'.
format_timespan: A time span as text, in a form such as 'dd.hh:mm:ss'.
geo_distance_2points: The distance in metres between two places on earth.
geo_info_from_ip_address: Country, state, city and coordinates of an IP address.
getmonth: The number of the month.
gettype: The type of a value at run time.
getyear: The year.
has_any_ipv4: Whether one of several IPv4 addresses occurs in a text.
has_any_ipv4_prefix: Whether an address with one of several prefixes occurs in a text.
has_ipv4: Whether an IPv4 address occurs in a text.
has_ipv4_prefix: Whether an address with a prefix occurs in a text.
hash: A hash of the value as a number.
hash_md5: The MD5 of the value, in hex.
hash_sha1: The SHA-1 of the value, in hex.
hash_sha256: The SHA-256 of the value, in hex.
hourofday: The hour, from 0 to 23.
iff: One of two values, by a condition.
iif: One of two values, by a condition.
indexof: The position of a text in a string, from 0; -1 where it is missing.
ingestion_time: When the row was received by the workspace.
ipv4_compare: Which of two IPv4 addresses is the greater, after a mask.
ipv4_is_in_any_range: Whether an IPv4 address lies in one of several ranges.
ipv4_is_in_range: Whether an IPv4 address lies in a range such as '10.0.0.0/8'.
ipv4_is_match: Whether two IPv4 addresses are the same, after a mask.
ipv4_is_private: Whether an IPv4 address is of a private network; null where the text is no address.
ipv6_compare: Which of two addresses is the greater, after a mask; IPv4 too.
ipv6_is_in_range: Whether an IPv6 address lies in a range.
ipv6_is_match: Whether two addresses are the same, after a mask; IPv4 too.
isempty: Whether a string is empty.
isfinite: Whether a number is neither infinite nor NaN.
isnan: Whether a number is NaN.
isnotempty: Whether a string is not empty.
isnotnull: Whether a value is not null.
isnull: Whether a value is null.
isutf8: Whether a string is valid UTF-8.
log: The natural logarithm.
log10: The logarithm to base 10.
log2: The logarithm to base 2.
make_bag: One property bag of all bags of the group.
make_datetime: A time of its parts.
make_list: The values of the group as an array, in no fixed order.
make_list_if: The values of the rows for which a condition holds, as an array.
make_set: The different values of the group as an array.
make_set_if: The different values of the rows for which a condition holds, as an array.
make_timespan: A time span of its parts.
materialize: Computes a table once, for several uses in the query.
max: The greatest value.
max_of: The greatest of several values.
maxif: The greatest value among the rows for which a condition holds.
min: The smallest value.
min_of: The smallest of several values.
minif: The smallest value among the rows for which a condition holds.
monthofyear: The number of the month.
new_guid: A new random GUID.
next: The value of a later row, in a sorted table.
not: Whether a condition does not hold.
now: The present time; in a rule, the end of the window.
pack: A property bag of alternating keys and values.
pack_all: The whole row as a property bag.
pack_array: An array of the values.
parse_command_line: The arguments of a command line as an array.
parse_csv: The fields of one CSV record as an array.
parse_ipv4: An IPv4 address as a number; null where the text is no address.
parse_ipv4_mask: An IPv4 address after a mask, as a number.
parse_json: The JSON text as a dynamic value.
parse_path: Scheme, root, directory, file name and extension of a file path.
parse_url: Scheme, host, port, path, user, query parameters and fragment of a URL.
parse_urlquery: The parameters of a query string, as a property bag.
parse_user_agent: Browser, operating system and device of a User-Agent.
parse_version: A version number as a decimal that can be compared.
parse_xml: The XML text as a dynamic value.
parsejson: The JSON text as a dynamic value.
percentile: The value below which that share of the values lies, estimated.
percentiles: The values below which those shares of the values lie, estimated.
pow: One number to the power of another.
prev: The value of an earlier row, in a sorted table.
rand: A random number from 0 to 1, or below a limit.
range: The values from a first to a last, as an array.
regex_quote: The text with all that is special in a regular expression escaped.
replace_regex: The string with all matches of a regular expression replaced.
replace_string: The string with all occurrences of a text replaced.
reverse: The string from its end to its start.
round: The number rounded to some digits.
row_cumsum: The sum of this row and all before it, in a sorted table.
row_number: The number of the row, in a sorted table.
row_rank_dense: The rank of the row among different values, in a sorted table.
series_decompose_anomalies: The points of a series that stand out from its season and trend.
series_fit_line: The straight line that fits a series best.
series_stats: Minimum, maximum, average and more of a series.
set_difference: The elements of the first array that are in no other.
set_has_element: Whether an array has an element.
set_intersect: The elements that all arrays have.
set_union: All the different elements of several arrays.
sign: -1, 0 or 1, by the sign of the number.
split: The parts of a string between separators, as an array.
sqrt: The square root.
startofday: The first moment of the day.
startofmonth: The first moment of the month.
startofweek: The first moment of the week, a Sunday.
startofyear: The first moment of the year.
stdev: The standard deviation of a sample.
strcat: The values as one string.
strcat_array: The elements of an array as one string, with a separator between them.
strcat_delim: The values as one string, with a separator between them.
strcmp: Which of two strings comes first.
string_size: The length of the string in bytes.
strlen: The length of the string in characters.
strrep: The string repeated.
substring: The part of a string from a position, counted from 0.
sum: The sum.
sumif: The sum over the rows for which a condition holds.
take_any: The value of any one row of the group.
take_anyif: The value of any one row for which a condition holds.
tobool: The value as a bool; null where it is none.
todatetime: The value as a time; null where it is none.
todecimal: The value as a decimal; null where it is none.
todouble: The value as a real; null where it is none.
todynamic: The JSON text as a dynamic value.
toguid: The value as a GUID; null where it is none.
tohex: The number in hex.
toint: The value as an int; null where it is none.
tolong: The value as a long; null where it is none.
tolower: The string in lower case.
toreal: The value as a real; null where it is none.
toscalar: The first value of a table that is computed once.
tostring: The value as a string.
totimespan: The value as a time span; null where it is none.
toupper: The string in upper case.
translate: The string with single characters replaced by others.
treepath: The paths of all leaves of a dynamic value.
trim: The string without what a regular expression matches at its ends.
trim_end: The string without what a regular expression matches at its end.
trim_start: The string without what a regular expression matches at its start.
unixtime_milliseconds_todatetime: The time that lies so many milliseconds after 1970.
unixtime_seconds_todatetime: The time that lies so many seconds after 1970.
url_decode: The text with percent-encoding undone.
url_encode: The text with percent-encoding.
variance: The variance of a sample.
week_of_year: The number of the week.
zip: An array of pairs, made of the elements of several arrays.
`);

/** What the built-in function or aggregate `name` does, in one sentence; undefined where nobody wrote it down. */
export function describeFunction(name: string): string | undefined {
  return descriptions.get(name);
}

/** Reads lines of `name: text`. */
export function parse(lines: string): ReadonlyMap<string, string> {
  const entries = lines.trim().split('\n');
  return new Map(entries.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]));
}
