/** What server and query worker say to each other. */
import type {
  CheckHitsParams,
  CheckHitsReply,
  HitsOutcome,
  HitsSchemaParams,
  HitsSchemaReply,
  QueryHitsParams,
  ResultRowsParams,
  ResultRowsReply,
  RuleIdentity,
  RunOutcome,
  RunProgressParams,
} from '@rulesmith/protocol';
import type { Declarations, SampleValue } from '@rulesmith/rules';

/** One run, with everything that the worker must know about it. */
export interface RunJob {
  /** How long after TimeGenerated an event is ingested, such as `5m`. */
  readonly ingestionDelay: string;
  readonly runId: string;
  readonly rule: RuleIdentity;
  readonly text: string;
  /** The rule's file; undefined for a text that was never saved. */
  readonly path?: string;
  /** Files or folders the user named, absolute. */
  readonly samples: readonly string[];
  /** Folders to look for samples in, absolute. */
  readonly folders: readonly string[];
  /** The only folders that may be read; undefined for no limit. */
  readonly roots?: readonly string[];
  readonly now?: string;
  readonly maxRows: number;
  /** What the run may take, in MiB, the samples included. */
  readonly maxMemoryMb: number;
}

/** A query of the hits of a run. */
export interface HitsJob extends QueryHitsParams {
  readonly maxRows: number;
  /** What the query may take, in MiB. */
  readonly maxMemoryMb: number;
}

/** Which values a column has in the samples of a rule. */
export interface ValuesJob {
  readonly table: string;
  readonly column: string;
  /** As in `RunJob`. */
  readonly path?: string;
  readonly samples: readonly string[];
  readonly folders: readonly string[];
  readonly roots?: readonly string[];
}

/** `gone`: there is no worker to look. */
export type ValuesReply = { readonly kind: 'values'; readonly values: readonly SampleValue[] } | { readonly kind: 'gone' };

/** What the worker answers besides runs and queries: from what it holds of a run, or from samples. */
export interface WorkerQuestions {
  readonly rows: { readonly params: ResultRowsParams; readonly reply: ResultRowsReply };
  readonly hitsSchema: { readonly params: HitsSchemaParams; readonly reply: HitsSchemaReply };
  readonly values: { readonly params: ValuesJob; readonly reply: ValuesReply };
  readonly checkHits: { readonly params: CheckHitsParams; readonly reply: CheckHitsReply };
}

export type WorkerQuestion = {
  readonly [About in keyof WorkerQuestions]: { readonly about: About; readonly params: WorkerQuestions[About]['params'] };
}[keyof WorkerQuestions];

export type WorkerRequest =
  | { readonly kind: 'warmUp' }
  | { readonly kind: 'declare'; readonly declarations: Declarations }
  /** `cancelled` holds one 32 bit integer, which becomes 1 when the run shall stop. */
  | { readonly kind: 'run'; readonly job: RunJob; readonly cancelled: SharedArrayBuffer }
  /** As `run`. */
  | { readonly kind: 'queryHits'; readonly job: HitsJob; readonly cancelled: SharedArrayBuffer }
  | { readonly kind: 'ask'; readonly id: number; readonly question: WorkerQuestion };

export type WorkerReply =
  | { readonly kind: 'progress'; readonly progress: RunProgressParams }
  | { readonly kind: 'outcome'; readonly runId: string; readonly outcome: RunOutcome }
  | { readonly kind: 'hitsOutcome'; readonly scratchId: string; readonly outcome: HitsOutcome }
  | { readonly kind: 'answer'; readonly id: number; readonly reply: WorkerQuestions[keyof WorkerQuestions]['reply'] }
  /** A bug of ours: the run, query or question `id` ended without an answer. */
  | { readonly kind: 'broken'; readonly id: string | number; readonly message: string };
