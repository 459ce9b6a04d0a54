import type { Expression, Span } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { textOf, type YamlEntry, type YamlNode } from '../yaml/yamlTree.ts';

/** An entry of the outline. */
export interface DocumentSymbol {
  readonly name: string;
  /** Shown beside the name; empty where there is nothing to show. */
  readonly detail: string;
  readonly kind: 'field' | 'list' | 'query' | 'variable' | 'stage';
  readonly span: Span;
  /** The part to select: lies inside `span`. */
  readonly nameSpan: Span;
  readonly children: readonly DocumentSymbol[];
}

const longestDetail = 60;

/** The outline of a rule: its fields, and the statements and stages of its query. */
export function documentSymbols(document: RuleDocument, query: CheckedQuery | undefined): DocumentSymbol[] {
  if (document.kind === 'other' || document.root?.type !== 'map') return [];
  return document.root.entries.filter((entry) => entry.key.trim() !== '').map((entry) => fieldSymbol(entry, query));
}

function fieldSymbol(entry: YamlEntry, query: CheckedQuery | undefined): DocumentSymbol {
  const isQuery = query !== undefined && query.embedded.keySpan.start === entry.keySpan.start;
  return {
    name: entry.key,
    detail: isQuery ? '' : detailOf(entry.value),
    kind: isQuery ? 'query' : entry.value.type === 'scalar' ? 'field' : 'list',
    span: entry.span,
    nameSpan: entry.keySpan,
    children: isQuery ? queryOutline(query, entry.span) : [],
  };
}

function detailOf(value: YamlNode): string {
  if (value.type === 'list') return value.items.length === 1 ? '1 item' : `${value.items.length} items`;
  return shorten(textOf(value) ?? '');
}

function shorten(text: string): string {
  const line = text.trim().split('\n')[0] ?? '';
  return line.length > longestDetail ? `${line.slice(0, longestDetail)}…` : line;
}

function queryOutline({ embedded, bound }: CheckedQuery, within: Span): DocumentSymbol[] {
  const symbol = (name: string, kind: 'variable' | 'stage', span: Span): DocumentSymbol[] => {
    const source = embedded.toSource(span);
    const inside = source.start >= within.start && source.end <= within.end && source.end > source.start;
    return inside && name !== '' ? [{ name, detail: '', kind, span: source, nameSpan: source, children: [] }] : [];
  };
  return bound.syntax.statements.flatMap((statement) => {
    if (statement.kind === 'let') return symbol(statement.name, 'variable', statement.span);
    if (statement.kind !== 'expression-statement') return [];
    return stagesOf(statement.expression).flatMap((span) => symbol(shorten(bound.text.slice(span.start, span.end)), 'stage', span));
  });
}

/** The source and the operators of a pipeline, in order. */
function stagesOf(expression: Expression): Span[] {
  const stages: Span[] = [];
  let at = expression;
  for (; at.kind === 'pipe'; at = at.source) stages.unshift(at.operator.span);
  return [at.span, ...stages];
}
