import type { GridState } from './grid/grid.ts';

/** What a user set up for one run, kept by VS Code while the page is hidden. Plain data. */
export interface PageState {
  readonly runId: string;
  readonly tab: string;
  /** The alert whose rows the grid shows; undefined for the whole result. */
  readonly alert?: number;
  readonly grid?: GridState;
  readonly stagesOpen: boolean;
}

export function initialState(runId: string): PageState {
  return { runId, tab: 'result', stagesOpen: true };
}

/** The saved state where it belongs to this run, else a fresh one. */
export function stateFor(runId: string, saved: unknown): PageState {
  return isStateOf(runId, saved) ? saved : initialState(runId);
}

// Only this page writes the state, and an extension update begins new runs, so the run's id vouches for the rest.
function isStateOf(runId: string, saved: unknown): saved is PageState {
  return typeof saved === 'object' && saved !== null && 'runId' in saved && saved.runId === runId;
}
