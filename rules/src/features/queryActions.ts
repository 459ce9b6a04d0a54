import { extractLet, inlineLet, type KqlRewrite, modernizations, type Span } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import { queryEdits } from '../query/queryEdits.ts';
import type { CodeAction, CodeActionContext, CodeActionKind } from './codeActions.ts';

/** Rewrites of the query under which it means the same. */
export function queryActions(context: CodeActionContext): CodeAction[] {
  const { query } = context;
  const range = query === undefined ? undefined : rangeInQuery(query, context.range);
  if (query === undefined || range === undefined) return [];
  const { bound } = query;
  const extraction = range.end > range.start ? extractLet(bound, range) : undefined;
  const inlining = range.end > range.start ? undefined : inlineLet(bound, range.start);
  return [
    ...toAction(context, query, 'refactor.extract', extraction),
    ...toAction(context, query, 'refactor.inline', inlining),
    ...modernizations(bound, range).flatMap((rewrite) => toAction(context, query, 'refactor.rewrite', rewrite)),
  ];
}

function rangeInQuery({ embedded }: CheckedQuery, { start, end }: Span): Span | undefined {
  const [from, to] = [embedded.toGenerated(start), embedded.toGenerated(end)];
  return from === undefined || to === undefined ? undefined : { start: from, end: to };
}

function toAction(
  { document }: CodeActionContext,
  { embedded }: CheckedQuery,
  kind: CodeActionKind,
  rewrite: KqlRewrite | undefined,
): CodeAction[] {
  const edits = rewrite === undefined ? undefined : queryEdits(document, embedded, rewrite.edits);
  return rewrite === undefined || edits === undefined ? [] : [{ title: rewrite.title, edits, kind }];
}
