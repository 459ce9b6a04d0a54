/** A rule to begin with, with an id that no other has. */
export interface NewRule {
  readonly label: string;
  readonly detail: string;
  /** The whole file. */
  readonly text: string;
}
