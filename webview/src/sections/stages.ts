import type { StageSummary } from '@rulesmith/protocol';
import { button, element } from '../dom.ts';
import { countOf, formatCount } from '../text.ts';

/** The index of the first stage that let nothing through although rows came in; undefined where none did. */
export function firstEmptyStage(stages: readonly StageSummary[]): number | undefined {
  const index = stages.findIndex((stage) => stage.rows === 0);
  return index === -1 ? undefined : index;
}

/** The pipeline as a funnel: each stage with the rows it passed on; a click selects it in the editor. */
export function stagesSection(stages: readonly StageSummary[], reveal: (stage: number) => void): HTMLElement {
  const empty = firstEmptyStage(stages);
  const most = Math.max(1, ...stages.map((stage) => stage.rows));
  const items = stages.map((stage, index) => stageItem(stage, { index, isFirstEmpty: index === empty, most }, reveal));
  const summary = element(
    'summary',
    {},
    element('h2', {}, 'Stages'),
    element('span', { class: 'section-hint' }, stagesHint(stages, empty)),
  );
  return element('details', { class: 'stages', open: true }, summary, element('ol', { class: 'funnel' }, ...items));
}

function stagesHint(stages: readonly StageSummary[], empty: number | undefined): string {
  if (empty !== undefined) return `nothing passes stage ${empty + 1}`;
  const [first, last] = [stages.at(0), stages.at(-1)];
  return first && last ? `${countOf(first.rows, 'row')} in, ${formatCount(last.rows)} out` : '';
}

interface StagePlace {
  readonly index: number;
  readonly isFirstEmpty: boolean;
  /** Rows of the stage with most rows, for the length of the bars. */
  readonly most: number;
}

function stageItem(stage: StageSummary, place: StagePlace, reveal: (stage: number) => void): HTMLElement {
  const row = button('', () => reveal(place.index), { class: `stage${place.isFirstEmpty ? ' first-empty' : ''}`, title: stage.text });
  const bar = element('span', { class: 'stage-bar', 'aria-hidden': 'true' });
  bar.style.width = `${barPercent(stage.rows, place.most)}%`;
  row.append(
    bar,
    element('code', { class: 'stage-text' }, oneLine(stage.text)),
    place.isFirstEmpty ? element('span', { class: 'stage-mark' }, 'nothing passes') : '',
    element('span', { class: 'stage-rows' }, formatCount(stage.rows)),
  );
  row.setAttribute('aria-label', `Stage ${place.index + 1}: ${oneLine(stage.text)}, ${countOf(stage.rows, 'row')}`);
  return element('li', {}, row);
}

/** On a logarithmic scale, because a filter often keeps a thousandth. */
function barPercent(rows: number, most: number): number {
  return rows === 0 ? 0 : Math.max(1, (Math.log1p(rows) / Math.log1p(most)) * 100);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
