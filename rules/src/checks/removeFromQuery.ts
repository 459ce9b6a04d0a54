import { commentsIn, lexemesOf, type Span } from '@rulesmith/kql';
import type { Fix } from '../diagnostic.ts';
import { queryEdits } from '../query/queryEdits.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import type { CheckedQuery } from './check.ts';

/** A fix that removes a part of the query; none where a comment would go with it or the file cannot be edited so. */
export function removeFromQuery(title: string, document: RuleDocument, { embedded, bound }: CheckedQuery, span: Span): Fix[] {
  const hasComment = lexemesOf(bound.text.slice(span.start, span.end)).some(({ trivia }) => commentsIn(trivia).length > 0);
  const edits = hasComment ? undefined : queryEdits(document, embedded, [{ span, newText: '' }]);
  return edits === undefined ? [] : [{ title, edits }];
}
