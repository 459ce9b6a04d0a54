/** What the server and the worker that checks a folder say to each other. */
import type { Diagnostic } from 'vscode-languageserver/node';
import type { CheckScopeData } from '../checkScope.ts';

/** Given to the worker at its start. */
export interface FolderCheckJob {
  readonly folders: readonly string[];
  readonly isTrusted: boolean;
  readonly scope: CheckScopeData;
  /** The files to check, in this order. */
  readonly paths: readonly string[];
  /** A bigint: the time, in milliseconds since 1970, until which the worker rests. */
  readonly restsUntil: SharedArrayBuffer;
}

export type FolderCheckMessage =
  /** The worker has come to this file. */
  | { readonly kind: 'at'; readonly path: string }
  | { readonly kind: 'checked'; readonly path: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'failed'; readonly path: string; readonly message: string }
  | { readonly kind: 'done' };
