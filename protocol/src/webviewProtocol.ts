/**
 * The messages between the extension and the results page. The page gets the summary of a run once and then asks for the rows it shows.
 * Every request carries an id; its reply carries the same one. A reply that comes after a newer run was shown is stale: it names its run.
 */
import type { RunFailure, RunSummary } from './run.ts';
import type { ResultRowsParams, ResultRowsReply } from './serverProtocol.ts';

/** Rows the grid asks for at a time. */
export const gridPageRows = 200;

/** Pages the grid keeps before it forgets the ones it has not shown for longest. */
export const gridCachedPages = 60;

/** A run has begun; what was shown before stays, marked as old. */
export interface ShowRunning {
  readonly type: 'showRunning';
  readonly ruleName: string;
}

export interface ShowResult {
  readonly type: 'showResult';
  readonly summary: RunSummary;
}

export interface ShowFailure {
  readonly type: 'showFailure';
  readonly failure: RunFailure;
}

/** The answer to the request with this id; `error` instead of `result` where the host failed. */
export type WebviewReply =
  | { readonly type: 'reply'; readonly requestId: number; readonly result: ResultRowsReply }
  | { readonly type: 'reply'; readonly requestId: number; readonly error: string };

/** Asks for the page's text, which is how tests inside VS Code read it; answered with a `description`. */
export interface DescribePage {
  readonly type: 'describe';
  readonly requestId: number;
}

export type HostToWebview = ShowRunning | ShowResult | ShowFailure | WebviewReply | DescribePage;

/** The page has loaded and listens; the host answers with what there is to show. */
export interface WebviewReady {
  readonly type: 'ready';
}

export interface RowsRequest {
  readonly type: 'rows';
  readonly requestId: number;
  readonly params: ResultRowsParams;
}

/** Select the place of the stage with this index in the rule's editor. */
export interface RevealStage {
  readonly type: 'revealStage';
  readonly stage: number;
}

/** Select the place of the failure in the rule's editor. */
export interface RevealFailure {
  readonly type: 'revealFailure';
}

export interface CopyText {
  readonly type: 'copy';
  readonly text: string;
}

/** Something the page offers as a button and the extension does. */
export interface WebviewAction {
  readonly type: 'action';
  readonly action: 'runAgain' | 'chooseSamples' | 'showOutput' | 'queryHits';
}

export interface PageDescription {
  readonly type: 'description';
  readonly requestId: number;
  /** The text of everything that is visible, as the browser renders it. */
  readonly text: string;
}

export type WebviewToHost = WebviewReady | RowsRequest | RevealStage | RevealFailure | CopyText | WebviewAction | PageDescription;

/** For the `default` of a switch over one of the unions: compiles only while every member has a case. */
export function unreachable(message: never): never {
  throw new Error(`Unknown message: ${JSON.stringify(message)}`);
}
