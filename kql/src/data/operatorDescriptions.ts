/** What the operators of KQL do, in our own words: a line each. Tabular operators by their keyword, scalar ones by their sign or word. */
import { parse } from './functionDescriptions.ts';

const tabular = parse(`
as: Names the table at this point, for later use in the same statement.
consume: Reads all rows and returns none.
count: Returns one row with the number of rows.
datatable: A table written out in the query.
distinct: The different combinations of the columns.
evaluate: Calls a plugin.
extend: Adds columns, or replaces those of the same name.
externaldata: A table read from files outside of the workspace.
facet: Several tables: the counts for each column.
filter: Keeps the rows for which the condition holds; the same as \`where\`.
find: Rows from several tables for which the condition holds.
fork: Runs several operators on the same rows.
getschema: One row for each column of the table.
invoke: Calls a function with the table as its first argument.
join: Pairs rows of two tables that agree in the keys; without \`kind\` it is innerunique, which keeps one left row a key.
let: Gives a name to a value, a table or a function.
limit: Any rows, up to a number; the same as \`take\`.
lookup: Adds the columns of a small table to the rows whose keys agree.
make-series: One row a group with a series of values over time.
mv-apply: Runs a query on the elements of an array of each row.
mv-expand: A row for each element of an array.
order: Sorts the rows; descending unless \`asc\` is given.
parse: Takes a string apart by a pattern and adds the parts as columns.
parse-kv: Takes key and value pairs out of a string.
parse-where: Like \`parse\`, and drops the rows that do not fit.
partition: Runs a query for each value of a column.
print: One row of computed values.
project: Only these columns, named or computed, in this order.
project-away: All columns but these.
project-keep: Only these columns, in the order of the table.
project-rename: The same columns, some under new names.
project-reorder: The same columns in another order.
range: One column of values from a first to a last.
reduce: Groups strings that are alike.
render: Says how the client should draw the result; a rule has no use for it.
sample: Random rows, up to a number.
sample-distinct: Different values of a column, up to a number.
scan: Matches sequences of rows by the steps of a state machine.
search: Rows in which a text occurs in any column.
serialize: Fixes the order of rows, so that functions such as \`prev\` may be used.
set: Sets an option of the query.
sort: Sorts the rows; descending unless \`asc\` is given.
summarize: One row a group, with aggregates such as \`count()\`.
take: Any rows, up to a number.
top: The first rows by a sort order.
top-hitters: The most frequent values, estimated.
top-nested: The top values of several columns, one within the other.
union: The rows of several tables, one after the other.
where: Keeps the rows for which the condition holds.
`);

const scalar = parse(`
==: Whether both are equal; strings by case.
!=: Whether both differ; strings by case.
=~: Whether both strings are equal but for case.
!~: Whether both strings differ, case aside.
<: Whether the left is less.
<=: Whether the left is less or equal.
>: Whether the left is greater.
>=: Whether the left is greater or equal.
and: Whether both conditions hold.
or: Whether one of the conditions holds.
between: Whether the value lies in the range, both ends included.
!between: Whether the value lies outside of the range.
contains: Whether the text occurs anywhere in the string, case aside; slower than \`has\`.
!contains: Whether the text occurs nowhere in the string, case aside.
contains_cs: Whether the text occurs anywhere in the string, by case.
!contains_cs: Whether the text occurs nowhere in the string, by case.
endswith: Whether the string ends with the text, case aside.
!endswith: Whether the string does not end with the text, case aside.
endswith_cs: Whether the string ends with the text, by case.
has: Whether the text occurs in the string as a whole term, case aside; uses the index.
!has: Whether the text does not occur in the string as a whole term, case aside.
has_cs: Whether the text occurs in the string as a whole term, by case.
has_all: Whether all of the texts occur in the string as whole terms, case aside.
has_any: Whether one of the texts occurs in the string as a whole term, case aside.
hasprefix: Whether a term of the string starts with the text, case aside.
hassuffix: Whether a term of the string ends with the text, case aside.
in: Whether the value equals one of the list; strings by case.
!in: Whether the value equals none of the list; strings by case.
in~: Whether the string equals one of the list, case aside.
!in~: Whether the string equals none of the list, case aside.
matches regex: Whether a part of the string matches the regular expression (RE2 syntax).
startswith: Whether the string starts with the text, case aside.
!startswith: Whether the string does not start with the text, case aside.
startswith_cs: Whether the string starts with the text, by case.
`);

/** The tabular operators whose keyword is not one word for an identifier pattern, longest first. */
export const dashedOperators: readonly string[] = [...tabular.keys()]
  .filter((name) => name.includes('-'))
  .sort((a, b) => b.length - a.length);

/** What the tabular operator or statement keyword does; undefined where it is none. */
export function describeTabularOperator(name: string): string | undefined {
  return tabular.get(name);
}

/** What the scalar operator does; undefined where it is none. */
export function describeScalarOperator(name: string): string | undefined {
  return scalar.get(name);
}
