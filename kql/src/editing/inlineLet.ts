/** Puts the value of a `let` in the places of its name, and takes the `let` away. */
import type { Expression, Query, Statement } from '../ast.ts';
import type { BoundQuery } from '../bind.ts';
import { kindOf } from '../microsoft/accessors.ts';
import type { Span } from '../span.ts';
import { nodeAt } from './editorApi.ts';
import { commentsIn, lexemesOf } from './lexemes.ts';
import { type KqlRewrite, type RewriteEdit, rewriteIfSame } from './rewrite.ts';
import { occurrenceAt, symbolIndexOf } from './symbolIndex.ts';
import { isRepeatable } from './volatileCalls.ts';

type Let = Extract<Statement, { kind: 'let' }>;

/**
 * Inlines the `let` that the name at `offset` declares or refers to. Undefined where there is none; where it is a function, which has
 * parameters or statements of its own; where nothing uses it; where its value is another one each time it is computed; where a comment
 * would be lost; or where the query would mean something else, as when a column of the same name stands in between.
 */
export function inlineLet(query: BoundQuery, offset: number): KqlRewrite | undefined {
  const index = symbolIndexOf(query);
  const at = occurrenceAt(index, offset);
  const symbol = at === undefined ? undefined : index.symbols[at.symbol];
  const declaration = letDeclaring(query.syntax, symbol?.declarations.map(({ span }) => span) ?? []);
  if (at === undefined || declaration === undefined || declaration.value.kind === 'function') return undefined;
  const uses = index.occurrences.filter((occurrence) => occurrence.symbol === at.symbol && !occurrence.declares);
  if (uses.length === 0 || !isRepeatable(query, declaration.value.span) || hasComment(query.text, statementSpan(query, declaration)))
    return undefined;
  // `withsource=` and `$table` tell the names of tables.
  if (isTabular(query, declaration.value) && /\bwithsource\b|\bfind\b|\bsearch\b|\$table\b/.test(query.text)) return undefined;
  const edits: RewriteEdit[] = [
    { span: lineSpan(query.text, statementSpan(query, declaration)), parts: [] },
    ...uses.map(({ span }) => ({ span, parts: inBrackets(query, declaration.value, span) })),
  ];
  return rewriteIfSame(query, `Inline \`${declaration.name}\``, edits);
}

function letDeclaring(syntax: Query, declarations: readonly Span[]): Let | undefined {
  const [only, ...others] = declarations;
  if (only === undefined || others.length > 0) return undefined;
  return syntax.statements.find((statement): statement is Let => statement.kind === 'let' && statement.nameSpan.start === only.start);
}

/** The statement with its semicolon. */
function statementSpan(query: BoundQuery, { span }: Let): Span {
  const next = lexemesOf(query.text).find((lexeme) => lexeme.span.start >= span.end);
  return next?.text === ';' ? { start: span.start, end: next.span.end } : span;
}

function hasComment(text: string, { start, end }: Span): boolean {
  return lexemesOf(text.slice(start, end)).some(({ trivia }) => commentsIn(trivia).length > 0);
}

/** The whole lines of the span where nothing else stands on them. */
function lineSpan(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const behind = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(end))?.[0];
  const isAlone = text.slice(lineStart, start).trim() === '' && behind !== undefined;
  return isAlone
    ? { start: lineStart, end: end + behind.length }
    : { start, end: end + (/^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0) };
}

/** Expressions that bind as tightly as a name. */
const tight = new Set<Expression['kind']>(['literal', 'dynamic', 'name', 'call', 'to-scalar', 'datatable', 'json-array', 'json-object']);

function inBrackets(query: BoundQuery, value: Expression, use: Span): (string | Span)[] {
  const isHead = isTabular(query, value) && isHeadOfPipeline(query, use);
  return tight.has(value.kind) || isHead ? [value.span] : ['(', value.span, ')'];
}

function isTabular({ text }: BoundQuery, value: Expression): boolean {
  return (
    value.kind === 'pipe' ||
    value.kind === 'operator-source' ||
    value.kind === 'datatable' ||
    /^\s*\w+\s*\|/.test(text.slice(value.span.start))
  );
}

/** Whether the pipeline of the value may be continued where the name stands: the name is the source of a pipeline, or all of a statement. */
function isHeadOfPipeline(query: BoundQuery, use: Span): boolean {
  let parent = nodeAt(query, use.start)?.Parent ?? null;
  while (parent !== null && parent.TextStart === use.start && parent.End === use.end && kindOf(parent) !== 'ExpressionStatement')
    parent = parent.Parent;
  return parent !== null && /^(?:PipeExpression|ExpressionStatement)$/.test(kindOf(parent)) && parent.TextStart === use.start;
}
