/** What a rule file may say: its keys in the usual order, each with a sentence of our own, and what to insert for it. */

export interface RuleField {
  readonly key: string;
  /** What the field means and what it accepts. Markdown. */
  readonly documentation: string;
  /** A snippet of the value; ` $0` where left out. Lines below the first are indented against the key. */
  readonly insert?: string;
  /** A hunting query does not have it. */
  readonly ruleOnly?: boolean;
  /** Not every rule has it: it is offered behind those that do. */
  readonly optional?: boolean;
  /** The field holds a list of names. */
  readonly isList?: boolean;
  /** The keys of the map, or of each item of the list, that the field holds. */
  readonly fields?: readonly RuleField[];
  /** The usual keys of a map that may hold others too. */
  readonly usualFields?: readonly RuleField[];
}

const column = 'Write a column that the query returns; letter case matters.';
const duration = 'A number with `m`, `h` or `d`, from `5m` to `14d`.';

const connectorFields: readonly RuleField[] = [
  { key: 'connectorId', documentation: 'The id of the data connector, letter by letter as the connector declares it.' },
  {
    key: 'dataTypes',
    documentation: 'The tables of this connector that the query reads, or the parser functions it calls.',
    insert: '\n  - $0',
    isList: true,
  },
];

const fieldMappingFields: readonly RuleField[] = [
  { key: 'identifier', documentation: 'Which property of the entity the column fills. The valid ones depend on the entity type.' },
  { key: 'columnName', documentation: `The column the value is taken from. ${column}` },
];

const entityFields: readonly RuleField[] = [
  { key: 'entityType', documentation: 'The kind of thing the row is about: an account, a host, an address, …' },
  {
    key: 'fieldMappings',
    documentation: 'One to three identifiers of the entity with the columns they come from.',
    insert: '\n  - identifier: $1\n    columnName: $0',
    fields: fieldMappingFields,
  },
];

const overrideFields: readonly RuleField[] = [
  {
    key: 'alertDisplayNameFormat',
    documentation:
      'The title of the alert instead of the name of the rule: up to 256 characters, with up to three columns as `{{Column}}`.',
  },
  {
    key: 'alertDescriptionFormat',
    documentation: 'The description of the alert: up to 5,000 characters, with up to three columns as `{{Column}}`.',
  },
  {
    key: 'alertSeverityColumnName',
    documentation: `The column with the severity of the alert; rows without a valid one keep that of the rule. ${column}`,
  },
  { key: 'alertTacticsColumnName', documentation: `The column with the tactics of the alert. ${column}` },
  {
    key: 'alertDynamicProperties',
    documentation: 'Further properties of the alert that columns set.',
    insert: '\n  - alertProperty: $1\n    value: $0',
    fields: [
      { key: 'alertProperty', documentation: 'The property of the alert to set; each may be set once.' },
      { key: 'value', documentation: `The column the property is taken from. ${column}` },
    ],
  },
];

const groupingFields: readonly RuleField[] = [
  { key: 'enabled', documentation: 'Whether alerts of this rule are put together into one incident.' },
  {
    key: 'reopenClosedIncident',
    documentation: 'Whether a new alert opens a closed incident again. Without effect in the Defender portal.',
  },
  {
    key: 'lookbackDuration',
    documentation: 'How long after its first alert an incident takes in further ones: ISO 8601, from `PT5M` to `P7D`.',
  },
  {
    key: 'matchingMethod',
    documentation: 'What alerts must share: `AllEntities`, nothing (`AnyAlert`), or what the `groupBy…` lists say (`Selected`).',
  },
  {
    key: 'groupByEntities',
    documentation: 'With `Selected`: the entity types that must be equal; each must be mapped in this rule.',
    insert: '\n  - $0',
    isList: true,
  },
  {
    key: 'groupByAlertDetails',
    documentation: 'With `Selected`: `DisplayName` or `Severity` must be equal.',
    insert: '\n  - $0',
    isList: true,
  },
  {
    key: 'groupByCustomDetails',
    documentation: 'With `Selected`: the custom details of this rule that must be equal.',
    insert: '\n  - $0',
    isList: true,
  },
];

const metadataFields: readonly RuleField[] = [
  {
    key: 'source',
    documentation: 'Where the rule comes from.',
    insert: '\n  kind: Community',
    usualFields: [{ key: 'kind', documentation: '`Community` for files outside of solutions.', insert: ' Community' }],
  },
  {
    key: 'author',
    documentation: 'Who wrote the rule.',
    insert: '\n  name: $0',
    usualFields: [{ key: 'name', documentation: 'The name of the author.' }],
  },
  {
    key: 'support',
    documentation: 'Who answers questions about the rule.',
    insert: '\n  tier: Community',
    usualFields: [{ key: 'tier', documentation: 'Who supports the rule: `Community`, or the name of a company.', insert: ' Community' }],
  },
  {
    key: 'categories',
    documentation: 'What the rule is about.',
    insert: '\n  domains: [ "$0" ]',
    usualFields: [
      { key: 'domains', documentation: 'The domains of the content hub that the rule belongs to.', insert: '\n  - $0', isList: true },
    ],
  },
];

