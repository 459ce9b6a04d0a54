/** Mistakes in the fields of a rule besides those of `mutations.ts`: lost and misplaced text, wrong shapes, values beyond their limits. */
import { entryOf } from '../src/yaml/yamlTree.ts';
import type { Mutation } from './mutations.ts';
import { testService } from './service.ts';

const rootOf = (text: string) => testService().document('file:///field.yaml', Math.random(), text).root;

/** The lines of a top-level field; undefined where there is none. */
function fieldSpan(text: string, key: string): { readonly start: number; readonly end: number } | undefined {
  const entry = entryOf(rootOf(text), key);
  if (entry === undefined) return undefined;
  const lineEnd = text.indexOf('\n', entry.span.end - (text[entry.span.end - 1] === '\n' ? 1 : 0));
  return { start: entry.keySpan.start, end: lineEnd < 0 ? text.length : lineEnd + 1 };
}

/** The rule with a field written anew, as the last one where it has none; an empty text removes it. */
const withField = (key: string, written: string) => (text: string) => {
  const span = fieldSpan(text, key);
  const lines = written === '' ? '' : `${written}\n`;
  return span === undefined ? `${text.replace(/\s*$/, '\n')}${lines}` : text.slice(0, span.start) + lines + text.slice(span.end);
};

/** The same for a field that the rule must have to be broken. */
const changed = (key: string, written: string) => (text: string) =>
  fieldSpan(text, key) === undefined ? undefined : withField(key, written)(text);
const removed = (key: string) => changed(key, '');

const replaced = (pattern: RegExp, by: string) => (text: string) => {
  const result = text.replace(pattern, by);
  return result === text ? undefined : result;
};

const isScheduled = (text: string) => /^queryFrequency:/m.test(text);
const scheduled = (breakRule: Mutation['breakRule']) => (text: string) => (isScheduled(text) ? breakRule(text) : undefined);
const columnOf = (text: string) => /^\s+columnName:[ \t]*(\w+)/m.exec(text)?.[1];
const numbered = (count: number, line: (number: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index + 1)).join('\n');
/** A mutation that needs a column of the query. */
const withColumn = (write: (column: string) => Mutation['breakRule']) => (text: string) => {
  const column = columnOf(text);
  return column === undefined ? undefined : write(column)(text);
};
/** The same as `changed`, in rules whose query does not speak of a table. */
const unread = (table: string, key: string, written: string) => (text: string) =>
  text.includes(table) ? undefined : changed(key, written)(text);
const anywhere = /./;

const grouping = (settings: string) =>
  `incidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true\n    reopenClosedIncident: false\n${settings}`;

const missing = (
  key: string,
  code: string,
  only: (breakRule: Mutation['breakRule']) => Mutation['breakRule'] = (each) => each,
): Mutation => ({
  name: `no ${key}`,
  breakRule: only(removed(key)),
  codes: [code],
  remedy: new RegExp(`\`${key}\``),
  line: anywhere,
});

const empty = (key: string, code: string): Mutation => ({
  name: `${key} without a value`,
  breakRule: changed(key, `${key}:`),
  codes: [code],
  remedy: new RegExp(`\`${key}\`|${key}`),
  line: new RegExp(`^${key}:`),
});

const required: readonly Mutation[] = [
  missing('name', 'NAME001'),
  missing('description', 'DESC001'),
  missing('severity', 'SEV001'),
  missing('query', 'KQL001'),
  missing('queryFrequency', 'SCHED001'),
  missing('queryPeriod', 'SCHED001'),
  missing('triggerOperator', 'SCHED001'),
  missing('triggerThreshold', 'SCHED001'),
  missing('kind', 'KIND001', scheduled),
  missing('version', 'VER001'),
  missing('requiredDataConnectors', 'CONN001', scheduled),
  missing('tactics', 'MITRE003'),
  missing('entityMappings', 'ENT001'),
  empty('name', 'NAME001'),
  empty('description', 'DESC001'),
  empty('severity', 'SEV001'),
  empty('query', 'KQL001'),
  empty('queryPeriod', 'SCHED001'),
];

