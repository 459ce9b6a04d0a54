import { foldableSpans, type Span } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { walk } from '../yaml/yamlTree.ts';

/** The parts of the file that can be folded, each over several lines: entries and items of the YAML; statements, stages and brackets of the query. */
export function foldingSpans(document: RuleDocument, query: CheckedQuery | undefined): Span[] {
  if (document.kind === 'other' || document.root === undefined) return [];
  const spans: Span[] = [];
  for (const { node } of walk(document.root)) {
    if (node.type === 'map') spans.push(...node.entries.map((entry) => entry.span));
    if (node.type === 'list') spans.push(...node.items.map((item) => item.span));
  }
  if (query !== undefined) {
    const { embedded, bound } = query;
    spans.push(
      ...foldableSpans(bound)
        .filter((span) => embedded.isWritten(span))
        .map((span) => embedded.toSource(span)),
    );
  }
  const several = spans
    .map((span) => trimmed(document.text, span))
    .filter(({ start, end }) => document.text.slice(start, end).includes('\n'));
  return several.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Without the line breaks at its end, which belong to what follows. */
function trimmed(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}
