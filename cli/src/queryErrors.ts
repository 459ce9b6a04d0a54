/** Failures of runs and queries on stderr: the message, the line it is about, and what to do. */
import { codeFrame, positionAt, type TextSpan } from './codeFrame.ts';
import { plainText } from './plainText.ts';

export interface ShownFailure {
  readonly message: string;
  readonly remedy?: string;
  /** Where in `source` it is. */
  readonly place?: { readonly source: string; readonly name: string; readonly span: TextSpan };
}

export function failureText({ message, remedy, place }: ShownFailure): string {
  const lines = [`error: ${plainText(message)}\n`];
  if (place !== undefined) {
    const { line, column } = positionAt(place.source, place.span.start);
    lines.push(`  at ${place.name}:${line}:${column}\n`, codeFrame(place.source, place.span));
  }
  if (remedy !== undefined) lines.push(`${plainText(remedy)}\n`);
  return lines.join('');
}
