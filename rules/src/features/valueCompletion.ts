import type { Span } from '@rulesmith/kql';
import { alertProperties } from '../checks/alertProperties.ts';
import { contentDomains } from '../checks/contentDomains.ts';
import { dataTypeName } from '../checks/dataTypeName.ts';
import { entityTypeOf } from '../checks/entityItems.ts';
import { aggregationKinds } from '../checks/evg001-unknown-aggregation.ts';
import { severityNames } from '../checks/severities.ts';
import { triggerOperators } from '../checks/triggerOperators.ts';
import { connectors } from '../facts/connectors.ts';
import { entityTypes } from '../facts/entities.ts';
import { tactics, techniques } from '../facts/mitre.ts';
import { fieldAt } from '../schema/ruleFields.ts';
import { walk, type YamlList, type YamlScalar } from '../yaml/yamlTree.ts';
import { keyPath } from './columnNames.ts';
import type { CompletionContext, CompletionItem } from './completion.ts';
import { likelyColumns } from './likelyEntities.ts';
import type { YamlContext } from './yamlContext.ts';

interface ValueRequest extends CompletionContext {
  readonly yaml: YamlContext;
  readonly offset: number;
}

type ValueProvider = (request: ValueRequest) => CompletionItem[];

/** The values that may be written at a place; empty where nothing is known. */
export function valueCompletions(context: CompletionContext, yaml: YamlContext, offset: number): CompletionItem[] {
  const path = yaml.path.join('.');
  const provider = path.startsWith('customDetails.') ? columns : providers[path];
  if (provider === undefined) return [];
  const lead = leadOf(context.document.text, yaml);
  if (lead === undefined && !formatPaths.test(path)) return [];
  const listed = listedBeside(context, yaml, offset);
  return provider({ ...context, yaml, offset })
    .filter(({ label }) => !listed.has(label))
    .map((item) =>
      lead === undefined || lead === ''
        ? item
        : { ...item, insertText: `${lead}${item.insertText}`, filterText: item.filterText ?? item.label },
    );
}

/** Texts that go over several lines, in which columns are named. */
const formatPaths = /^alertDetailsOverride\.alert(?:DisplayName|Description)Format$/;

