/**
 * What one run of a rule on samples gives: the same facts `rulesmith run --format json` prints, without the rows, which are fetched page by
 * page. Instants are ISO 8601 in UTC with up to seven digits (`2024-05-01T12:00:00.1234567Z`). Positions are those of the language server
 * protocol: zero-based lines and UTF-16 characters in the rule's file.
 */
import type { ColumnInfo } from './cell.ts';

export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** The rule that ran. `id` and `name` are undefined where the file has none. */
export interface RuleIdentity {
  readonly uri: string;
  /** The file's path relative to its workspace folder, else as given. */
  readonly path: string;
  readonly id?: string;
  readonly name?: string;
}

export interface TimeWindow {
  readonly from: string;
  readonly to: string;
}

export interface Verdict {
  readonly fires: boolean;
  /** One sentence with the rule's own trigger in it: `8 rows > 0: fires`. */
  readonly text: string;
}

/** A row of a sample that could not be read. */
export interface SkippedRow {
  /** The line in the sample file, from 1. */
  readonly line: number;
  readonly reason: string;
}

/** One sample that was loaded for the run. */
export interface SampleSummary {
  readonly table: string;
  readonly path: string;
  /** The format it was read as: `W3C`, `NDJSON`, `CSV`, … */
  readonly format: string;
  readonly rows: number;
  readonly skipped: number;
  /** The first few of the skipped rows. */
  readonly firstSkipped: readonly SkippedRow[];
  /** Rows whose TimeGenerated lies outside the window of the run. */
  readonly outsideWindow: number;
}

/** The source or one operator of the main pipeline, and how many rows it passed on. */
export interface StageSummary {
  readonly text: string;
  readonly range: TextRange;
  readonly rows: number;
}

export interface AlertEntity {
  /** The entity type of the mapping: `Account`, `IP`, … */
  readonly type: string;
  /** Value by identifier; an identifier whose column was empty is missing. */
  readonly identifiers: Readonly<Record<string, string>>;
  /** The rows of the result that gave this entity. */
  readonly rowIndices?: readonly number[];
}

export interface AlertSummary {
  readonly title: string;
  readonly description: string;
  readonly severity: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly entities: readonly AlertEntity[];
  readonly customDetails: Readonly<Record<string, readonly string[]>>;
  /** How many rows of the result belong to this alert; fetch them with the alert's index as `table`. */
  readonly rows: number;
}

export interface RunTimings {
  readonly loadMs: number;
  readonly queryMs: number;
  readonly totalMs: number;
}

export interface RunSummary {
  readonly kind: 'completed';
  readonly runId: string;
  readonly rule: RuleIdentity;
  readonly verdict: Verdict;
  /** What `now()` was. */
  readonly now: string;
  readonly window: TimeWindow;
  readonly samples: readonly SampleSummary[];
  readonly columns: readonly ColumnInfo[];
  readonly rowCount: number;
  readonly stages: readonly StageSummary[];
  readonly alerts: readonly AlertSummary[];
  readonly timings: RunTimings;
  /** What the kept samples and the runs take in the query worker, beyond what it needs to be ready; what is not yet collected counts. */
  readonly memoryBytes: number;
  /** What the reader of the result should know besides: caps that were reached, tables without a sample, assumptions. */
  readonly notes: readonly string[];
}

/**
 * - `noSample`: no log was found for any table of the query; `searched` says where.
 * - `sampleError`: a sample was found but cannot be read, is empty, or has none of the columns the query needs.
 * - `queryError`: the query has an error or uses what the engine does not support; `range` is the place.
 * - `noQuery`: the file is no rule, or has no query.
 * - `limit`: the row or memory limit was reached; the message names the operator, `range` is its place.
 * - `crashed`: the query worker ended unexpectedly; a new one is started for the next run.
 * - `cancelled`: the user stopped the run.
 */
export type RunFailureKind = 'noSample' | 'sampleError' | 'queryError' | 'noQuery' | 'limit' | 'crashed' | 'cancelled';

export interface RunFailure {
  readonly kind: RunFailureKind;
  readonly runId: string;
  readonly rule: RuleIdentity;
  readonly message: string;
  /** What the user can do about it, as a sentence; undefined where nothing but to read the message. */
  readonly remedy?: string;
  /** The place in the rule's file; undefined where there is none. */
  readonly range?: TextRange;
  /** Where samples were looked for: paths and patterns as a person would write them. */
  readonly searched?: readonly string[];
}

export type RunOutcome = RunSummary | RunFailure;