const shapes: readonly Mutation[] = [
  {
    name: 'a key written twice',
    breakRule: replaced(/^(severity:[^\r\n]*\r?\n)/m, '$1$1'),
    codes: ['YAML003'],
    remedy: /`severity`|twice/,
    line: /^severity/,
  },
  {
    name: 'a key one blank to the right',
    breakRule: replaced(/^severity:/m, ' severity:'),
    codes: ['YAML001'],
    remedy: /indent/i,
    line: /severity|description|^name/,
  },
  { name: 'a colon lost', breakRule: replaced(/^severity:/m, 'severity'), codes: ['YAML001'], remedy: /:|colon/i, line: /severity/ },
  {
    name: 'the blank behind a colon lost',
    breakRule: replaced(/^severity:[ \t]+/m, 'severity:'),
    codes: ['YAML001'],
    remedy: /:|colon|blank/i,
    line: /severity/,
  },
  {
    name: 'a quote without its end',
    breakRule: replaced(/^severity:[ \t]*(\w+)[ \t]*$/m, 'severity: "$1'),
    codes: ['YAML001'],
    remedy: /quote/i,
    line: /severity/,
  },
  {
    name: 'a bracket without its end',
    breakRule: changed('tactics', 'tactics: [Persistence'),
    codes: ['YAML001'],
    remedy: /\]/,
    line: anywhere,
  },
  {
    name: 'a list for a text',
    breakRule: changed('severity', 'severity:\n  - High'),
    codes: ['FILE007'],
    remedy: /text/,
    line: /severity|High/,
  },
  {
    name: 'a text for a list of tactics',
    breakRule: changed('tactics', 'tactics: Persistence, Impact'),
    codes: ['FILE007'],
    remedy: /list/,
    line: /^tactics/,
  },
  {
    name: 'a text for a list of techniques',
    breakRule: changed('relevantTechniques', 'relevantTechniques: T1110'),
    codes: ['FILE007'],
    remedy: /list/,
    line: /^relevantTechniques/,
  },
  {
    name: 'a map for a list of mappings',
    breakRule: replaced(/^(entityMappings:[ \t]*\r?\n[ \t]*)- /m, '$1  '),
    codes: ['ENT002', 'YAML001', 'YAML003'],
    remedy: /list|-|indent|twice/,
    line: anywhere,
  },
  {
    name: 'a list for the custom details',
    breakRule: withColumn((column) => withField('customDetails', `customDetails:\n  - Detail: ${column}`)),
    codes: ['FILE007'],
    remedy: /map|key/,
    line: /customDetails|Detail/,
  },
  {
    name: 'a list for an override',
    breakRule: withColumn((column) =>
      withField('alertDetailsOverride', `alertDetailsOverride:\n  - alertDisplayNameFormat: "{{${column}}}"`),
    ),
    codes: ['FILE007'],
    remedy: /map|key/,
    line: /alertDetailsOverride|alertDisplayNameFormat/,
  },
  {
    name: 'a text for the connectors',
    breakRule: changed('requiredDataConnectors', 'requiredDataConnectors: Office365'),
    codes: ['FILE007'],
    remedy: /list/,
    line: /^requiredDataConnectors/,
  },
  {
    name: 'a text for the data types',
    breakRule: changed('requiredDataConnectors', 'requiredDataConnectors:\n  - connectorId: AzureMonitor(IIS)\n    dataTypes: W3CIISLog'),
    codes: ['FILE007'],
    remedy: /list/,
    line: /dataTypes/,
  },
  {
    name: 'a word for a number',
    breakRule: changed('triggerThreshold', 'triggerThreshold: five'),
    codes: ['SCHED013'],
    remedy: /0 to 10,?000/,
  },
  {
    name: 'a fraction for a whole number',
    breakRule: changed('triggerThreshold', 'triggerThreshold: 1.5'),
    codes: ['SCHED013'],
    remedy: /0 to/,
  },
  {
    name: 'a misspelt key',
    breakRule: scheduled(replaced(/^queryFrequency:/m, 'querryFrequency:')),
    isRestored: true,
    codes: ['FILE004'],
    remedy: /did you mean `queryFrequency`/,
  },
  {
    name: 'a key in the singular',
    breakRule: replaced(/^entityMappings:/m, 'entityMapping:'),
    isRestored: true,
    codes: ['FILE004'],
    remedy: /did you mean `entityMappings`/,
  },
  {
    name: 'a key in other case',
    breakRule: replaced(/^queryPeriod:/m, 'QueryPeriod:'),
    isRestored: true,
    codes: ['FILE005'],
    remedy: /`queryPeriod`/,
  },
  {
    name: 'a misspelt key of a mapping',
    breakRule: replaced(/^(\s+)columnName:/m, '$1colunmName:'),
    isRestored: true,
    codes: ['FILE004', 'ENT009'],
    remedy: /`columnName`/,
  },
  { name: 'a query of blanks', breakRule: changed('query', 'query: "  "'), codes: ['KQL001'], remedy: /query/, line: /^query/ },
];

