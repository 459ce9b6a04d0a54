/**
 * Queries over the hits of a run, from the scratch pane: the run's rows are the table `Hits`, beside the tables that the rule read. Places are
 * offsets into the text of the request, in UTF-16 code units, because that text may be a part of what the editor shows.
 */
import type { ColumnInfo } from './cell.ts';
import type { RunTimings } from './run.ts';

export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/** Instead of an answer: the server no longer holds the run, because a newer one replaced it or the worker was restarted. */
export interface RunGone {
  readonly kind: 'gone';
}

export interface QueryHitsParams {
  /** The completed run whose rows are the hits. */
  readonly runId: string;
  readonly text: string;
  /** Chosen by the client; names the result in row requests and the query in `rulesmith/runProgress`. */
  readonly scratchId: string;
}

export interface HitsResult {
  readonly kind: 'completed';
  readonly scratchId: string;
  readonly columns: readonly ColumnInfo[];
  /** The rows are fetched with `rulesmith/resultRows`, under `scratchId`, until the next query of the same run. */
  readonly rowCount: number;
  readonly timings: RunTimings;
  /** What the reader of the result should know besides. */
  readonly notes: readonly string[];
}

/**
 * - `queryError`: the query has an error or uses what the engine does not support; `span` is the place.
 * - `noSample`, `sampleError`: the samples of the run are no longer there, or cannot be read.
 * - `limit`: the row, time or memory limit was reached.
 * - `crashed`: the query worker ended unexpectedly, and with it the run is gone.
 * - `cancelled`: the user stopped the query.
 */
export type HitsFailureKind = 'queryError' | 'noSample' | 'sampleError' | 'limit' | 'crashed' | 'cancelled';

export interface HitsFailure {
  readonly kind: HitsFailureKind;
  readonly scratchId: string;
  readonly message: string;
  /** What the user can do about it, as a sentence. */
  readonly remedy?: string;
  readonly span?: TextSpan;
}

export type HitsOutcome = HitsResult | HitsFailure | RunGone;

export interface CheckHitsParams {
  readonly runId: string;
  /** Queries, each checked by itself. */
  readonly texts: readonly string[];
}

/** A finding of the binder, or a construct that the engine does not run. */
export interface HitsFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly span: TextSpan;
}

export interface CheckedHits {
  readonly kind: 'checked';
  /** The findings of each text. */
  readonly findings: readonly (readonly HitsFinding[])[];
}

export type CheckHitsReply = CheckedHits | RunGone;

export interface HitsSchemaParams {
  readonly runId: string;
}

export interface TableInfo {
  readonly name: string;
  readonly columns: readonly ColumnInfo[];
}

export interface ParameterInfo {
  readonly name: string;
  /** KQL's name of a scalar type, or `table`. */
  readonly type: string;
  /** The columns that a table must at least have; empty: any table. */
  readonly columns?: readonly ColumnInfo[];
  /** The default as KQL; undefined where the parameter must be given. */
  readonly defaultText?: string;
}

/** A function that the workspace declares. */
export interface FunctionInfo {
  readonly name: string;
  readonly parameters: readonly ParameterInfo[];
  readonly body: string;
}

/** What a query of the hits may refer to. */
export interface HitsSchema {
  readonly kind: 'schema';
  /** What `now()` gives. */
  readonly now: string;
  /** The hits first, then the tables that the rule read. */
  readonly tables: readonly TableInfo[];
  readonly functions: readonly FunctionInfo[];
}

export type HitsSchemaReply = HitsSchema | RunGone;
