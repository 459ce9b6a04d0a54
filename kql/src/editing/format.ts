/**
 * Formats a query by Microsoft's formatter, as the query editors of Azure do, in blanks and line breaks only. Their formatter loses empty
 * lines, joins lines that the author has broken, and can insert tokens; of its output only the space between the tokens is taken, and there
 * empty lines and line breaks of the author stay.
 */
import { type BoundQuery, bindQuery } from '../bind.ts';
import { kindOf } from '../microsoft/accessors.ts';
import { kustoCodeOf } from '../microsoft/code.ts';
import type { MsNode } from '../microsoft/nodes.ts';
import { formattedText } from './editorApi.ts';
import { commentsIn, type KqlLexeme, lexemesOf } from './lexemes.ts';
import { applyEdits, type KqlEdit } from './textEdits.ts';

/** Formatting again changes nothing from then on; a query that takes more rounds is left alone. */
const mostRounds = 4;

/** The edits that format `query`, each of the space in front of one token. None for a query with errors of syntax. Never throws. */
export function formatEdits(query: BoundQuery): KqlEdit[] {
  const before = lexemesOf(query.text);
  let current = query;
  for (let round = 0; round < mostRounds; round++) {
    const edits = formatOnce(current);
    if (edits === undefined) return [];
    if (edits.length === 0) return spaceEdits(before, lexemesOf(current.text));
    current = bindQuery(applyEdits(current.text, edits), query.catalog);
  }
  return [];
}

function formatOnce(query: BoundQuery): KqlEdit[] | undefined {
  if (query.diagnostics.some(({ code, severity }) => severity === 'error' && Number(code.slice(2)) < 100)) return undefined;
  const formatted = formattedText(query);
  const [old, now] = [lexemesOf(query.text), lexemesOf(formatted ?? '')];
  if (formatted === undefined || !haveSameTokens(old, now)) return undefined;
  const tight = namedParameterTokens(query);
  return spaceEdits(
    old,
    old.map((lexeme, index) => ({ ...lexeme, trivia: spaceBefore(old, now, index, tight) })),
  );
}

function haveSameTokens(old: readonly KqlLexeme[], now: readonly KqlLexeme[]): boolean {
  return (
    old.length === now.length &&
    old.every(({ text, trivia }, index) => {
      const other = now[index] as KqlLexeme;
      return text === other.text && commentsIn(trivia).join('\n') === commentsIn(other.trivia).join('\n');
    })
  );
}

/** An edit where the space in front of a token differs. */
function spaceEdits(old: readonly KqlLexeme[], now: readonly KqlLexeme[]): KqlEdit[] {
  return old.flatMap(({ span, trivia }, index) => {
    const newText = now[index]?.trivia ?? trivia;
    return newText === trivia ? [] : [{ span: { start: span.start - trivia.length, end: span.start }, newText }];
  });
}

const listOperators = /^(?:!?in~?|has_any|has_all)$/;

function spaceBefore(old: readonly KqlLexeme[], now: readonly KqlLexeme[], index: number, tight: ReadonlySet<number>): string {
  const { text, trivia, span } = old[index] as KqlLexeme;
  const isOnLine = !trivia.includes('\n') && commentsIn(trivia).length === 0;
  // What stands in front of the query and behind it is the file's affair.
  if (index === 0 || text === '') return trivia;
  if (isOnLine && tight.has(span.start)) return '';
  if (isOnLine && text === '(' && listOperators.test(old[index - 1]?.text ?? '')) return ' ';
  if (isOnLine && text === 'on') return ' ';
  return merged(trivia, (now[index] as KqlLexeme).trivia);
}

/** The new space with the line breaks and empty lines of the old one. Both have the same comments. */
function merged(old: string, now: string): string {
  const [before, after] = [spaces(old), spaces(now)];
  const comments = commentsIn(old);
  return before.map((space, index) => mergedSpace(space, after[index] ?? '') + (comments[index] ?? '')).join('');
}

/** What stands around the comments of a trivia. */
function spaces(trivia: string): string[] {
  return trivia.split(/\/\/[^\n\r]*/);
}

function mergedSpace(old: string, now: string): string {
  const breaks = old.split('\n').length - 1;
  if (breaks === 0) return now;
  const indentation = (now.includes('\n') ? now : old).replace(/^[\s\S]*\n/, '');
  return '\n'.repeat(breaks) + indentation;
}

/** The `=` of `kind=inner`, and of the arguments of a call that are named, and what follows it, are written without blanks. */
function namedParameterTokens(query: BoundQuery): Set<number> {
  const starts = new Set<number>();
  const visit = (node: MsNode, isArgument: boolean): void => {
    const kind = kindOf(node);
    const isTight = kind === 'NamedParameter' || (isArgument && kind === 'SimpleNamedExpression');
    for (let index = 0; index < node.ChildCount; index++) {
      const part = node.GetChild(index);
      if (part === null) continue;
      if (isTight && index > 0) starts.add(part.TextStart);
      visit(part, kind === 'ExpressionList' || (isArgument && /^(?:List|SeparatedElement)/.test(kind)));
    }
  };
  visit(kustoCodeOf(query).Syntax, false);
  return starts;
}
