/** Thirty mistakes that break a sound rule, one at a time. */

export interface Mutation {
  readonly name: string;
  /** The broken rule; undefined where the rule has nothing to break in this way. */
  readonly breakRule: (text: string) => string | undefined;
  /** The checks that may report it. */
  readonly codes: readonly string[];
  /** Words of the remedy that the message or the title of a fix must have. */
  readonly remedy: RegExp;
  /** A text on the line that is to be underlined, where that is not the first line that has changed. */
  readonly line?: RegExp;
  /** Only tells in a rule whose query has no column that may or may not exist. */
  readonly needsColumns?: true;
  /** Some fix makes a rule of it that has what was found before, and nothing else. */
  readonly isRestored?: true;
}

/** Replaces the first match; undefined where there is none. */
const replace =
  (pattern: RegExp, by: string | ((...match: string[]) => string)) =>
  (text: string): string | undefined => {
    const changed = typeof by === 'string' ? text.replace(pattern, by) : text.replace(pattern, by);
    return changed === text ? undefined : changed;
  };

const value = (key: string, written: string) => replace(new RegExp(`^(${key}:[ \\t]*)\\S[^\\r\\n]*$`, 'm'), `$1${written}`);
/** A column that a mapping names, as it stands in the file. */
const mapped = (change: (column: string) => string) =>
  replace(/^(\s+columnName:[ \t]*)(\w+)/m, (_, head = '', column = '') => head + change(column));

/** A line into the query, at its indentation: as the last stage. */
function intoQuery(text: string, line: (indent: string) => string): string | undefined {
  const block = /^query:[ \t]*\|[-+]?[ \t]*\r?\n((?:[ \t]+[^\r\n]*\r?\n|[ \t]*\r?\n)+)/m.exec(text);
  if (block === null) return undefined;
  const body = (block[1] ?? '').replace(/(?:[ \t]*\r?\n)+$/, '\n');
  const indents = body.split('\n').flatMap((each) => (each.trim() === '' ? [] : (/^[ \t]*/.exec(each)?.[0] ?? '')));
  const indent = indents.reduce((least, each) => (each.length < least.length ? each : least), indents[0] ?? '  ');
  const at = block.index + block[0].length - (block[1] ?? '').length;
  return `${text.slice(0, at)}${body}${line(indent)}\n${text.slice(at + (block[1] ?? '').length)}`;
}

/** The query in another scalar style, with an error in it. */
function requoted(text: string): string | undefined {
  const broken = intoQuery(text, (indent) => `${indent}| where NoSuchColumnHere == 1`);
  const block = /^query:[ \t]*\|[-+]?[ \t]*\r?\n((?:[ \t]+[^\r\n]*\r?\n|[ \t]*\r?\n)+)/m.exec(broken ?? '');
  if (broken === undefined || block === null) return undefined;
  const lines = (block[1] ?? '').split(/\r?\n/).map((line) => line.trim());
  const quoted = lines.map((line) => JSON.stringify(line).slice(1, -1)).join('\\n\\\n    ');
  return `${broken.slice(0, block.index)}query: "${quoted}"\n${broken.slice(block.index + block[0].length)}`;
}

