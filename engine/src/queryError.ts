import type { Span } from '@rulesmith/kql';

/**
 * Why a query could not run.
 * - `syntax`: the parser or binder objects, or the engine that Kusto runs would;
 * - `unsupported`: right KQL that this engine does not run; the message names it;
 * - `no-table`: a table that no sample provides;
 * - `limit`: a limit on rows, memory or time was reached; the message names the operator;
 * - `cancelled`: the caller asked to stop.
 */
export type QueryErrorCode = 'syntax' | 'unsupported' | 'no-table' | 'limit' | 'cancelled';

/** A failure that the query or its input causes, never a bug of ours. */
export class QueryError extends Error {
  readonly code: QueryErrorCode;
  /** The place in the query's text; undefined where the whole query is meant. */
  readonly span: Span | undefined;

  constructor(code: QueryErrorCode, message: string, span?: Span) {
    super(message);
    this.name = 'QueryError';
    this.code = code;
    this.span = span;
  }
}

/** Refuses a construct by name, at its place. */
export function unsupported(what: string, span?: Span): QueryError {
  return new QueryError('unsupported', `${what} is not supported yet`, span);
}

/** Refuses what Kusto itself refuses. */
export function invalid(message: string, span?: Span): QueryError {
  return new QueryError('syntax', message, span);
}
