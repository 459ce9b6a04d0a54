/** Rewrites of the query under which it means the same. */
import { extractLet, inlineLet, type KqlRewrite, modernizations, type Span } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import { queryEdits } from '../query/queryEdits.ts';
import type { CodeAction, CodeActionContext, CodeActionKind } from './codeActions.ts';

/** A `let` for what is selected. */
export function extractActions(context: CodeActionContext): CodeAction[] {
  return rewrites(context, 'refactor.extract', ({ bound }, range) => (range.end > range.start ? [extractLet(bound, range)] : []));
}

/** The value of a `let` in the places of its name, at a cursor on one. */
export function inlineActions(context: CodeActionContext): CodeAction[] {
  return rewrites(context, 'refactor.inline', ({ bound }, range) => (range.end > range.start ? [] : [inlineLet(bound, range.start)]));
}

/** Current functions and operators in place of deprecated ones. */
export function modernizeActions(context: CodeActionContext): CodeAction[] {
  return rewrites(context, 'refactor.rewrite', ({ bound }, range) => modernizations(bound, range));
}

function rewrites(
  context: CodeActionContext,
  kind: CodeActionKind,
  find: (query: CheckedQuery, range: Span) => readonly (KqlRewrite | undefined)[],
): CodeAction[] {
  const { query } = context;
  const range = query === undefined ? undefined : rangeInQuery(query, context.range);
  if (query === undefined || range === undefined) return [];
  return find(query, range).flatMap((rewrite) => (rewrite === undefined ? [] : toAction(context, query, kind, rewrite)));
}

function rangeInQuery({ embedded }: CheckedQuery, { start, end }: Span): Span | undefined {
  const [from, to] = [embedded.toGenerated(start), embedded.toGenerated(end)];
  return from === undefined || to === undefined ? undefined : { start: from, end: to };
}

function toAction({ document }: CodeActionContext, { embedded }: CheckedQuery, kind: CodeActionKind, rewrite: KqlRewrite): CodeAction[] {
  const edits = queryEdits(document, embedded, rewrite.edits);
  return edits === undefined ? [] : [{ title: rewrite.title, edits, kind }];
}
