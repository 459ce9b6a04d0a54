/**
 * Rewrites of a query that must not change what it means. A rewrite is put together from pieces of the old text and new text, so that it is
 * known of every token where it went; whether it still means the same is found out by binding the new text and comparing.
 */
import { type BoundQuery, bindQuery } from '../bind.ts';
import type { ColumnSchema } from '../schema.ts';
import type { Span } from '../span.ts';
import { commentsIn, lexemesOf } from './lexemes.ts';
import { stageColumnsOf } from './stageColumns.ts';
import { type KqlOccurrence, type KqlSymbol, symbolIndexOf } from './symbolIndex.ts';
import type { KqlEdit } from './textEdits.ts';

/** New text, or a part of the old text that is copied. */
export type RewritePart = string | Span;

/** Puts parts in the place of `span`. */
export interface RewriteEdit {
  readonly span: Span;
  readonly parts: readonly RewritePart[];
}

/** A rewrite under which the query means the same. */
export interface KqlRewrite {
  /** One sentence for a menu. */
  readonly title: string;
  /** In the order of the text. */
  readonly edits: readonly KqlEdit[];
  /** The text after the edits. */
  readonly text: string;
}

/** The rewrite by these edits, in order and without overlap; undefined where the query would mean something else or lose a comment. */
export function rewriteIfSame(query: BoundQuery, title: string, edits: readonly RewriteEdit[]): KqlRewrite | undefined {
  if (hasSyntaxError(query)) return undefined;
  const pieces = new Pieces(query.text, edits);
  const rewritten = bindQuery(pieces.text, query.catalog);
  if (!hasSameErrors(query, rewritten) || !hasSameResult(query, rewritten)) return undefined;
  if (!keepsTokens(query.text, pieces) || !keepsReferences(query, rewritten, pieces)) return undefined;
  return { title, edits: edits.map(({ span, parts }) => ({ span, newText: joined(query.text, parts) })), text: pieces.text };
}

function joined(text: string, parts: readonly RewritePart[]): string {
  return parts.map((part) => (typeof part === 'string' ? part : text.slice(part.start, part.end))).join('');
}

/** A text put together from pieces, with the way from the old text to the new. */
class Pieces {
  readonly text: string;
  readonly #copies: { readonly from: Span; readonly at: number }[] = [];

  constructor(old: string, edits: readonly RewriteEdit[]) {
    let text = '';
    let next = 0;
    const add = (part: RewritePart) => {
      if (typeof part !== 'string') this.#copies.push({ from: part, at: text.length });
      text += joined(old, [part]);
    };
    for (const { span, parts } of edits) {
      add({ start: next, end: span.start });
      parts.forEach(add);
      next = span.end;
    }
    add({ start: next, end: old.length });
    this.text = text;
  }

  /** Where the character at `offset` of the old text stands in the new one; nowhere, once, or several times. */
  placesOf(offset: number): number[] {
    return this.#copies.flatMap(({ from, at }) => (from.start <= offset && offset < from.end ? [at + offset - from.start] : []));
  }

  /** Whether the character at `offset` of the new text is not from the old one. */
  isNew(offset: number): boolean {
    return !this.#copies.some(({ from, at }) => at <= offset && offset < at + from.end - from.start);
  }
}

/** The parser's own findings have the numbers below a hundred; with one, what the rest means is a guess. */
function hasSyntaxError({ diagnostics }: BoundQuery): boolean {
  return diagnostics.some(({ code, severity }) => severity === 'error' && Number(code.slice(2)) < 100);
}

function hasSameErrors(before: BoundQuery, after: BoundQuery): boolean {
  const errors = ({ diagnostics }: BoundQuery) => diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  return errors(before).sort().join() === errors(after).sort().join();
}

function hasSameResult(before: BoundQuery, after: BoundQuery): boolean {
  return (
    before.resultIsOpen === after.resultIsOpen &&
    columnsText(before.result) === columnsText(after.result) &&
    stages(before) === stages(after)
  );
}

/** The columns of all stages: names may be data there, and in a stage that is copied or moved they stay what they are. */
function stages(query: BoundQuery): string {
  return [...new Set(stageColumnsOf(query).map(({ columns }) => columnsText(columns)))].sort().join('\n');
}

function columnsText(columns: readonly ColumnSchema[] | undefined): string {
  return JSON.stringify(columns?.map(({ name, type }) => [name, type]) ?? null);
}

/** Every token that was copied is a token there, every comment is still there, and nothing else is but what was written anew. */
function keepsTokens(old: string, pieces: Pieces): boolean {
  const now = new Map(lexemesOf(pieces.text).map((lexeme) => [lexeme.span.start, lexeme.text]));
  const before = lexemesOf(old).filter(({ text }) => text !== '');
  let copied = 0;
  for (const { span, text } of before) {
    const places = pieces.placesOf(span.start);
    if (!places.every((place) => now.get(place) === text)) return false;
    copied += places.length;
  }
  const added = [...now].filter(([start, text]) => text !== '' && pieces.isNew(start)).length;
  const all = [...now.values()].filter((text) => text !== '').length;
  return all === copied + added && comments(old) === comments(pieces.text);
}

/** The comments of a text, sorted: an edit may move one, not lose one. */
function comments(text: string): string {
  return lexemesOf(text)
    .flatMap(({ trivia }) => commentsIn(trivia))
    .sort()
    .join('\n');
}

/** Every name that was copied refers to what it referred to. */
function keepsReferences(before: BoundQuery, after: BoundQuery, pieces: Pieces): boolean {
  const [old, now] = [symbolIndexOf(before), symbolIndexOf(after)];
  const byStart = new Map(now.occurrences.map((occurrence) => [occurrence.span.start, occurrence]));
  let copied = 0;
  for (const occurrence of old.occurrences) {
    for (const place of pieces.placesOf(occurrence.span.start)) {
      const moved = byStart.get(place);
      if (moved === undefined || !isSame(pieces, symbolOf(old, occurrence), symbolOf(now, moved))) return false;
      copied++;
    }
  }
  return now.occurrences.length === copied + now.occurrences.filter(({ span }) => pieces.isNew(span.start)).length;
}

function symbolOf({ symbols }: { readonly symbols: readonly KqlSymbol[] }, { symbol }: KqlOccurrence): KqlSymbol {
  return symbols[symbol] as KqlSymbol;
}

function isSame(pieces: Pieces, before: KqlSymbol, after: KqlSymbol): boolean {
  if (before.name !== after.name || before.kind !== after.kind || before.origin.kind !== after.origin.kind) return false;
  if (JSON.stringify(before.origin) !== JSON.stringify(after.origin)) return false;
  const expected = new Set(before.declarations.filter(({ written }) => written).flatMap(({ span }) => pieces.placesOf(span.start)));
  const written = after.declarations.filter((declaration) => declaration.written);
  return written.every(({ span }) => expected.has(span.start)) && written.length > 0 === expected.size > 0;
}
