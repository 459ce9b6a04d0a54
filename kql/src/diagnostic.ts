import type { Span } from './span.ts';

export type KqlSeverity = 'error' | 'warning' | 'info';

/** A finding of Microsoft's parser or binder. Plain data. */
export interface KqlDiagnostic {
  /** The parser's own stable code, such as `KS142`. */
  readonly code: string;
  readonly severity: KqlSeverity;
  readonly message: string;
  readonly span: Span;
}
