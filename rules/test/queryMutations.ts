/** Mistakes in a query, each made in the text that Sentinel sees, so that it can be written in every style of YAML. */

export interface QueryMutation {
  readonly name: string;
  /** The broken query; undefined where it has nothing to break in this way. */
  readonly breakQuery: (kql: string) => string | undefined;
  /** The checks that may report it. */
  readonly codes: readonly string[];
  /** Words of the remedy that the message or the title of a fix must have. */
  readonly remedy: RegExp;
  /** A text on the line that is to be underlined. */
  readonly line: RegExp;
  /** Only tells in a rule whose query has no column that may or may not exist. */
  readonly needsColumns?: true;
  /** What stands there once a fix was applied; undefined where none is expected. */
  readonly repaired?: string;
}

const append =
  (...stages: string[]) =>
  (kql: string) =>
    `${kql.replace(/[;\s]+$/, '')}\n${stages.join('\n')}\n`;
const prepend = (line: string, stage: string) => (kql: string) => `${line}\n${append(stage)(kql)}`;

function misspeltTable(kql: string): string | undefined {
  const table = /^[ \t]*([A-Z][a-z]+[A-Za-z]*[a-z])[ \t]*\r?\n[ \t]*\|/m.exec(kql)?.[1];
  if (table === undefined || new RegExp(`let\\s+${table}\\b`).test(kql)) return undefined;
  return kql.replace(new RegExp(`^([ \\t]*)${table}(?=[ \\t]*\\r?\\n)`, 'm'), `$1${table.slice(0, -2)}${table.at(-1)}${table.at(-2)}`);
}

const meaning = ['KQL004'];
const either = ['KQL003', 'KQL004'];

