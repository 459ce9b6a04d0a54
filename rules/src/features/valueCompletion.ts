import { alertProperties } from '../checks/alertProperties.ts';
import { entityTypeOf } from '../checks/entityItems.ts';
import { aggregationKinds } from '../checks/evg001-unknown-aggregation.ts';
import { severityNames } from '../checks/severities.ts';
import { triggerOperators } from '../checks/triggerOperators.ts';
import { connectors } from '../facts/connectors.ts';
import { entityTypes } from '../facts/entities.ts';
import { tactics, techniques } from '../facts/mitre.ts';
import type { CompletionContext, CompletionItem } from './completion.ts';
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
  return provider === undefined ? [] : provider({ ...context, yaml, offset });
}

const truthValues: ValueProvider = () => valueItems(['true', 'false']);

const providers: Readonly<Record<string, ValueProvider>> = {
  kind: () => [value('Scheduled', 0, 'Runs by its frequency'), value('NRT', 1, 'Runs every minute on what just arrived')],
  severity: () => valueItems(severityNames),
  status: () => valueItems(['Available', 'InPreview', 'Deprecated']),
  queryFrequency: () => valueItems(['5m', '10m', '30m', '1h', '6h', '12h', '1d', '7d', '14d']),
  queryPeriod: () => valueItems(['5m', '10m', '30m', '1h', '6h', '12h', '1d', '7d', '14d']),
  triggerOperator: () => [...triggerOperators].map(([name, long], index) => value(name, index, long)),
  tactics: () => [...tactics.values()].map(({ name, title }, index) => value(name, index, title)),
  relevantTechniques: techniqueItems,
  'requiredDataConnectors.connectorId': connectorItems,
  'requiredDataConnectors.dataTypes': dataTypeItems,
  'entityMappings.entityType': () => [...entityTypes.values()].map(({ name, label }, index) => value(name, index, label)),
  'entityMappings.fieldMappings.identifier': identifierItems,
  'entityMappings.fieldMappings.columnName': columns,
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

/** The techniques of the rule's tactics first, or all; found by id and by name. */
function techniqueItems({ document }: ValueRequest): CompletionItem[] {
  const listed = new Set(document.rule.tactics.map((tactic) => tactic.value));
  const all = [...techniques().values()].filter((technique) => technique.matrix !== 'mobile');
  const fitting = listed.size === 0 ? all : all.filter((technique) => technique.tactics.some((tactic) => listed.has(tactic)));
  return (fitting.length > 0 ? fitting : all).map(({ id, name, tactics: of }, index) => ({
    ...value(id, index, name),
    filterText: `${id} ${name}`,
    documentation: of.join(', '),
  }));
}

function connectorItems({ document }: ValueRequest): CompletionItem[] {
  const used = new Set(document.rule.requiredDataConnectors.map(({ connectorId }) => connectorId?.value));
  return [...connectors().values()].map(({ id, title, dataTypes, isDeprecated, isAccepted }, index) => ({
    ...value(
      id,
      index + (isDeprecated ? 4000 : isAccepted ? 0 : 2000) + (used.has(id) ? 1000 : 0),
      isDeprecated ? `${title} (deprecated)` : title,
    ),
    filterText: `${id} ${title}`,
    documentation: dataTypes.slice(0, 20).join(', '),
  }));
}

/** What the connector of this item declares; the tables the query reads come first. */
function dataTypeItems({ document, query, offset }: ValueRequest): CompletionItem[] {
  const connector = document.rule.requiredDataConnectors.findLast(({ span }) => span.start <= offset)?.connectorId?.value;
  const read = [...new Set(query?.bound.tables.map(({ name }) => name) ?? [])];
  const declared = connectors().get(connector ?? '')?.dataTypes ?? [];
  const ordered = [...declared.filter((name) => read.includes(name)), ...declared, ...(declared.length === 0 ? read : [])];
  return valueItems([...new Set(ordered)]);
}

function identifierItems({ document, offset }: ValueRequest): CompletionItem[] {
  const mapping = document.rule.entityMappings.findLast(({ span }) => span.start <= offset);
  const type = entityTypeOf(mapping?.entityType?.value);
  return (type?.identifiers ?? []).map(({ name, type: valueType, values }, index) => ({
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
