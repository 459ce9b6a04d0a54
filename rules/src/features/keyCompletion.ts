import { scheduleKeys } from '../checks/scheduleKeys.ts';
import { fieldAt, fieldsAt, type RuleField } from '../schema/ruleFields.ts';
import { walk, type YamlMap } from '../yaml/yamlTree.ts';
import type { CompletionContext, CompletionItem } from './completion.ts';
import type { YamlContext } from './yamlContext.ts';

/** The keys that may be written at a place and are not there yet, in the usual order: those that every rule has come first. */
export function keyCompletions({ document }: CompletionContext, yaml: YamlContext, offset: number): CompletionItem[] {
  if (document.kind === 'parser') return [];
  if (startsItem(yaml)) return itemCompletion(yaml);
  const fields = fieldsAt(yaml.path) ?? [];
  const present = keysBeside(document, yaml, offset);
  const rest = document.text.slice(yaml.word.end);
  const hasColon = /^\s*:/.test(rest);
  return fields
    .filter((field) => !present.has(field.key) && isFieldOf(document, field))
    .map((field, index) => ({
      label: field.key,
      kind: 'key',
      insertText: hasColon ? field.key : `${field.key}:${insertOf(field)}`,
      snippet: !hasColon,
      documentation: field.documentation,
      sortText: `${field.optional === true ? 1 : 0}${String(index).padStart(3, '0')}`,
    }));
}

/** A list of maps holds the key, and nothing of an item is there yet: its keys need a dash. */
function startsItem(yaml: YamlContext): boolean {
  return (
    yaml.place === 'key' && !yaml.isInItem && /^\n {2}- /.test(fieldAt(yaml.path)?.insert ?? '') && fieldAt(yaml.path)?.fields !== undefined
  );
}

/** A whole item, as a key with the list would be written. */
function itemCompletion(yaml: YamlContext): CompletionItem[] {
  const field = fieldAt(yaml.path);
  const first = field?.fields?.[0];
  if (field?.insert === undefined || first === undefined) return [];
  const insertText = field.insert.replace(/^\n/, '').replaceAll(/^ {2}/gm, '');
  return [{ label: `- ${first.key}`, kind: 'key', insertText, snippet: true, documentation: field.documentation, sortText: '0' }];
}

function isFieldOf({ kind, rule }: CompletionContext['document'], { key, ruleOnly }: RuleField): boolean {
  if (ruleOnly === true && kind === 'hunt') return false;
  return !(rule.kind?.value === 'NRT' && scheduleKeys.some((each) => each === key));
}

function insertOf(field: RuleField): string {
  return field.insert ?? ' $0';
}

/** The keys of the map the cursor is in, but for the one it touches. */
function keysBeside(document: CompletionContext['document'], yaml: YamlContext, offset: number): Set<string> {
  if (document.root === undefined) return new Set();
  const columnOf = (at: number) => at - (document.text.lastIndexOf('\n', at - 1) + 1);
  let nearest: YamlMap | undefined;
  for (const { node } of walk(document.root)) {
    const first = node.type === 'map' ? node.entries[0] : undefined;
    if (node.type !== 'map' || first === undefined || columnOf(first.keySpan.start) !== yaml.column) continue;
    if (first.keySpan.start <= offset || nearest === undefined) nearest = node;
  }
  const startsNewItem = yaml.place === 'item' && nearest !== undefined && nearest.span.start < yaml.word.start;
  if (nearest === undefined || startsNewItem) return new Set();
  return new Set(nearest.entries.filter(({ keySpan }) => offset < keySpan.start || offset > keySpan.end).map(({ key }) => key));
}
