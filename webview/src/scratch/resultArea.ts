import type { HitsFailure, HitsResult } from '@rulesmith/protocol';
import { button, element, icon, iconPaths } from '../dom.ts';
import type { GridState } from '../grid/grid.ts';
import { type ResultViewOptions, resultView } from '../resultView.ts';
import { countOf, formatDuration } from '../text.ts';

export interface FailurePlace {
  /** The line in the editor, from 1. */
  readonly line: number;
  readonly reveal: () => void;
}

export interface ResultAreaActions {
  readonly copy: (text: string) => void;
  readonly save: (grid: GridState) => void;
  readonly runAgain: () => void;
  readonly showOutput: () => void;
  rowsOf(result: HitsResult): ResultViewOptions['source'];
}

const failureTitles: Readonly<Record<HitsFailure['kind'], string>> = {
  queryError: 'The query cannot run',
  noSample: 'A sample of the run is missing',
  sampleError: 'A sample of the run cannot be used',
  limit: 'The query was stopped at a limit',
  crashed: 'The query worker ended unexpectedly',
  cancelled: 'The query was cancelled',
};

/** Below the editor: what the last query came to. Says it to a screen reader as well. */
export class ResultArea {
  readonly element: HTMLElement = element('section', { class: 'scratch-result', 'aria-label': 'Result of the query' });
  readonly #actions: ResultAreaActions;

  constructor(actions: ResultAreaActions) {
    this.#actions = actions;
    this.#show(element('p', { class: 'empty' }, 'Run the query to see its rows here.'));
  }

  /** Shows the rows; `grid` is how the user had set them up. */
  showResult(result: HitsResult, grid?: GridState): void {
    const notes = result.notes.map((note) => element('p', { class: 'note' }, note));
    if (result.rowCount === 0) {
      this.#show(...notes, element('div', { class: 'empty-result' }, element('p', { role: 'status' }, 'The query gives no rows.')));
      return;
    }
    const { copy, save } = this.#actions;
    const source = this.#actions.rowsOf(result);
    this.#show(...notes, resultView({ source, rowCount: result.rowCount, state: grid, copy, save }));
  }

  showFailure(failure: HitsFailure, place: FailurePlace | undefined): void {
    const actions = [];
    if (place !== undefined) actions.push(button(`Go to Line ${place.line}`, place.reveal));
    if (failure.kind === 'crashed') actions.push(button('Show Log', this.#actions.showOutput, { class: 'secondary' }));
    this.#showProblem(failureTitles[failure.kind], [failure.message, failure.remedy], actions);
  }

  /** What a bug of ours came to. */
  showBroken(message: string): void {
    this.#showProblem('The query did not end', [message], [button('Show Log', this.#actions.showOutput)]);
  }

  showGone(): void {
    const text = 'The language server holds them only until the rule is run again or its query worker is restarted.';
    this.#showProblem('The hits are gone', [text], [button('Run the Rule Again', this.#actions.runAgain)]);
  }

  #showProblem(title: string, lines: readonly (string | undefined)[], actions: readonly HTMLElement[]): void {
    const texts = lines.filter((line) => line !== undefined);
    this.#show(
      element(
        'div',
        { class: 'verdict failed' },
        icon(iconPaths.failed, 'verdict-icon'),
        element(
          'div',
          { class: 'verdict-body' },
          element('div', { class: 'verdict-text', role: 'alert' }, element('h2', {}, title), ...texts.map((line) => problemLine(line))),
          actions.length === 0 ? undefined : element('div', { class: 'verdict-actions' }, ...actions),
        ),
      ),
    );
  }

  #show(...children: readonly HTMLElement[]): void {
    this.element.replaceChildren(...children);
  }
}

function problemLine(line: string): HTMLElement {
  return element('p', { class: 'failure-message' }, line);
}

/** `50 ms (loading 18 ms, query 6 ms)`; where nothing was loaded, the whole alone. */
export function timingText({ timings }: HitsResult): string {
  const total = formatDuration(timings.totalMs);
  return timings.loadMs < 1 ? total : `${total} (loading ${formatDuration(timings.loadMs)}, query ${formatDuration(timings.queryMs)})`;
}

/** One line for a screen reader when a result came. */
export function spokenResult({ rowCount, timings }: HitsResult): string {
  return `${countOf(rowCount, 'row')} in ${formatDuration(timings.totalMs)}`;
}
