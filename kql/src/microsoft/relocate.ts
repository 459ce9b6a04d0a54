import type { Span } from '../span.ts';

/** A copy of a piece of syntax with every span moved by `move`. */
export function relocate<T>(syntax: T, move: (span: Span) => Span): T {
  if (Array.isArray(syntax)) return syntax.map((item) => relocate(item, move)) as T;
  if (syntax === null || typeof syntax !== 'object') return syntax;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(syntax)) {
    copy[key] = key === 'span' || key === 'nameSpan' ? move(value as Span) : relocate(value, move);
  }
  return copy as T;
}