export const mutations: readonly Mutation[] = [
  {
    name: 'a mapped column renamed',
    needsColumns: true,
    breakRule: mapped(() => 'NoSuchColumn'),
    codes: ['ENT010'],
    remedy: /query does not return/,
  },
  {
    name: 'a mapped column in other case',
    breakRule: mapped((column) => (column === column.toUpperCase() ? column.toLowerCase() : column.toUpperCase())),
    isRestored: true,
    codes: ['ENT010', 'XOUT006'],
    remedy: /letter case matters, write `\w+`/,
  },
  { name: 'a brace lost in an override', breakRule: replace(/(\{\{\w+)\}\}/, '$1}'), codes: ['ADO004'], remedy: /two braces/ },
  {
    name: 'a placeholder of no column',
    needsColumns: true,
    breakRule: replace(/\{\{\w+\}\}/, '{{NoSuchColumn}}'),
    codes: ['ADO006'],
    remedy: /query does not return/,
  },
  {
    name: 'blanks in braces',
    breakRule: replace(/\{\{(\w+)\}\}/, '{{ $1 }}'),
    isRestored: true,
    codes: ['ADO005'],
    remedy: /`\{\{\w+\}\}`/,
  },
  {
    name: 'a custom detail of no column',
    needsColumns: true,
    breakRule: replace(/^(customDetails:[ \t]*\r?\n[ \t]+\w+:[ \t]*)\w+/m, '$1NoSuchColumn'),
    codes: ['CDET004'],
    remedy: /query does not return/,
  },
  {
    name: 'an identifier that the type does not have',
    breakRule: replace(/^(\s+-?[ \t]*identifier:[ \t]*)\w+/m, '$1Adress'),
    codes: ['ENT006'],
    remedy: /did you mean|has `|are `|choose|write/,
  },
  {
    name: 'an unknown type of entity',
    breakRule: replace(/^(\s+-?[ \t]*entityType:[ \t]*)\w+/m, '$1Machine'),
    codes: ['ENT003'],
    remedy: /did you mean|choose/,
  },
  {
    name: 'a period shorter than the frequency',
    breakRule: (text) => value('queryFrequency', '5h')(value('queryPeriod', '4h')(text) ?? ''),
    codes: ['SCHED006'],
    remedy: /shorter than the frequency `5h`/,
    line: /^queryPeriod/,
  },
  { name: 'a period too short', breakRule: value('queryPeriod', '1m'), codes: ['SCHED005'], remedy: /5m|5 minutes/ },
  { name: 'a period of ISO form', breakRule: value('queryPeriod', 'P1D'), codes: ['SCHED004'], remedy: /`1d`/ },
  { name: 'a duration without unit', breakRule: value('queryFrequency', '60'), codes: ['SCHED003'], remedy: /write `60d`/ },
  { name: 'a negative threshold', breakRule: value('triggerThreshold', '-1'), codes: ['SCHED013'], remedy: /0 (?:to|and|-) ?10,?000/ },
  { name: 'an operator that does not exist', breakRule: value('triggerOperator', 'ge'), codes: ['SCHED011'], remedy: /`gt`/ },
  { name: 'severity misspelt', breakRule: value('severity', 'Meduim'), codes: ['SEV002'], remedy: /did you mean `Medium`/ },
  { name: 'an invented severity', breakRule: value('severity', 'Critical'), codes: ['SEV002'], remedy: /`High`/ },
  {
    name: 'a technique under the wrong tactic',
    breakRule: replace(/^(relevantTechniques:[ \t]*\r?\n[ \t]*-[ \t]*)T\d+(?:\.\d+)?/m, '$1T1595'),
    codes: ['MITRE008'],
    remedy: /belongs to `/,
  },
  {
    name: 'a technique that is none',
    breakRule: replace(/^(relevantTechniques:[ \t]*\r?\n[ \t]*-[ \t]*)T\d+(?:\.\d+)?/m, '$1T11100'),
    codes: ['MITRE005'],
    remedy: /`T1\d{3}`|like|form/,
  },
  {
    name: 'a tactic in two words',
    breakRule: replace(/^(tactics:[ \t]*\r?\n[ \t]*-[ \t]*)\w+/m, '$1Credential Access'),
    codes: ['MITRE001'],
    remedy: /did you mean `CredentialAccess`/,
  },
  {
    name: 'the near miss of a key',
    breakRule: replace(/^relevantTechniques:/m, 'techniques:'),
    isRestored: true,
    codes: ['FILE004'],
    remedy: /`relevantTechniques`/,
  },
  { name: 'a missing id', breakRule: replace(/^id:[^\r\n]*\r?\n/m, ''), codes: ['ID001'], remedy: /`id`|GUID/, line: /./ },
  { name: 'an id that is no GUID', breakRule: value('id', 'my-rule'), codes: ['ID002'], remedy: /8-4-4-4-12/ },
  { name: 'a version of two parts', breakRule: value('version', '1.0'), codes: ['VER002'], remedy: /`1\.0\.0`/ },
  {
    name: 'a kind that does not exist',
    breakRule: (text) => (/^queryFrequency:/m.test(text) ? value('kind', 'Schedule')(text) : undefined),
    codes: ['KIND002'],
    remedy: /`Scheduled`/,
  },
  {
    name: 'a kind that has no schedule',
    breakRule: value('kind', 'NRT'),
    codes: ['SCHED002'],
    remedy: /NRT/,
    line: /^(queryFrequency|queryPeriod|trigger)/,
  },
  {
    name: 'a tab as indentation',
    breakRule: replace(/^(tactics:[ \t]*\r?\n)[ \t]*-/m, '$1\t-'),
    codes: ['YAML002', 'YAML001'],
    remedy: /blanks|spaces/,
  },
  {
    name: 'a key twice',
    breakRule: (text) => `${text.replace(/\n*$/, '\n')}severity: Low\n`,
    codes: ['YAML003'],
    remedy: /twice|already|again/,
    line: /^severity/,
  },
  {
    name: 'two overrides of alerts',
    breakRule: (text) =>
      `${text.replace(/\n*$/, '\n')}alertDetailsOverride:\n  alertDisplayNameFormat: a\nalertDetailsOverride:\n  alertDisplayNameFormat: b\n`,
    codes: ['YAML003'],
    remedy: /twice|already|again/,
    line: /^alertDetailsOverride/,
  },
  {
    name: 'a data type that the connector does not have',
    breakRule: replace(/^(\s+-[ \t]*connectorId:[^\r\n]*\r?\n[ \t]+dataTypes:[ \t]*\r?\n[ \t]*-[ \t]*)[^\r\n]+/m, '$1NoSuchTable'),
    codes: ['CONN007', 'CONN008'],
    remedy: /NoSuchTable/,
    line: /NoSuchTable/,
  },
  {
    name: 'a connector misspelt',
    breakRule: replace(/^(\s+-[ \t]*connectorId:[ \t]*)(\w)(\w)/m, '$1$3$2'),
    codes: ['CONN004', 'CONN005'],
    remedy: /`\w+/,
  },
  {
    name: 'a column of the query misspelt',
    needsColumns: true,
    breakRule: (text) => intoQuery(text, (indent) => `${indent}| where NoSuchColumnHere == 1`),
    codes: ['KQL004'],
    remedy: /`NoSuchColumnHere` does not refer/,
    line: /NoSuchColumnHere/,
  },
  {
    name: 'a query in another scalar style, with an error',
    needsColumns: true,
    breakRule: requoted,
    codes: ['KQL004'],
    remedy: /`NoSuchColumnHere` does not refer/,
    line: /NoSuchColumnHere/,
  },
  {
    name: 'a function misspelt',
    breakRule: (text) => intoQuery(text, (indent) => `${indent}| extend Folded = tolowr("A")`),
    codes: ['KQL004'],
    remedy: /did you mean `tolower`/,
    line: /tolowr/,
  },
  {
    name: 'a bracket lost',
    breakRule: (text) => intoQuery(text, (indent) => `${indent}| where isnotempty("a"`),
    codes: ['KQL003'],
    remedy: /\)|missing|expected/i,
    line: /isnotempty/,
  },
  {
    name: 'a look back beyond the period',
    breakRule: (text) =>
      intoQuery(
        text,
        (indent) =>
          `${indent}| join kind=leftanti (SigninLogs | where TimeGenerated > ago(60d) | project Who = UserPrincipalName) on $left.TenantIdOfJoin == $right.Who`,
      ),
    codes: ['XTIME001', 'KQL004'],
    remedy: /queryPeriod|does not refer/,
    line: /ago\(60d\)/,
  },
  {
    name: 'a query that searches everything',
    breakRule: replace(/^query:[ \t]*\|[-+]?[ \t]*\r?\n(?:[ \t]+[^\r\n]*\r?\n|[ \t]*\r?\n)+/m, 'query: |\n  search "x"\n'),
    codes: ['KQL006'],
    remedy: /table/,
    line: /search "x"/,
  },
];