export const queryMutations: readonly QueryMutation[] = [
  {
    name: 'a pipe lost',
    breakQuery: append('where "Broken" == "a"'),
    codes: either,
    remedy: /`\|`|operator|expected|missing/i,
    repaired: '| where "Broken" == "a"',
    line: /Broken/,
  },
  { name: 'a pipe twice', breakQuery: append('| | where "Broken" == "a"'), codes: either, remedy: /operator/i, line: /Broken/ },
  {
    name: 'an operator misspelt',
    breakQuery: append('| serialise Broken = 1'),
    codes: either,
    remedy: /did you mean `serialize`/,
    repaired: '| serialize Broken = 1',
    line: /Broken/,
  },
  {
    name: 'a short operator misspelt',
    breakQuery: append('| wehre "Broken" == "a"'),
    codes: either,
    remedy: /did you mean `where`/,
    repaired: '| where "Broken"',
    line: /Broken/,
  },
  {
    name: 'an aggregate misspelt',
    breakQuery: append('| extend Broken = toscalar(SigninLogs | summarize cuont())'),
    codes: meaning,
    repaired: 'summarize count()',
    remedy: /did you mean `count`/,
    line: /Broken/,
  },
  {
    name: 'an argument missing',
    breakQuery: append('| extend Broken = strlen()'),
    codes: meaning,
    remedy: /`strlen`.*1 argument|expects 1/i,
    line: /Broken/,
  },
  {
    name: 'too few arguments',
    breakQuery: append('| extend Broken = replace_string("a", "b")'),
    codes: meaning,
    remedy: /`replace_string`.*3 arguments|expects 3/i,
    line: /Broken/,
  },
  {
    name: 'an aggregate without argument',
    breakQuery: append('| summarize Broken = dcount()'),
    codes: meaning,
    remedy: /`dcount`.*argument/i,
    line: /Broken/,
  },
  {
    name: 'a variable misspelt',
    breakQuery: prepend('let mostLogons = 5;', '| where "Broken" == "a" and 1 < mostLogon'),
    codes: meaning,
    remedy: /did you mean `mostLogons`/,
    repaired: '1 < mostLogons',
    needsColumns: true,
    line: /Broken/,
  },
  {
    name: 'a semicolon lost',
    breakQuery: (kql) => `let Broken = 5\n${kql}`,
    codes: either,
    remedy: /`;`/,
    line: /Broken/,
  },
  {
    name: 'a text without its end',
    breakQuery: append('| where "a" == "Broken'),
    codes: either,
    remedy: /quote/,
    line: /Broken/,
  },
  {
    name: 'a text with another quote at its end',
    breakQuery: append(`| where "a" == "Broken'`),
    codes: either,
    remedy: /quote/,
    line: /Broken/,
  },
  {
    name: 'a comparison of text and number',
    breakQuery: append('| where strlen("Broken") > "5"'),
    codes: meaning,
    remedy: /type|compar/i,
    line: /Broken/,
  },
  {
    name: 'a time as text',
    breakQuery: append('| where "Broken" == "a" or now() > ago("1h")'),
    codes: meaning,
    remedy: /timespan/,
    line: /Broken/,
  },
  {
    name: 'a span of no unit',
    breakQuery: append('| where "Broken" == "a" or now() > ago(1x)'),
    codes: either,
    remedy: /./,
    needsColumns: true,
    line: /Broken/,
  },
  {
    name: 'a key of a join that no side has',
    breakQuery: append('| join kind=inner (SigninLogs | project Broken = UserPrincipalName) on NoSuchKey'),
    codes: meaning,
    remedy: /`NoSuchKey`/,
    line: /NoSuchKey/,
  },
  {
    name: 'a kind of join that is none',
    breakQuery: append('| extend Broken = "a"', '| join kind=iner (SigninLogs | project Broken = UserPrincipalName) on Broken'),
    codes: either,
    remedy: /inner/,
    repaired: 'kind=inner',
    line: /kind=iner/,
  },
  {
    name: 'a bracket too many',
    breakQuery: append('| where ("Broken" == "a"))'),
    codes: either,
    remedy: /\)|expected|missing/i,
    line: /Broken/,
  },
  {
    name: 'a bracket of a list lost',
    breakQuery: append('| where "a" in ("Broken"'),
    codes: either,
    remedy: /`\)`/,
    line: /Broken/,
  },
  {
    name: 'a pipe at the end',
    breakQuery: append('| where "Broken" == "a"', '|'),
    codes: either,
    remedy: /operator/i,
    line: /^\s*(?:query:.*)?\|\W*$|\|(?:\\n)?["']?$/,
  },
  {
    name: 'one equals sign for a comparison',
    breakQuery: append('| where tolower("Broken") = "a"'),
    codes: either,
    remedy: /==|expected|missing/i,
    repaired: 'tolower("Broken") == "a"',
    line: /Broken/,
  },
  {
    name: 'the and of another language',
    breakQuery: append('| where "Broken" == "a" && 1 == 1'),
    codes: either,
    remedy: /`and`/,
    repaired: '"a" and 1 == 1',
    line: /Broken/,
  },
  {
    name: 'the not of another language',
    breakQuery: append('| where !("Broken" == "a")'),
    codes: either,
    remedy: /`not/,
    repaired: 'not("Broken" == "a")',
    line: /Broken/,
  },
  {
    name: 'an operator of text misspelt',
    breakQuery: append('| where "Broken" contians "a"'),
    codes: either,
    remedy: /did you mean `contains`|operator|expected|missing/i,
    repaired: '"Broken" contains "a"',
    line: /Broken/,
  },
  {
    name: 'a comma lost',
    breakQuery: append('| extend Broken = 1 Other = 2'),
    codes: either,
    remedy: /`,`|expected|missing/i,
    line: /Broken/,
  },
  {
    name: 'an order without by',
    breakQuery: append('| order TimeGenerated // Broken'),
    codes: either,
    remedy: /`by`/,
    line: /Broken/,
  },
  { name: 'a top without by', breakQuery: append('| top 5 TimeGenerated // Broken'), codes: either, remedy: /`by`/, line: /Broken/ },
  {
    name: 'a case without its last value',
    breakQuery: append('| extend Broken = case(1 == 2, "a", 2 == 3, "b")'),
    codes: meaning,
    remedy: /`?case`?|argument/i,
    line: /Broken/,
  },
  {
    name: 'a plugin misspelt',
    breakQuery: append('| evaluate bag_unpak(Broken)'),
    codes: meaning,
    remedy: /`bag_unpa/,
    line: /Broken/,
  },
  {
    name: 'a semicolon in the middle',
    breakQuery: append(';', '| where "Broken" == "a"'),
    codes: either,
    remedy: /./,
    line: /Broken|^\s*;|;/,
  },
  {
    name: 'a list without its brackets',
    breakQuery: append('| where "Broken" has_any "a"'),
    codes: either,
    remedy: /`\(`|expected|missing/i,
    line: /Broken/,
  },
  {
    name: 'a table misspelt',
    breakQuery: misspeltTable,
    codes: meaning,
    remedy: /did you mean `\w+`/,
    needsColumns: true,
    line: /./,
  },
  {
    name: 'a mapped column lost in a summarize',
    breakQuery: append('| summarize Broken = count()'),
    codes: ['ENT010'],
    remedy: /query does not return/,
    line: /columnName/,
    needsColumns: true,
  },
  {
    name: 'a mapped column lost in a project',
    breakQuery: append('| project Broken = 1'),
    codes: ['ENT010'],
    remedy: /query does not return/,
    line: /columnName/,
    needsColumns: true,
  },
  {
    name: 'only a variable',
    breakQuery: () => 'let Broken = SigninLogs;\n',
    codes: ['KQL005'],
    remedy: /table|result|expression|rows/i,
    line: /Broken|query/,
  },
  {
    name: 'an operator of another language',
    breakQuery: append('| select Broken'),
    codes: either,
    remedy: /`project`/,
    line: /Broken/,
  },
  {
    name: 'a keyword in upper case',
    breakQuery: append('| sort BY "Broken"'),
    codes: either,
    remedy: /`by`/,
    line: /Broken/,
  },
  {
    name: 'a comparison of another language',
    breakQuery: append('| where "Broken" not in ("a")'),
    codes: either,
    remedy: /`!in`/,
    repaired: '"Broken" !in ("a")',
    line: /Broken/,
  },
  {
    name: 'three signs for a comparison',
    breakQuery: append('| where "Broken" !== "a"'),
    codes: either,
    remedy: /`!=`/,
    repaired: '"Broken" != "a"',
    line: /Broken/,
  },
  {
    name: 'a comma with nothing behind it',
    breakQuery: append('| extend Broken = 1,'),
    codes: either,
    remedy: /behind `,`/,
    line: /Broken/,
  },
  {
    name: 'an and with nothing behind it',
    breakQuery: append('| where "Broken" == "a" and'),
    codes: either,
    remedy: /behind `and`/,
    line: /Broken/,
  },
  {
    name: 'one equals sign among conditions',
    breakQuery: append('| where "Broken" has "a" and strlen("a") or tolower("b")'),
    codes: either,
    remedy: /condition/,
    line: /Broken/,
  },
  {
    name: 'a bracket lost in a pattern',
    breakQuery: append('| where "a" matches regex "Broken("'),
    codes: ['KQL025'],
    remedy: /closing \)/,
    line: /Broken/,
  },
  {
    name: 'a pattern in a let that ends too early',
    breakQuery: prepend('let brokenPattern = "Broken(a|b";', '| where "a" matches regex brokenPattern'),
    codes: ['KQL025'],
    remedy: /closing \)/,
    line: /Broken\(/,
  },
  {
    name: 'a typographic quote',
    breakQuery: append('| where “Broken” == "a"'),
    codes: ['KQL003', 'KQL004', 'YAML005'],
    remedy: /./,
    line: /Broken/,
  },
];
