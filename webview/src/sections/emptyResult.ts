import type { RunSummary } from '@rulesmith/protocol';
import { element } from '../dom.ts';
import { countOf } from '../text.ts';
import { firstEmptyStage } from './stages.ts';

/** Why there is nothing to see, as far as the stages tell. */
export function emptyResult(summary: RunSummary): HTMLElement {
  const index = firstEmptyStage(summary.stages);
  const stage = index === undefined ? undefined : summary.stages[index];
  const explanation =
    stage === undefined
      ? undefined
      : element(
          'p',
          {},
          index === 0 ? 'There was no row to begin with: ' : 'The first stage that let nothing through is ',
          element('code', {}, stage.text),
        );
  const outside = summary.samples.reduce((sum, sample) => sum + sample.outsideWindow, 0);
  return element(
    'div',
    { class: 'empty-result' },
    element('p', {}, 'The query gives no rows.'),
    explanation,
    outside === 0 ? undefined : element('p', {}, `${countOf(outside, 'row')} of the samples lie outside the window of this run.`),
  );
}