/** What must be written in front of a value: a blank behind the colon, or the dash of an item; undefined where no value can follow. */
function leadOf(text: string, yaml: YamlContext): string | undefined {
  const isList = fieldAt(yaml.path)?.isList === true;
  if (yaml.place === 'item') return '';
  if (yaml.place === 'key') return isList && !yaml.isInItem ? '- ' : undefined;
  const before = text[yaml.word.start - 1];
  if (isList && !/^\s*\[/.test(yaml.before)) return yaml.before.trim() === '' || before === ' ' || before === ':' ? '\n  - ' : '';
  return before === ':' ? ' ' : '';
}

/** The other items of the list that the cursor is in. */
function listedBeside({ document }: CompletionContext, yaml: YamlContext, offset: number): ReadonlySet<string> {
  if (fieldAt(yaml.path)?.isList !== true || document.root === undefined) return new Set();
  const path = yaml.path.join('.');
  const items: YamlScalar[] = [];
  let near: YamlList | undefined;
  for (const { node, path: steps } of walk(document.root)) {
    if (node.type === 'list' && keyPath(steps) === path && (near === undefined || node.span.start <= offset)) near = node;
  }
  for (const item of near?.items ?? []) if (item.type === 'scalar') items.push(item);
  return new Set(items.filter(({ span }) => offset < span.start || span.end < offset).map((item) => item.text.trim()));
}

const truthValues: ValueProvider = () => valueItems(['true', 'false']);

const providers: Readonly<Record<string, ValueProvider>> = {
  kind: () => [value('Scheduled', 0, 'Runs by its frequency'), value('NRT', 1, 'Runs every minute on what just arrived')],
  severity: () => valueItems(severityNames),
  status: () => valueItems(['Available', 'InPreview', 'Deprecated']),
  queryFrequency: () => valueItems(['5m', '10m', '30m', '1h', '6h', '12h', '1d', '7d', '14d']),
  queryPeriod: () => valueItems(['5m', '10m', '30m', '1h', '6h', '12h', '1d', '7d', '14d']),
  triggerOperator: () => [...triggerOperators].map(([name, long], index) => value(name, index, long)),
  id: ({ newId }) => (newId === undefined ? [] : [value(newId(), 0, 'A new id')]),
  version: () => [value('1.0.0', 0)],
  triggerThreshold: () => [value('0', 0)],
  tactics: () => [...tactics.values()].map(({ name, title }, index) => value(name, index, title)),
  relevantTechniques: techniqueItems,
  'requiredDataConnectors.connectorId': connectorItems,
  'requiredDataConnectors.dataTypes': dataTypeItems,
  'entityMappings.entityType': () => [...entityTypes.values()].map(({ name, label }, index) => value(name, index, label)),
  'entityMappings.fieldMappings.identifier': identifierItems,
  'entityMappings.fieldMappings.columnName': columnsOfIdentifier,
  'sentinelEntitiesMappings.columnName': columns,
  'alertDetailsOverride.alertDisplayNameFormat': columnsInBraces,
  'alertDetailsOverride.alertDescriptionFormat': columnsInBraces,
  'alertDetailsOverride.alertSeverityColumnName': columns,
  'alertDetailsOverride.alertTacticsColumnName': columns,
  'alertDetailsOverride.alertDynamicProperties.alertProperty': () => valueItems(alertProperties),
  'alertDetailsOverride.alertDynamicProperties.value': columns,
  'eventGroupingSettings.aggregationKind': () => valueItems(aggregationKinds),
  'incidentConfiguration.createIncident': truthValues,
  'incidentConfiguration.groupingConfiguration.enabled': truthValues,
  'incidentConfiguration.groupingConfiguration.reopenClosedIncident': truthValues,
  'incidentConfiguration.groupingConfiguration.lookbackDuration': () => valueItems(['PT5M', 'PT1H', 'PT5H', 'P1D', 'P7D']),
  'incidentConfiguration.groupingConfiguration.matchingMethod': () => valueItems(['AllEntities', 'AnyAlert', 'Selected']),
  'incidentConfiguration.groupingConfiguration.groupByEntities': ({ document }) =>
    valueItems([...new Set(document.rule.entityMappings.flatMap(({ entityType }) => entityType?.value ?? []))]),
  'incidentConfiguration.groupingConfiguration.groupByAlertDetails': () => valueItems(['DisplayName', 'Severity']),
  'incidentConfiguration.groupingConfiguration.groupByCustomDetails': ({ document }) =>
    valueItems(document.rule.customDetails.map(({ name }) => name)),
  'metadata.source.kind': () => valueItems(['Community']),
  'metadata.support.tier': () => valueItems(['Community', 'Microsoft']),
  'metadata.categories.domains': () => valueItems(contentDomains),
  suppressionEnabled: truthValues,
  suppressionDuration: () => valueItems(['PT1H', 'PT5H', 'PT12H', 'PT24H']),
};

function value(label: string, order: number, detail?: string): CompletionItem {
  return {
    label,
    kind: 'value',
    insertText: label,
    snippet: false,
    sortText: String(order).padStart(4, '0'),
    ...(detail === undefined ? {} : { detail }),
  };
}

function valueItems(labels: readonly string[]): CompletionItem[] {
  return labels.map((label, index) => value(label, index));
}

/** The techniques of the rule's tactics, or all where it has none; those that ATT&CK has dropped last. Found by id and by name. */
function techniqueItems({ document }: ValueRequest): CompletionItem[] {
  const listed = new Set(document.rule.tactics.map((tactic) => tactic.value));
  const all = [...techniques().values()].filter((technique) => technique.matrix !== 'mobile');
  const fitting = listed.size === 0 ? all : all.filter((technique) => technique.tactics.some((tactic) => listed.has(tactic)));
  return (fitting.length > 0 ? fitting : all).map(({ id, name, tactics: of, isRetired }, index) => ({
    ...value(id, index + (isRetired ? 2000 : 0), isRetired ? `${name} (retired)` : name),
    filterText: `${id} ${name}`,
    documentation: of.join(', '),
  }));
}

/** Connectors that feed what the query reads come first, those that the rule has already and those that are deprecated last. */
function connectorItems({ document, query }: ValueRequest): CompletionItem[] {
  const used = new Set(document.rule.requiredDataConnectors.map(({ connectorId }) => connectorId?.value));
  const read = new Set(query?.bound.tables.map(({ name }) => name));
  return [...connectors().values()].map(({ id, title, dataTypes, ruleTables, isDeprecated, isAccepted }, index) => {
    const feeds = dataTypes.some((each) => read.has(dataTypeName(each)));
    const isKnown = feeds || ruleTables.some((each) => read.has(each));
    const group = isDeprecated ? 4 : feeds ? 0 : isKnown ? 1 : isAccepted ? 2 : 3;
    return {
      ...value(id, index + 1000 * group + (used.has(id) ? 5000 : 0), isDeprecated ? `${title} (deprecated)` : title),
      filterText: `${id} ${title}`,
      documentation: dataTypes.slice(0, 20).join(', '),
    };
  });
}

/** What the connector of this item declares; the tables the query reads come first. */
function dataTypeItems({ document, query, offset }: ValueRequest): CompletionItem[] {
  const connector = document.rule.requiredDataConnectors.findLast(({ span }) => span.start <= offset)?.connectorId?.value;
  const read = [...new Set(query?.bound.tables.map(({ name }) => name) ?? [])];
  const declared = connectors().get(connector ?? '')?.dataTypes ?? [];
  const ordered = [...declared.filter((name) => read.includes(name)), ...declared, ...(declared.length === 0 ? read : [])];
  return valueItems([...new Set(ordered)]);
}

/** The identifiers of the entity type that the mapping has not yet. */
function identifierItems({ document, offset }: ValueRequest): CompletionItem[] {
  const mapping = document.rule.entityMappings.findLast(({ span }) => span.start <= offset);
  const type = entityTypeOf(mapping?.entityType?.value);
  const mapped = new Set(
    mapping?.fieldMappings.map(({ identifier }) => (touches(identifier?.span, offset) ? undefined : identifier?.value)),
  );
  const free = type?.identifiers.filter(({ name }) => !mapped.has(name)) ?? [];
  return free.map(({ name, type: valueType, values }, index) => ({
    ...value(name, index, valueType),
    ...(values.length === 0 ? {} : { documentation: `One of ${values.join(', ')}` }),
  }));
}

/** The columns the query returns, in its order. */
function columns({ query }: ValueRequest): CompletionItem[] {
  return (query?.bound.result ?? []).map(({ name, type, description }, index) => ({
    ...value(name, index, type),
    kind: 'column',
    ...(description === undefined ? {} : { documentation: description }),
  }));
}

/** The same, those first whose names tell that they hold the identifier of the mapping. */
function columnsOfIdentifier(request: ValueRequest): CompletionItem[] {
  const { document, query, offset } = request;
  const mapping = document.rule.entityMappings.findLast(({ span }) => span.start <= offset);
  const identifier = mapping?.fieldMappings.findLast((each) => each.span.start <= offset)?.identifier?.value;
  const likely = likelyColumns(mapping?.entityType?.value, identifier, query?.bound.result ?? []);
  return columns(request).map((item) => (likely.has(item.label) ? { ...item, sortText: `!${item.sortText}` } : item));
}

function touches(span: Span | undefined, offset: number): boolean {
  return span !== undefined && span.start <= offset && offset <= span.end;
}

/** Columns between braces; behind one brace the others are added. */
function columnsInBraces(request: ValueRequest): CompletionItem[] {
  const { yaml, document } = request;
  const open = /\{(\{?)\s*\w*$/.exec(yaml.before);
  if (open === null) return [];
  const closing = /^\}*/.exec(document.text.slice(yaml.word.end))?.[0].length ?? 0;
  const prefix = open[1] === '' ? '{' : '';
  const suffix = '}'.repeat(Math.max(0, 2 - closing));
  return columns(request).map((item) => ({ ...item, insertText: `${prefix}${item.label}${suffix}` }));
}
