import { type Span, symbolIndexOf } from '@rulesmith/kql';
import { placeholdersOf } from '../checks/alertFormats.ts';
import { entityTypeOf } from '../checks/entityItems.ts';
import { connectors } from '../facts/connectors.ts';
import { tactics, techniques, techniqueUrl } from '../facts/mitre.ts';
import { fieldAt } from '../schema/ruleFields.ts';
import { type PathStep, textOf, walk, type YamlEntry, type YamlNode, type YamlScalar } from '../yaml/yamlTree.ts';
import type { CompletionContext } from './completion.ts';
import { originOf, queryHover } from './queryHover.ts';

/** What is to be said about a place of the file. */
export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** What the thing at `offset` is: a name in the query, a key, or a value that has a meaning of its own. */
export function hoverIn(context: CompletionContext, offset: number): Hover | undefined {
  const { document, query } = context;
  if (document.kind === 'other' || document.root === undefined) return undefined;
  const generated = query?.embedded.toGenerated(offset);
  if (query !== undefined && generated !== undefined) return queryHover(query, generated, document.text);
  const found = find(document.root, offset);
  if (found === undefined) return undefined;
  return found.kind === 'key' ? keyHover(found.path, found.entry) : valueHover(context, found.path, found.node, offset);
}

type Found =
  | { readonly kind: 'key'; readonly path: readonly string[]; readonly entry: YamlEntry }
  | { readonly kind: 'value'; readonly path: readonly string[]; readonly node: YamlScalar };

function find(root: YamlNode, offset: number): Found | undefined {
  const inside = ({ start, end }: Span) => start <= offset && offset <= end && start < end;
  for (const { node, path } of walk(root)) {
    const keys = keysOf(path);
    if (node.type === 'scalar' && inside(node.span)) return { kind: 'value', path: keys, node };
    const entry = node.type === 'map' ? node.entries.find(({ keySpan }) => inside(keySpan)) : undefined;
    if (entry !== undefined) return { kind: 'key', path: [...keys, entry.key], entry };
  }
  return undefined;
}

function keysOf(path: readonly PathStep[]): string[] {
  return path.filter((step) => typeof step === 'string');
}

function keyHover(path: readonly string[], entry: YamlEntry): Hover | undefined {
  const field = fieldAt(path);
  return field === undefined ? undefined : { span: entry.keySpan, markdown: `**${field.key}**\n\n${field.documentation}` };
}

function valueHover(context: CompletionContext, path: readonly string[], node: YamlScalar, offset: number): Hover | undefined {
  const text = textOf(node)?.trim();
  if (text === undefined) return undefined;
  const key = path.join('.');
  if (/^alertDetailsOverride\.alert(DisplayName|Description)Format$/.test(key)) return placeholderHover(context, node, offset);
  const markdown = describeValue(context, key, text, offset);
  return markdown === undefined ? undefined : { span: node.span, markdown };
}

function placeholderHover(context: CompletionContext, node: YamlScalar, offset: number): Hover | undefined {
  const found = placeholdersOf(node.content()).find(({ span }) => span.start <= offset && offset <= span.end);
  const markdown = found === undefined ? undefined : describeColumn(context, found.name);
  return found === undefined || markdown === undefined ? undefined : { span: found.span, markdown };
}

const columnKeys =
  /^(customDetails\..*|.*\.columnName|alertDetailsOverride\.alert(Severity|Tactics)ColumnName|.*alertDynamicProperties\.value)$/;

function describeValue(context: CompletionContext, key: string, text: string, offset: number): string | undefined {
  if (columnKeys.test(key)) return describeColumn(context, text);
  if (key === 'tactics') return describeTactic(text);
  if (key === 'relevantTechniques') return describeTechnique(text);
  if (key === 'requiredDataConnectors.connectorId') return describeConnector(text);
  if (key === 'entityMappings.entityType') return describeEntity(text);
  if (key === 'entityMappings.fieldMappings.identifier') return describeIdentifier(context, text, offset);
  return undefined;
}

function describeColumn({ query, document }: CompletionContext, name: string): string | undefined {
  const column = query?.bound.result?.find((candidate) => candidate.name === name);
  if (query === undefined || column === undefined) return undefined;
  const index = symbolIndexOf(query.bound);
  const symbol = index.symbols[index.result.get(name) ?? -1];
  const owners = symbol?.origin.kind === 'schema' ? symbol.origin.owners.map((owner) => `\`${owner}\``).join(', ') : undefined;
  const origin = owners === undefined ? symbol && originOf(query, index, symbol, document.text) : `Column of ${owners}`;
  const parts = [`\`${column.name}: ${column.type}\`, a column of the query`, column.description, origin];
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}

function describeTactic(name: string): string | undefined {
  const tactic = tactics.get(name);
  return tactic === undefined ? undefined : `**${tactic.title}**, a tactic of MITRE ATT&CK`;
}

function describeTechnique(id: string): string | undefined {
  const technique = techniques().get(id);
  if (technique === undefined) return undefined;
  const parent = id.includes('.') ? `${techniques().get(id.slice(0, 5))?.name}: ` : '';
  const of = technique.tactics.map((name) => tactics.get(name)?.title ?? name).join(', ');
  return `**${parent}${technique.name}**\n\n${of}\n\n[${id} at MITRE ATT&CK](${techniqueUrl(id)})`;
}

function describeConnector(id: string): string | undefined {
  const connector = connectors().get(id);
  if (connector === undefined) return undefined;
  const state = connector.isDeprecated ? ' (deprecated)' : '';
  const tables =
    connector.dataTypes.length === 0
      ? ''
      : `\n\nFeeds ${connector.dataTypes
          .slice(0, 20)
          .map((name) => `\`${name}\``)
          .join(', ')}`;
  return `**${connector.title}**${state}${tables}`;
}

function describeEntity(name: string): string | undefined {
  const type = entityTypeOf(name);
  if (type === undefined) return undefined;
  const sets = (list: readonly (readonly string[])[]) =>
    list.map((set) => set.map((identifier) => `\`${identifier}\``).join(' + ')).join(', ');
  const strong = type.strong.length === 0 ? '' : `\n\nIdentified for sure by ${sets(type.strong)}`;
  return `**${type.label}**\n\nNeeds ${sets(type.required)}${strong}`;
}

function describeIdentifier({ document }: CompletionContext, name: string, offset: number): string | undefined {
  const mapping = document.rule.entityMappings.findLast(({ span }) => span.start <= offset);
  const type = entityTypeOf(mapping?.entityType?.value);
  const identifier = type?.identifiers.find((candidate) => candidate.name === name);
  if (type === undefined || identifier === undefined) return undefined;
  const values = identifier.values.length === 0 ? '' : `\n\nOne of ${identifier.values.map((each) => `\`${each}\``).join(', ')}`;
  const legacy = identifier.isLegacy ? '\n\nKept for old rules; not part of the entity itself.' : '';
  return `\`${identifier.name}: ${identifier.type}\` of ${type.label}${values}${legacy}`;
}
