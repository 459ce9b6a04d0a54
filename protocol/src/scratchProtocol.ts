/**
 * The messages between the extension and the scratch pane. The pane names each query with an id of its own and ignores what comes for an
 * older one.
 */
import type { CheckHitsReply, HitsOutcome, HitsSchema } from './hitsQuery.ts';
import type { RuleIdentity } from './run.ts';
import type { CopyText, DescribePage, PageDescription, RowsRequest, WebviewReady, WebviewReply } from './webviewProtocol.ts';

/** How long the pane waits after a keystroke before it has the text checked, in milliseconds. */
export const checkDelayMs = 300;

/** The run to query. Sent when the pane is ready and again when the rule was run again. */
export interface ShowHits {
  readonly type: 'showHits';
  readonly runId: string;
  readonly rule: RuleIdentity;
  readonly rowCount: number;
  readonly schema: HitsSchema;
  /** What the pane was closed with; undefined the first time. */
  readonly text?: string;
}

/** Nobody holds the run any more; the pane offers to run the rule again. */
export interface HitsGone {
  readonly type: 'hitsGone';
}

/** What the query with this id does: `Reading u_ex240501.log`. */
export interface QueryProgress {
  readonly type: 'queryProgress';
  readonly scratchId: string;
  readonly message: string;
}

/** The query with this id ended. */
export interface QueryEnded {
  readonly type: 'queryEnded';
  readonly scratchId: string;
  readonly outcome: HitsOutcome;
}

/** The query with this id has no outcome, by a bug of ours. */
export interface QueryBroken {
  readonly type: 'queryBroken';
  readonly scratchId: string;
  readonly message: string;
}

/** The answer to the check with this id. */
export interface TextsChecked {
  readonly type: 'textsChecked';
  readonly requestId: number;
  readonly reply: CheckHitsReply;
}

export type HostToScratch = ShowHits | HitsGone | QueryProgress | QueryEnded | QueryBroken | TextsChecked | WebviewReply | DescribePage;

export interface QueryRequest {
  readonly type: 'query';
  readonly scratchId: string;
  readonly text: string;
}

export interface CancelQuery {
  readonly type: 'cancelQuery';
  readonly scratchId: string;
}

export interface CheckTexts {
  readonly type: 'checkTexts';
  readonly requestId: number;
  readonly texts: readonly string[];
}

/** The text of the editor, for when the pane is closed and opened again. */
export interface KeepText {
  readonly type: 'keepText';
  readonly text: string;
}

/** Run the rule again, or show the log. */
export interface ScratchAction {
  readonly type: 'action';
  readonly action: 'runAgain' | 'showOutput';
}

export type ScratchToHost =
  | WebviewReady
  | RowsRequest
  | QueryRequest
  | CancelQuery
  | CheckTexts
  | KeepText
  | CopyText
  | ScratchAction
  | PageDescription;
