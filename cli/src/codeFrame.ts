/** The line of a text that an error is about, with carets below it. */
import { displayWidth } from './plainText.ts';

export interface TextPosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** Half-open range of offsets. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

export function positionAt(text: string, offset: number): TextPosition {
  const before = text.slice(0, Math.max(0, Math.min(offset, text.length)));
  const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return { line: before.split(/\r\n|\r|\n/).length, column: before.length - lineStart + 1 };
}

/** `  12 | where x = 1` and carets; for a span over several lines only its first. */
export function codeFrame(text: string, span: TextSpan): string {
  const { line, column } = positionAt(text, span.start);
  const source = (text.split(/\r\n|\r|\n/)[line - 1] ?? '').replaceAll('\t', ' ');
  const length = Math.max(1, Math.min(span.end - span.start, source.length - column + 1));
  const gutter = String(line).padStart(5);
  const indent = ' '.repeat(displayWidth(source.slice(0, column - 1)));
  const carets = '^'.repeat(Math.max(1, displayWidth(source.slice(column - 1, column - 1 + length))));
  return `${gutter} | ${source}\n${' '.repeat(gutter.length)} | ${indent}${carets}\n`;
}