const mitre: readonly Mutation[] = [
  {
    name: 'tactics removed while techniques remain',
    breakRule: (text) => (/^relevantTechniques:[ \t]*\r?\n[ \t]*- T1\d/m.test(text) ? removed('tactics')(text) : undefined),
    codes: ['MITRE008'],
    remedy: /belongs to `/,
    line: /T1\d{3}/,
  },
  {
    name: 'a tactic misspelt',
    breakRule: replaced(/^(tactics:[ \t]*\r?\n[ \t]*-[ \t]*\w+)\w/m, '$1'),
    isRestored: true,
    codes: ['MITRE001'],
    remedy: /did you mean `\w+`/,
    line: /^\s+-/,
  },
  {
    name: 'a sub-technique of two digits',
    breakRule: replaced(/^(relevantTechniques:[ \t]*\r?\n[ \t]*-[ \t]*T\d{4})(?:\.\d+)?/m, '$1.01'),
    codes: ['MITRE005'],
    remedy: /`T\d|form|like/,
    line: /T\d{4}\.01/,
  },
  {
    name: 'a technique in lower case',
    breakRule: replaced(/^(relevantTechniques:[ \t]*\r?\n[ \t]*-[ \t]*)T(\d{4})/m, '$1t$2'),
    isRestored: true,
    codes: ['MITRE005'],
    remedy: /`T\d/,
    line: /t\d{4}/,
  },
  {
    name: 'a technique that ATT&CK does not have',
    breakRule: replaced(/^(relevantTechniques:[ \t]*\r?\n[ \t]*-[ \t]*)T\d{4}(?:\.\d+)?/m, '$1T1998'),
    codes: ['MITRE006'],
    remedy: /T1998/,
    line: /T1998/,
  },
];

const limits: readonly Mutation[] = [
  { name: 'a version with a letter', breakRule: changed('version', 'version: v1.0.0'), codes: ['VER002'], remedy: /`1\.0\.0`/ },
  { name: 'a version with a suffix', breakRule: changed('version', 'version: 1.0.0-beta'), codes: ['VER002'], remedy: /`1\.0\.0`/ },
  {
    name: 'a name that is too long',
    breakRule: changed('name', `name: ${'x'.repeat(257)}`),
    codes: ['NAME002'],
    remedy: /256/,
  },
  {
    name: 'a description that is too long',
    breakRule: changed('description', `description: |\n  Finds ${'something '.repeat(520)}`),
    codes: ['DESC002'],
    remedy: /5,?000/,
    line: /description|something/,
  },
  {
    name: 'a query that is too long',
    breakRule: replaced(/^(query:[ \t]*\|[-+]?[ \t]*\r?\n(?:[ \t]*\r?\n)*)([ \t]+)/m, `$1$2// ${'x'.repeat(10_001)}\n$2`),
    codes: ['KQL002'],
    remedy: /10,?000/,
    line: /^query|xxx/,
  },
  {
    name: 'too many mappings',
    breakRule: withColumn((column) =>
      changed(
        'entityMappings',
        `entityMappings:\n${numbered(11, () => `  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: ${column}`)}`,
      ),
    ),
    codes: ['ENT002'],
    remedy: /10|ten/,
    line: /entityMappings|entityType/,
  },
  {
    name: 'too many identifiers',
    breakRule: withColumn((column) =>
      changed(
        'entityMappings',
        `entityMappings:\n  - entityType: Account\n    fieldMappings:\n${['FullName', 'Name', 'Sid', 'PUID'].map((each) => `      - identifier: ${each}\n        columnName: ${column}`).join('\n')}`,
      ),
    ),
    codes: ['ENT005'],
    remedy: /3|three/,
    line: /entityType|fieldMappings|identifier/,
  },
  {
    name: 'no identifier',
    breakRule: changed('entityMappings', 'entityMappings:\n  - entityType: Account\n    fieldMappings: []'),
    codes: ['ENT005'],
    remedy: /identifier|mapping|`fieldMappings`/,
    line: /entityType|fieldMappings/,
  },
  {
    name: 'half of what tells a file by its hash',
    breakRule: withColumn((column) =>
      changed(
        'entityMappings',
        `entityMappings:\n  - entityType: FileHash\n    fieldMappings:\n      - identifier: Value\n        columnName: ${column}`,
      ),
    ),
    codes: ['ENT008'],
    remedy: /`Algorithm`/,
    line: /FileHash/,
  },
  {
    name: 'an identifier in other case',
    breakRule: withColumn((column) =>
      changed(
        'entityMappings',
        `entityMappings:\n  - entityType: Account\n    fieldMappings:\n      - identifier: SID\n        columnName: ${column}`,
      ),
    ),
    codes: ['ENT006'],
    remedy: /did you mean `Sid`/,
    line: /SID/,
  },
  {
    name: 'an identifier of another type',
    breakRule: withColumn((column) =>
      changed(
        'entityMappings',
        `entityMappings:\n  - entityType: IP\n    fieldMappings:\n      - identifier: HostName\n        columnName: ${column}`,
      ),
    ),
    codes: ['ENT006'],
    remedy: /`Address`/,
    line: /HostName/,
  },
  {
    name: 'an identifier twice',
    breakRule: withColumn((column) =>
      changed(
        'entityMappings',
        `entityMappings:\n  - entityType: IP\n    fieldMappings:\n      - identifier: Address\n        columnName: ${column}\n      - identifier: Address\n        columnName: ${column}`,
      ),
    ),
    codes: ['ENT007'],
    remedy: /`Address`/,
    line: /Address/,
  },
  {
    name: 'a column with a blank',
    breakRule: replaced(/^(\s+columnName:[ \t]*)\w+/m, '$1Source IP'),
    codes: ['ENT009'],
    remedy: /letter|name|column/,
    line: /Source IP/,
  },
  {
    name: 'too many custom details',
    breakRule: withColumn((column) =>
      withField('customDetails', `customDetails:\n${numbered(21, (number) => `  Detail${number}: ${column}`)}`),
    ),
    codes: ['CDET001'],
    remedy: /20/,
    line: /customDetails|Detail/,
  },
  {
    name: 'the name of a detail too long',
    breakRule: withColumn((column) => withField('customDetails', `customDetails:\n  AddressOfTheClientThatAsked: ${column}`)),
    codes: ['CDET002'],
    remedy: /20/,
    line: /AddressOf/,
  },
  {
    name: 'a detail without column',
    breakRule: withField('customDetails', 'customDetails:\n  Address:'),
    codes: ['CDET006'],
    remedy: /column|value/,
    line: /Address/,
  },
  {
    name: 'too many placeholders',
    breakRule: withColumn((column) =>
      withField('alertDetailsOverride', `alertDetailsOverride:\n  alertDisplayNameFormat: "${`{{${column}}} `.repeat(4).trim()}"`),
    ),
    codes: ['ADO003'],
    remedy: /3|three/,
    line: /alertDisplayNameFormat/,
  },
  {
    name: 'a title that is too long',
    breakRule: withField('alertDetailsOverride', `alertDetailsOverride:\n  alertDisplayNameFormat: ${'x'.repeat(257)}`),
    codes: ['ADO001'],
    remedy: /256/,
    line: /alertDisplayNameFormat/,
  },
  {
    name: 'a key that overrides do not have',
    breakRule: withField('alertDetailsOverride', 'alertDetailsOverride:\n  alertNameFormat: Something'),
    codes: ['ADO012'],
    remedy: /`alertDisplayNameFormat`/,
    line: /alertNameFormat/,
  },
  {
    name: 'a property that alerts do not have',
    breakRule: withColumn((column) =>
      withField(
        'alertDetailsOverride',
        `alertDetailsOverride:\n  alertDynamicProperties:\n    - alertProperty: AlertLnk\n      value: ${column}`,
      ),
    ),
    codes: ['ADO009'],
    remedy: /`AlertLink`/,
    line: /AlertLnk/,
  },
];

