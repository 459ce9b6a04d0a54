import { parseDuration } from './duration.ts';
import type {
  AlertDetailsOverride,
  AlertDynamicProperty,
  CustomDetail,
  EntityMapping,
  FieldMapping,
  GroupingConfiguration,
  IncidentConfiguration,
  RequiredDataConnector,
  RuleDuration,
  RuleView,
  Spanned,
} from './ruleView.ts';
import { entryOf, itemsOf, textOf, type YamlEntry, type YamlNode } from './yaml/yamlTree.ts';

/** The typed view of a rule's YAML. Any tree will do; what does not fit is left out. */
export function readRuleView(root: YamlNode | undefined): RuleView {
  const field = (key: string) => entryOf(root, key);
  const text = (key: string) => spanned(field(key), textOf);
  return defined<RuleView>({
    id: text('id'),
    kind: text('kind'),
    name: text('name'),
    description: text('description'),
    severity: text('severity'),
    status: text('status'),
    query: text('query'),
    queryFrequency: spanned(field('queryFrequency'), durationOf),
    queryPeriod: spanned(field('queryPeriod'), durationOf),
    triggerOperator: text('triggerOperator'),
    triggerThreshold: spanned(field('triggerThreshold'), integerOf),
    tactics: spannedItems(field('tactics')),
    relevantTechniques: spannedItems(field('relevantTechniques')),
    requiredDataConnectors: childMaps(field('requiredDataConnectors')).map(readConnector),
    entityMappings: childMaps(field('entityMappings')).map(readEntityMapping),
    customDetails: readCustomDetails(field('customDetails')),
    alertDetailsOverride: spanned(field('alertDetailsOverride'), readAlertDetails),
    eventGroupingSettings: spanned(field('eventGroupingSettings'), (node) =>
      mapOnly(
        node,
        defined({
          aggregationKind: spanned(entryOf(node, 'aggregationKind'), textOf),
        }),
      ),
    ),
    suppressionEnabled: spanned(field('suppressionEnabled'), truthOf),
    suppressionDuration: spanned(field('suppressionDuration'), durationOf),
    incidentConfiguration: spanned(field('incidentConfiguration'), readIncidentConfiguration),
    version: text('version'),
  });
}

/** Wraps what `read` makes of the entry's value; undefined where there is no entry or nothing to make. */
function spanned<T>(entry: YamlEntry | undefined, read: (node: YamlNode) => T | undefined): Spanned<T> | undefined {
  const value = entry === undefined ? undefined : read(entry.value);
  return entry === undefined || value === undefined ? undefined : { value, span: entry.value.span, keySpan: entry.keySpan };
}

function spannedItems(entry: YamlEntry | undefined): Spanned<string>[] {
  if (entry === undefined) return [];
  return itemsOf(entry.value).flatMap((item) => {
    const value = textOf(item);
    return value === undefined ? [] : [{ value, span: item.span, keySpan: entry.keySpan }];
  });
}

function childMaps(entry: YamlEntry | undefined): YamlNode[] {
  return entry?.value.type === 'list' ? entry.value.items.filter((item) => item.type === 'map') : [];
}

function durationOf(node: YamlNode): RuleDuration | undefined {
  return parseDuration(textOf(node) ?? '');
}

function integerOf(node: YamlNode): number | undefined {
  const text = textOf(node)?.trim() ?? '';
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function truthOf(node: YamlNode): boolean | undefined {
  const text = textOf(node)?.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function mapOnly<T>(node: YamlNode, value: T): T | undefined {
  return node.type === 'map' ? value : undefined;
}

function readConnector(node: YamlNode): RequiredDataConnector {
  const connectorId = spanned(entryOf(node, 'connectorId'), textOf);
  return defined({
    span: node.span,
    connectorId,
    dataTypes: spannedItems(entryOf(node, 'dataTypes')),
  });
}

function readEntityMapping(node: YamlNode): EntityMapping {
  const fieldMappings = childMaps(entryOf(node, 'fieldMappings')).map(readFieldMapping);
  return defined({
    span: node.span,
    entityType: spanned(entryOf(node, 'entityType'), textOf),
    fieldMappings,
  });
}

function readFieldMapping(node: YamlNode): FieldMapping {
  const identifier = spanned(entryOf(node, 'identifier'), textOf);
  return defined({
    span: node.span,
    identifier,
    columnName: spanned(entryOf(node, 'columnName'), textOf),
  });
}

function readCustomDetails(entry: YamlEntry | undefined): CustomDetail[] {
  if (entry?.value.type !== 'map') return [];
  return entry.value.entries.flatMap((detail) => {
    const column = spanned(detail, textOf);
    return column === undefined ? [] : [{ name: detail.key, column }];
  });
}

function readAlertDetails(node: YamlNode): AlertDetailsOverride | undefined {
  const text = (key: string) => spanned(entryOf(node, key), textOf);
  const alertDynamicProperties = childMaps(entryOf(node, 'alertDynamicProperties')).flatMap((item): AlertDynamicProperty[] => {
    const alertProperty = spanned(entryOf(item, 'alertProperty'), textOf);
    const column = spanned(entryOf(item, 'value'), textOf);
    return alertProperty === undefined || column === undefined ? [] : [{ alertProperty, column }];
  });
  const override: AlertDetailsOverride = defined({
    alertDisplayNameFormat: text('alertDisplayNameFormat'),
    alertDescriptionFormat: text('alertDescriptionFormat'),
    alertSeverityColumnName: text('alertSeverityColumnName'),
    alertTacticsColumnName: text('alertTacticsColumnName'),
    alertDynamicProperties,
  });
  return mapOnly(node, override);
}

function readIncidentConfiguration(node: YamlNode): IncidentConfiguration | undefined {
  const createIncident = spanned(entryOf(node, 'createIncident'), truthOf);
  const groupingConfiguration = spanned(entryOf(node, 'groupingConfiguration'), readGrouping);
  return mapOnly(node, defined({ createIncident, groupingConfiguration }));
}

function readGrouping(node: YamlNode): GroupingConfiguration | undefined {
  const grouping: GroupingConfiguration = defined({
    enabled: spanned(entryOf(node, 'enabled'), truthOf),
    reopenClosedIncident: spanned(entryOf(node, 'reopenClosedIncident'), truthOf),
    lookbackDuration: spanned(entryOf(node, 'lookbackDuration'), durationOf),
    matchingMethod: spanned(entryOf(node, 'matchingMethod'), textOf),
    groupByEntities: spannedItems(entryOf(node, 'groupByEntities')),
    groupByAlertDetails: spannedItems(entryOf(node, 'groupByAlertDetails')),
    groupByCustomDetails: spannedItems(entryOf(node, 'groupByCustomDetails')),
  });
  return mapOnly(node, grouping);
}

type Undefinable<T> = {
  [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K];
};

/** Leaves out the fields that are undefined, so that views compare and print as what is there. */
function defined<T extends object>(fields: Undefinable<T>): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
