import type { CodeLens } from '@rulesmith/rules';
import type { FoldingRange } from 'vscode-languageserver/node';
import type { LineIndex } from './lineIndex.ts';

type Span = CodeLens['span'];

/** Folding by whole lines: of several parts that begin on one line, the first, which is the largest. */
export function toFoldingRanges(spans: readonly Span[], text: string, lines: LineIndex): FoldingRange[] {
  const byLine = new Map<number, FoldingRange>();
  for (const span of spans) {
    const startLine = lines.position(span.start).line;
    const endLine = lines.position(span.end).line - (isBracketed(text, span) ? 1 : 0);
    if (endLine > startLine && !byLine.has(startLine)) byLine.set(startLine, { startLine, endLine });
  }
  return [...byLine.values()];
}

/** The line of a closing bracket stays to be seen. */
function isBracketed(text: string, { start, end }: Span): boolean {
  return /[([{]/.test(text[start] ?? '') && /[)\]}]/.test(text[end - 1] ?? '');
}
