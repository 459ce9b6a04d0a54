/** The structure of a query as an editor folds it and widens a selection in it. */
import type { BoundQuery } from '../bind.ts';
import { kindOf } from '../microsoft/accessors.ts';
import { kustoCodeOf } from '../microsoft/code.ts';
import type { MsNode } from '../microsoft/nodes.ts';
import type { Span } from '../span.ts';

/** The parts of the query around `offset`, the smallest first: token, expressions, stage, statement, query. Each lies in the next. */
export function enclosingSpans(query: BoundQuery, offset: number): Span[] {
  const spans: Span[] = [];
  let node: MsNode | undefined = kustoCodeOf(query).Syntax;
  // The query as a whole ends with the blanks behind it.
  const textEnd = query.text.trimEnd().length;
  while (node !== undefined) {
    const span = { start: node.TextStart, end: Math.min(node.End, textEnd) };
    if (span.start <= offset && offset <= span.end && isSmaller(span, spans[0])) spans.unshift(span);
    node = partAt(node, offset);
  }
  return spans;
}

function isSmaller(span: Span, outer: Span | undefined): boolean {
  return span.end > span.start && (outer === undefined || span.end - span.start < outer.end - outer.start);
}

/** The part that holds the character behind `offset`; at the end of a word, the word. */
function partAt(node: MsNode, offset: number): MsNode | undefined {
  let touching: MsNode | undefined;
  for (let index = 0; index < node.ChildCount; index++) {
    const part = node.GetChild(index);
    if (part === null || part.TextStart > offset || part.End < offset) continue;
    if (offset < part.End) return touching !== undefined && !isWord(part) ? touching : part;
    touching = part;
  }
  return touching;
}

function isWord(node: MsNode): boolean {
  return node.ChildCount > 0 || !/(?:Token|Trivia)$/.test(kindOf(node));
}

/** The parts that can be folded: statements, stages, and what stands in brackets. Those of one line are left out. */
export function foldableSpans(query: BoundQuery): Span[] {
  const spans: Span[] = [];
  const visit = (node: MsNode): void => {
    for (let index = 0; index < node.ChildCount; index++) {
      const part = node.GetChild(index);
      if (part !== null) visit(part);
    }
    const span = isFoldable(node) ? { start: node.TextStart, end: node.End } : bracketed(node);
    if (span !== undefined && hasBreak(query.text, span)) spans.push(span);
  };
  visit(kustoCodeOf(query).Syntax);
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

function hasBreak(text: string, { start, end }: Span): boolean {
  const at = text.indexOf('\n', start);
  return at >= 0 && at < end;
}

function isFoldable(node: MsNode): boolean {
  return /Statement$|Operator$/.test(kindOf(node));
}

/** From an opening bracket to its closing one, where both are children of the node. */
function bracketed(node: MsNode): Span | undefined {
  let open: MsNode | undefined;
  for (let index = 0; index < node.ChildCount; index++) {
    const part = node.GetChild(index);
    if (part === null || part.IsMissing) continue;
    const kind = kindOf(part);
    if (open === undefined && /^Open\w+Token$/.test(kind)) open = part;
    else if (open !== undefined && /^Close\w+Token$/.test(kind)) return { start: open.TextStart, end: part.End };
  }
  return undefined;
}
