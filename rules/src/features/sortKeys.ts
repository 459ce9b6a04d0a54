import type { RuleDocument } from '../ruleDocument.ts';
import { parseRuleDocument } from '../ruleDocument.ts';
import { ruleFields } from '../schema/ruleFields.ts';
import { plainValue } from '../yaml/plainValue.ts';
import type { YamlEntry } from '../yaml/yamlTree.ts';
import type { CodeAction, CodeActionContext } from './codeActions.ts';

const usualOrder: ReadonlyMap<string, number> = new Map(ruleFields.map(({ key }, index) => [key, index]));

/** The top-level keys in the usual order, each with the comments above it. Not on offer where that would change what the file says. */
export function sortKeysActions({ document }: CodeActionContext): CodeAction[] {
  const sorted = sortedText(document);
  if (sorted === undefined || sorted === document.text) return [];
  return [
    {
      title: 'Put the keys in the usual order',
      kind: 'source.sortKeys.rulesmith',
      edits: [{ span: { start: 0, end: document.text.length }, newText: sorted }],
    },
  ];
}

function sortedText({ uri, text, root, problems, kind, documentCount }: RuleDocument): string | undefined {
  // An anchor must stand before its alias.
  if (
    root?.type !== 'map' ||
    problems.length > 0 ||
    kind === 'parser' ||
    documentCount !== 1 ||
    /[&*]\w/.test(anchorable(text, root.entries))
  )
    return undefined;
  const keys = root.entries.map(({ key }) => key);
  if (new Set(keys).size < keys.length || !keys.every((key) => usualOrder.has(key))) return undefined;
  const starts = root.entries.map(({ keySpan }) => partStart(text, keySpan.start));
  const head = text.slice(0, starts[0]);
  const ending = /\r?\n/.exec(text)?.[0] ?? '\n';
  const parts = root.entries.map(({ key }, index) => ({ key, text: closed(text.slice(starts[index], starts[index + 1]), ending) }));
  parts.sort((a, b) => (usualOrder.get(a.key) as number) - (usualOrder.get(b.key) as number));
  const sorted = head + parts.map((part) => part.text).join('');
  const after = parseRuleDocument(uri, sorted);
  return after.root?.type === 'map' && after.problems.length === 0 && byKey(after.root.entries) === byKey(root.entries)
    ? sorted
    : undefined;
}

/** The text without the values that are long texts, in which such a character means nothing. */
function anchorable(text: string, entries: readonly YamlEntry[]): string {
  return entries
    .filter(({ value }) => value.type !== 'scalar')
    .map(({ value }) => text.slice(value.span.start, value.span.end))
    .join('\n');
}

/** Where the lines of a key begin: with the comments right above it. */
function partStart(text: string, keyStart: number): number {
  let start = text.lastIndexOf('\n', keyStart - 1) + 1;
  while (start > 0) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    if (!text.slice(above, start).startsWith('#')) break;
    start = above;
  }
  return start;
}

function closed(part: string, ending: string): string {
  return part.endsWith('\n') ? part : part + ending;
}

function byKey(entries: readonly YamlEntry[]): string {
  return JSON.stringify(entries.map(({ key, value }) => [key, plainValue(value)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
}
