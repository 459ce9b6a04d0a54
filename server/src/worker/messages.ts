/** What server and query worker say to each other. */
import type { ResultRowsParams, ResultRowsReply, RuleIdentity, RunOutcome, RunProgressParams } from '@rulesmith/protocol';
import type { Declarations } from '@rulesmith/rules';

/** One run, with everything that the worker must know about it. */
export interface RunJob {
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

export type WorkerRequest =
  | { readonly kind: 'warmUp' }
  | { readonly kind: 'declare'; readonly declarations: Declarations }
  /** `cancelled` holds one 32 bit integer, which becomes 1 when the run shall stop. */
  | { readonly kind: 'run'; readonly job: RunJob; readonly cancelled: SharedArrayBuffer }
  | { readonly kind: 'rows'; readonly id: number; readonly params: ResultRowsParams };

export type WorkerReply =
  | { readonly kind: 'progress'; readonly progress: RunProgressParams }
  | { readonly kind: 'outcome'; readonly runId: string; readonly outcome: RunOutcome }
  | { readonly kind: 'rows'; readonly id: number; readonly reply: ResultRowsReply }
  /** A bug of ours: the run or request `id` ended without an answer. */
  | { readonly kind: 'broken'; readonly id: string | number; readonly message: string };