/** The keys of a rule or hunting query. */
export const ruleFields: readonly RuleField[] = [
  { key: 'id', documentation: 'A GUID that is the rule’s own and never changes.' },
  { key: 'name', documentation: 'The name in the list of rules and the title of its alerts: up to 256 characters, better under 50.' },
  { key: 'description', documentation: 'What the rule finds and why it matters: up to 5,000 characters.', insert: ' |\n  $0' },
  { key: 'severity', documentation: 'How much a hit matters: `Informational`, `Low`, `Medium` or `High`.', ruleOnly: true },
  {
    key: 'status',
    optional: true,
    documentation: 'Where the rule is in its life: `Available`, `InPreview` or `Deprecated`.',
    ruleOnly: true,
  },
  {
    key: 'requiredDataConnectors',
    documentation: 'The connectors that must bring data for the rule to make sense; `[]` if it needs none.',
    insert: '\n  - connectorId: $1\n    dataTypes:\n      - $0',
    fields: connectorFields,
  },
  { key: 'queryFrequency', documentation: `How often the rule runs. ${duration}`, ruleOnly: true },
  { key: 'queryPeriod', documentation: `How far back each run looks; at least as long as the frequency. ${duration}`, ruleOnly: true },
  {
    key: 'triggerOperator',
    documentation: 'How the number of rows is compared with the threshold: `gt`, `lt`, `eq` or `ne`.',
    ruleOnly: true,
  },
  { key: 'triggerThreshold', documentation: 'The number of rows to compare with, from 0 to 10,000.', insert: ' 0', ruleOnly: true },
  {
    key: 'tactics',
    documentation: 'The MITRE ATT&CK tactics the rule is about, written without blanks.',
    insert: '\n  - $0',
    isList: true,
  },
  {
    key: 'relevantTechniques',
    documentation: 'The MITRE ATT&CK techniques, such as `T1110` or `T1110.003`; each must belong to one of the tactics.',
    insert: '\n  - $0',
    isList: true,
  },
  { key: 'tags', optional: true, documentation: 'Labels of your own; the service does not use them.', insert: '\n  - $0', isList: true },
  {
    key: 'query',
    documentation: 'The KQL that finds the events: up to 10,000 characters. Each row it returns is a hit.',
    insert: ' |\n  $0',
  },
  {
    key: 'entityMappings',
    documentation: 'Which columns name which entities: up to ten mappings.',
    insert: '\n  - entityType: $1\n    fieldMappings:\n      - identifier: $2\n        columnName: $0',
    fields: entityFields,
  },
  {
    key: 'sentinelEntitiesMappings',
    optional: true,
    documentation: 'Columns with the entities of an alert, such as `Entities` of SecurityAlert, which this rule’s alerts take over.',
    insert: '\n  - columnName: $0',
    ruleOnly: true,
    fields: [{ key: 'columnName', documentation: `The column with the entities. ${column}` }],
  },
  {
    key: 'customDetails',
    optional: true,
    documentation: 'Columns to show in the alert by a name of your choice: up to 20, `Name: Column`.',
    insert: '\n  $1: $0',
  },
  {
    key: 'alertDetailsOverride',
    optional: true,
    documentation: 'Takes title, description, severity or tactics of each alert from what the query found.',
    insert: '\n  $0',
    ruleOnly: true,
    fields: overrideFields,
  },
  {
    key: 'eventGroupingSettings',
    optional: true,
    documentation: 'Whether all rows of a run make one alert or each row its own.',
    insert: '\n  aggregationKind: $0',
    ruleOnly: true,
    fields: [{ key: 'aggregationKind', documentation: '`SingleAlert`: one alert a run; `AlertPerResult`: one a row, up to 150.' }],
  },
  {
    key: 'incidentConfiguration',
    optional: true,
    documentation: 'Whether alerts make incidents, and which belong to one.',
    insert: '\n  createIncident: true',
    ruleOnly: true,
    fields: [
      { key: 'createIncident', documentation: 'Whether an alert makes an incident.' },
      {
        key: 'groupingConfiguration',
        documentation: 'Which alerts belong to one incident.',
        insert: '\n  enabled: true\n  reopenClosedIncident: false\n  lookbackDuration: PT5H\n  matchingMethod: AllEntities',
        fields: groupingFields,
      },
    ],
  },
  { key: 'suppressionEnabled', optional: true, documentation: 'Whether the rule pauses after it raised an alert.', ruleOnly: true },
  {
    key: 'suppressionDuration',
    optional: true,
    documentation: 'How long the rule pauses after an alert: ISO 8601, from `PT5M` to `PT24H`, at least the frequency.',
    ruleOnly: true,
  },
  { key: 'version', documentation: 'The version of this file, `1.0.0`: raise it with every change.', insert: ' 1.0.0' },
  { key: 'kind', documentation: '`Scheduled`: runs by its frequency; `NRT`: runs every minute on what just arrived.', ruleOnly: true },
  {
    key: 'metadata',
    optional: true,
    documentation: 'Who wrote and supports the rule, and which domains it is about; for files outside of solutions.',
    insert:
      '\n  source:\n    kind: Community\n  author:\n    name: $1\n  support:\n    tier: Community\n  categories:\n    domains: [ "$0" ]',
    usualFields: metadataFields,
  },
];

/** The fields at a path of keys, list indexes left out; undefined where nothing is known of such a path. */
export function fieldsAt(path: readonly string[]): readonly RuleField[] | undefined {
  return path.reduce<readonly RuleField[] | undefined>((fields, key) => {
    const field = fields?.find((each) => each.key === key);
    return field?.fields ?? field?.usualFields;
  }, ruleFields);
}

export function fieldAt(path: readonly string[]): RuleField | undefined {
  return fieldsAt(path.slice(0, -1))?.find((field) => field.key === path.at(-1));
}
