/** What the extension exports where VS Code runs its tests, and nowhere else. */
export interface TestApi {
  /** How long `activate` took. */
  readonly activationMs: number;
  /** Whether a language server was started. */
  isStarted(): boolean;
  /** What the results page that was shown last reads as now; the empty string while there is none. */
  pageText(): Promise<string>;
  /** The same of the scratch pane. */
  scratchText(): Promise<string>;
}
