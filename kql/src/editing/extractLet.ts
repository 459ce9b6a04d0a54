/** Gives an expression a name: a `let` in front of the statement, and the name in the place of the expression. */
import type { BoundQuery } from '../bind.ts';
import { child, kindOf } from '../microsoft/accessors.ts';
import { kustoCodeOf } from '../microsoft/code.ts';
import type { MsNode } from '../microsoft/nodes.ts';
import type { Span } from '../span.ts';
import { commentsIn, lexemesOf } from './lexemes.ts';
import { type KqlRewrite, rewriteIfSame } from './rewrite.ts';
import { type KqlSymbolIndex, symbolIndexOf } from './symbolIndex.ts';
import { isRepeatable } from './volatileCalls.ts';

/**
 * Extracts what `selection` marks: a scalar expression that does not depend on a row, or a tabular expression, such as the first stages of a
 * pipeline. Undefined where the selection is nothing of the kind or the query would mean something else.
 */
export function extractLet(query: BoundQuery, selection: Span): KqlRewrite | undefined {
  const span = withoutBlanks(query.text, selection);
  const node = span.start < span.end ? expressionAt(query, span) : undefined;
  const statement = node === undefined ? undefined : statementOf(query, node);
  if (node === undefined || statement === undefined || !standsAlone(query, node, span, statement)) return undefined;
  const name = freeName(query, node.ResultType?.IsTabular === true ? 'extractedTable' : 'extractedValue');
  // A comment at the end of the expression would swallow the semicolon.
  if (lexemesOf(query.text.slice(span.start, span.end)).some(({ text, trivia }) => text === '' && commentsIn(trivia).length > 0))
    return undefined;
  return rewriteIfSame(query, `Extract to \`let ${name}\``, [
    { span: { start: statement.TextStart, end: statement.TextStart }, parts: [`let ${name} = `, span, ';\n'] },
    { span, parts: [name] },
  ]);
}

function withoutBlanks(text: string, { start, end }: Span): Span {
  const selected = text.slice(start, end);
  const from = start + selected.length - selected.trimStart().length;
  return { start: from, end: Math.max(from, start + selected.trimEnd().length) };
}

/** The outermost expression that takes exactly this span. */
function expressionAt(query: BoundQuery, span: Span): MsNode | undefined {
  let node: MsNode | undefined = kustoCodeOf(query).Syntax;
  while (node !== undefined) {
    if (node.TextStart === span.start && node.End === span.end && isExtractable(node)) return node;
    node = children(node).find((part) => part.TextStart <= span.start && span.end <= part.End);
  }
  return undefined;
}

function isExtractable(node: MsNode): boolean {
  const kind = kindOf(node);
  if (node.ResultType?.IsTabular === true) return isTabularSource(node, kind);
  // A name has a name already; what stands in a list of columns may be one with a name, an order or a `*`.
  return node.ResultType?.IsScalar === true && /(?:Expression|Literal)$/.test(kind) && !/^(?:SimpleNamed|CompoundNamed|Ordered)/.test(kind);
}

function isTabularSource(node: MsNode, kind: string): boolean {
  if (/^(?:PipeExpression|NameReference|FunctionCallExpression|DataTableExpression)$/.test(kind)) return true;
  // `print`, `range` and `union` also begin a pipeline.
  return /^(?:Print|Range|Union)Operator$/.test(kind) && (node.Parent === null || child(node.Parent, 'Operator') !== node);
}

function children(node: MsNode): MsNode[] {
  return Array.from({ length: node.ChildCount }, (_, index) => node.GetChild(index)).filter((part) => part !== null);
}

/** The statement of the query, not of a function's body, that the node lies in. */
function statementOf(query: BoundQuery, node: MsNode): MsNode | undefined {
  let found: MsNode | undefined;
  for (let at: MsNode | null = node; at !== null && at !== kustoCodeOf(query).Syntax; at = at.Parent)
    if (/Statement$/.test(kindOf(at))) found = at;
  return found;
}

/** Whether the expression depends on nothing inside its statement: no row, no parameter, no name that a part of the statement makes. */
function standsAlone(query: BoundQuery, node: MsNode, span: Span, statement: MsNode): boolean {
  const { symbols, occurrences } = symbolIndexOf(query);
  const isTabular = node.ResultType?.IsTabular === true;
  // A name that something behind the expression refers to stays where it is: `A | as X | join X`.
  if (!isRepeatable(query, span) || /\|\s*(?:as|fork|facet|render|consume)\b/.test(query.text.slice(span.start, span.end))) return false;
  return occurrences
    .filter((occurrence) => span.start <= occurrence.span.start && occurrence.span.end <= span.end)
    .every(({ symbol }) => {
      const found = symbols[symbol];
      if (found === undefined || found.kind === 'parameter') return false;
      const ofStatement = found.declarations.filter((declaration) => contains(statement, declaration.span));
      // The two sides of `join … on x` share the symbol `x`.
      const isInside = ofStatement.length > 0 && !ofStatement.some((declaration) => within(span, declaration.span));
      return !isInside && (isTabular || found.kind !== 'column' || isOfTableInside(query, span, { symbols, occurrences }));
    });
}

/** A scalar such as `toscalar(T | …)` reads columns of a table that it names itself. */
function isOfTableInside(
  query: BoundQuery,
  span: Span,
  { symbols, occurrences }: Pick<KqlSymbolIndex, 'symbols' | 'occurrences'>,
): boolean {
  const isToScalar = /^toscalar\s*\(/i.test(query.text.slice(span.start, span.end));
  return isToScalar && occurrences.some((each) => within(span, each.span) && symbols[each.symbol]?.kind === 'table');
}

function contains(node: MsNode, span: Span): boolean {
  return node.TextStart <= span.start && span.end <= node.End;
}

function within(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A name that stands nowhere in the query and that no table, function or column of its tables has. */
function freeName(query: BoundQuery, base: string): string {
  const used = new Set(lexemesOf(query.text).map(({ text }) => text));
  const taken = (name: string) => used.has(name) || query.catalog.tables.has(name) || query.catalog.functions.has(name);
  let name = base;
  for (let count = 2; taken(name); count++) name = `${base}${count}`;
  return name;
}