const schedule: readonly Mutation[] = [
  {
    name: 'a period over fourteen days',
    breakRule: changed('queryPeriod', 'queryPeriod: 15d'),
    codes: ['SCHED005'],
    remedy: /14d|14 days/,
  },
  {
    name: 'a frequency under five minutes',
    breakRule: changed('queryFrequency', 'queryFrequency: 4m'),
    codes: ['SCHED005'],
    remedy: /5m|5 minutes/,
  },
  {
    name: 'a frequency in seconds',
    breakRule: changed('queryFrequency', 'queryFrequency: 600s'),
    codes: ['SCHED003'],
    remedy: /`\d+[mhd]`/,
  },
  {
    name: 'a unit in upper case',
    breakRule: (text) => {
      const broken = text.replace(/^queryFrequency:[ \t]*\d+[mhd]/m, (written) => written.slice(0, -1) + written.slice(-1).toUpperCase());
      return broken === text ? undefined : broken;
    },
    isRestored: true,
    codes: ['SCHED003'],
    remedy: /`\d+[mhd]`/,
  },
  {
    name: 'a long period and a short frequency',
    breakRule: scheduled((text) => withField('queryPeriod', 'queryPeriod: 7d')(withField('queryFrequency', 'queryFrequency: 10m')(text))),
    codes: ['SCHED007'],
    remedy: /1h|hour/,
    line: /^query(Frequency|Period)/,
  },
  {
    name: 'a threshold over the limit',
    breakRule: changed('triggerThreshold', 'triggerThreshold: 10001'),
    codes: ['SCHED013'],
    remedy: /10,?000/,
  },
  { name: 'an operator as a sign', breakRule: changed('triggerOperator', 'triggerOperator: ">"'), codes: ['SCHED011'], remedy: /`gt`/ },
  {
    name: 'a pause shorter than the frequency',
    breakRule: scheduled((text) =>
      withField(
        'suppressionEnabled',
        'suppressionEnabled: true',
      )(
        withField(
          'suppressionDuration',
          'suppressionDuration: PT30M',
        )(withField('queryPeriod', 'queryPeriod: 1d')(withField('queryFrequency', 'queryFrequency: 1h')(text))),
      ),
    ),
    codes: ['SUPP002'],
    remedy: /frequency|`1h`|PT1H/,
    line: /^suppressionDuration/,
  },
  {
    name: 'a pause over a day',
    breakRule: scheduled((text) =>
      withField('suppressionEnabled', 'suppressionEnabled: true')(withField('suppressionDuration', 'suppressionDuration: P2D')(text)),
    ),
    codes: ['SUPP001'],
    remedy: /24|day/,
    line: /^suppressionDuration/,
  },
];

