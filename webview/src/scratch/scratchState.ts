import type { HitsResult } from '@rulesmith/protocol';
import type { GridState } from '../grid/grid.ts';

/** Where the cursor and the selection are, as Monaco has it: lines and columns from 1. */
export interface EditorSelection {
  readonly selectionStartLineNumber: number;
  readonly selectionStartColumn: number;
  readonly positionLineNumber: number;
  readonly positionColumn: number;
}

/** What the pane comes back with after VS Code has dropped its page. Plain data. */
export interface ScratchState {
  readonly runId: string;
  readonly text: string;
  readonly selection?: EditorSelection | undefined;
  /** The result that was shown; its rows are still held by the server. */
  readonly result?: HitsResult | undefined;
  readonly grid?: GridState | undefined;
}

/** The saved state where it belongs to this run; undefined where there is none. */
export function scratchStateOf(runId: string, saved: unknown): ScratchState | undefined {
  return isStateOf(runId, saved) ? saved : undefined;
}

// Only this page writes the state, and an extension update begins new runs, so the run's id vouches for the rest.
function isStateOf(runId: string, saved: unknown): saved is ScratchState {
  return typeof saved === 'object' && saved !== null && 'runId' in saved && saved.runId === runId;
}
