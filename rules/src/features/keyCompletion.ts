import { fieldsAt, type RuleField } from '../schema/ruleFields.ts';
import { walk, type YamlMap } from '../yaml/yamlTree.ts';
import type { CompletionContext, CompletionItem } from './completion.ts';
import type { YamlContext } from './yamlContext.ts';

/** The keys that may be written at a place and are not there yet, in the usual order. */
export function keyCompletions({ document }: CompletionContext, yaml: YamlContext, offset: number): CompletionItem[] {
  if (document.kind === 'parser') return [];
  const fields = fieldsAt(yaml.path) ?? [];
  const present = keysBeside(document, yaml, offset);
  const rest = document.text.slice(yaml.word.end);
  const hasColon = /^\s*:/.test(rest);
  return fields
    .filter((field) => !present.has(field.key) && !(field.ruleOnly === true && document.kind === 'hunt'))
    .map((field, index) => ({
      label: field.key,
      kind: 'key',
      insertText: hasColon ? field.key : `${field.key}:${insertOf(field)}`,
      snippet: !hasColon,
      documentation: field.documentation,
      sortText: String(index).padStart(3, '0'),
    }));
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
