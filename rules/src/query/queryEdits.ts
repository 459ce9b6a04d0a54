/** Edits of a query as edits of the file it stands in. */
import { applyEdits, hasSameLexemes, type KqlEdit, type Span } from '@rulesmith/kql';
import type { TextEdit } from '../diagnostic.ts';
import { parseRuleDocument, type RuleDocument } from '../ruleDocument.ts';
import { plainValue } from '../yaml/plainValue.ts';
import type { EmbeddedKql } from './embeddedKql.ts';

/**
 * The edits of the file that make these edits of its query, which are in order and do not overlap. Undefined where the file cannot be
 * edited so: a part of the query is not written in it, or the file read again would hold other tokens or comments, or differ in anything
 * but the query. That happens where the style of the scalar has no way to write a text.
 */
export function queryEdits(document: RuleDocument, embedded: EmbeddedKql, edits: readonly KqlEdit[]): TextEdit[] | undefined {
  if (document.problems.length > 0 || !edits.every(({ span }) => embedded.isWritten(span))) return undefined;
  const inFile = edits.map((edit) => ({ span: sourceSpan(document, embedded, edit), newText: encoded(embedded, edit.span, edit.newText) }));
  const after = parseRuleDocument(document.uri, applyEdits(document.text, inFile));
  const [query, ...others] = after.queries;
  if (query === undefined || others.length !== document.queries.length - 1 || after.problems.length > 0) return undefined;
  const isMeant = query.style === embedded.style && hasSameLexemes(query.kql, applyEdits(embedded.kql, edits));
  return isMeant && besidesQuery(after, query) === besidesQuery(document, embedded) ? inFile : undefined;
}

/**
 * The place of a range in the file. One that ends with a line break takes the indentation of the next line too, as the new text brings its
 * own; one of whole lines of a block scalar, nothing of which is kept, is whole lines of the file.
 */
function sourceSpan({ text }: RuleDocument, embedded: EmbeddedKql, { span, newText }: KqlEdit): Span {
  const source = embedded.toSource(span);
  if (span.end === span.start || text[source.end - 1] !== '\n' || span.end >= embedded.kql.length) return source;
  const next = Math.max(source.end, embedded.toSource({ start: span.end, end: span.end }).start);
  const lineStart = text.lastIndexOf('\n', source.start - 1) + 1;
  const isWhole = newText === '' && embedded.indent > 0 && text.slice(lineStart, source.start).trim() === '';
  return isWhole ? { start: lineStart, end: text.lastIndexOf('\n', next - 1) + 1 } : { start: source.start, end: next };
}

/** At the end of the query no line follows that would need an indentation. */
function encoded(embedded: EmbeddedKql, span: Span, newText: string): string {
  const text = embedded.encode(newText);
  return span.end >= embedded.kql.length && newText.endsWith('\n') ? text.trimEnd().concat('\n') : text;
}

function besidesQuery({ root }: RuleDocument, { key }: EmbeddedKql): string {
  return JSON.stringify(root === undefined ? null : plainValue(root, key));
}