const incidents: readonly Mutation[] = [
  {
    name: 'grouping by what is not mapped',
    breakRule: withField(
      'incidentConfiguration',
      grouping('    lookbackDuration: PT5H\n    matchingMethod: Selected\n    groupByEntities:\n      - Malware'),
    ),
    codes: ['INC005'],
    remedy: /`Malware`.*map|map.*`Malware`/,
    line: /Malware/,
  },
  {
    name: 'grouping by a detail of none',
    breakRule: withField(
      'incidentConfiguration',
      grouping('    lookbackDuration: PT5H\n    matchingMethod: Selected\n    groupByCustomDetails:\n      - NoSuchDetail'),
    ),
    codes: ['INC006'],
    remedy: /`customDetails`|detail/,
    line: /NoSuchDetail/,
  },
  {
    name: 'grouping by what alerts do not have',
    breakRule: withField(
      'incidentConfiguration',
      grouping('    lookbackDuration: PT5H\n    matchingMethod: Selected\n    groupByAlertDetails:\n      - Title'),
    ),
    codes: ['INC007'],
    remedy: /`DisplayName`/,
    line: /Title/,
  },
  {
    name: 'an unknown way to match',
    breakRule: withField('incidentConfiguration', grouping('    lookbackDuration: PT5H\n    matchingMethod: AllEntity')),
    codes: ['INC003'],
    remedy: /`AllEntities`/,
    line: /AllEntity/,
  },
  {
    name: 'nothing selected to match',
    breakRule: withField('incidentConfiguration', grouping('    lookbackDuration: PT5H\n    matchingMethod: Selected')),
    codes: ['INC004'],
    remedy: /`groupByEntities`|groupBy/,
    line: /Selected|matchingMethod/,
  },
  {
    name: 'grouping over eight days',
    breakRule: withField('incidentConfiguration', grouping('    lookbackDuration: P8D\n    matchingMethod: AnyAlert')),
    codes: ['INC008'],
    remedy: /7 days|P7D/,
    line: /P8D/,
  },
  {
    name: 'grouping without all settings',
    breakRule: withField(
      'incidentConfiguration',
      'incidentConfiguration:\n  createIncident: true\n  groupingConfiguration:\n    enabled: true',
    ),
    codes: ['INC002'],
    remedy: /`matchingMethod`/,
    line: /groupingConfiguration|enabled/,
  },
  {
    name: 'an unknown way to raise alerts',
    breakRule: withField('eventGroupingSettings', 'eventGroupingSettings:\n  aggregationKind: AlertPerRow'),
    codes: ['EVG001'],
    remedy: /`AlertPerResult`/,
    line: /AlertPerRow/,
  },
];

