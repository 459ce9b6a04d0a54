/** What the sections of the page can ask for; none of them knows the host. */
export interface PageActions {
  readonly runAgain: () => void;
  readonly chooseSamples: () => void;
  readonly showOutput: () => void;
  /** Opens the scratch pane over the rows of the run. */
  readonly queryHits: () => void;
  readonly revealFailure: () => void;
  /** Selects the stage with this index in the rule's editor. */
  readonly revealStage: (stage: number) => void;
  /** Shows only the rows of the alert with this index in the grid. */
  readonly showAlertRows: (alert: number) => void;
}
