import { enclosingSpans, type Span } from '@rulesmith/kql';
import { walk } from '../yaml/yamlTree.ts';
import type { CompletionContext } from './completion.ts';

/** What a selection at `offset` grows to, the smallest first: token, expression, stage, query, YAML value, entry, file. Each lies in the next. */
export function selectionSpansIn({ document, query }: CompletionContext, offset: number): Span[] {
  const { text, root } = document;
  const candidates: Span[] = [];
  const generated = query?.embedded.toGenerated(offset);
  if (query !== undefined && generated !== undefined) {
    const { embedded, bound } = query;
    candidates.push(
      ...enclosingSpans(bound, generated)
        .filter((span) => embedded.isWritten(span))
        .map((span) => embedded.toSource(span)),
    );
  }
  for (const { node } of root === undefined ? [] : walk(root)) {
    candidates.push(node.span);
    if (node.type === 'map') for (const { keySpan, span } of node.entries) candidates.push(keySpan, span);
  }
  candidates.push({ start: 0, end: text.length });
  return nested(candidates.filter(({ start, end }) => start <= offset && offset <= end && start < end));
}

/** The spans by size, without those that do not lie in one another. */
function nested(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.end - a.start - (b.end - b.start))) {
    const inner = result.at(-1);
    const isOuter =
      inner === undefined || (span.start <= inner.start && inner.end <= span.end && span.end - span.start > inner.end - inner.start);
    if (isOuter) result.push(span);
  }
  return result;
}