const connectors: readonly Mutation[] = [
  {
    name: 'a connector misspelt',
    breakRule: changed(
      'requiredDataConnectors',
      'requiredDataConnectors:\n  - connectorId: AzureActivDirectory\n    dataTypes:\n      - SigninLogs',
    ),
    codes: ['CONN004'],
    remedy: /did you mean `AzureActiveDirectory`/,
    line: /AzureActivDirectory/,
  },
  {
    name: 'a connector in other case',
    breakRule: changed(
      'requiredDataConnectors',
      'requiredDataConnectors:\n  - connectorId: azureactivedirectory\n    dataTypes:\n      - SigninLogs',
    ),
    codes: ['CONN005'],
    remedy: /`AzureActiveDirectory`/,
    line: /azureactivedirectory/,
  },
  {
    name: 'a data type of another connector',
    breakRule: unread(
      'AWSCloudTrail',
      'requiredDataConnectors',
      'requiredDataConnectors:\n  - connectorId: DNS\n    dataTypes:\n      - AWSCloudTrail',
    ),
    codes: ['CONN007', 'CONN008'],
    remedy: /`AWSCloudTrail`/,
    line: /AWSCloudTrail/,
  },
  {
    name: 'a connector without data types',
    breakRule: changed('requiredDataConnectors', 'requiredDataConnectors:\n  - connectorId: AzureActiveDirectory'),
    codes: ['CONN003'],
    remedy: /`dataTypes`/,
    line: /AzureActiveDirectory/,
  },
  {
    name: 'a connector without id',
    breakRule: changed('requiredDataConnectors', 'requiredDataConnectors:\n  - dataTypes:\n      - SigninLogs'),
    codes: ['CONN002'],
    remedy: /`connectorId`/,
    line: /dataTypes/,
  },
];

export const fieldMutations: readonly Mutation[] = [...required, ...shapes, ...mitre, ...limits, ...schedule, ...incidents, ...connectors];
