import type { Span } from '../span.ts';

/** A change of a text: `newText` in the place of `span`; an empty span inserts. */
export interface KqlEdit {
  readonly span: Span;
  readonly newText: string;
}

/** Edits in the order of the text; of two at one place, the insertion comes first. */
export function orderEdits(edits: readonly KqlEdit[]): KqlEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** `text` after edits that are in order and do not overlap. */
export function applyEdits(text: string, edits: readonly KqlEdit[]): string {
  let result = '';
  let at = 0;
  for (const { span, newText } of edits) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

/** Where the token that starts at `offset` starts after the edits, which are in order. */
export function movedOffset(edits: readonly KqlEdit[], offset: number): number {
  let moved = offset;
  for (const { span, newText } of edits) {
    if (span.end > offset) break;
    moved += newText.length - (span.end - span.start);
  }
  return moved;
}
