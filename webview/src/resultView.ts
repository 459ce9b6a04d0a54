import type { ColumnInfo, RunSummary } from '@rulesmith/protocol';
import { button, element } from './dom.ts';
import { Grid, type GridState } from './grid/grid.ts';
import type { Row, RowSource } from './grid/rowSource.ts';
import { firstEmptyStage } from './sections/stages.ts';
import { valueDetail } from './sections/valueDetail.ts';
import { countOf, formatCount } from './text.ts';

export interface ResultViewOptions {
  readonly summary: RunSummary;
  readonly source: RowSource;
  readonly rowCount: number;
  /** The alert whose rows these are; undefined for the whole result. */
  readonly alert: number | undefined;
  readonly state: GridState | undefined;
  readonly copy: (text: string) => void;
  readonly save: (state: GridState) => void;
  readonly showAllRows: () => void;
}

const filterDelayMs = 150;

/** The rows: a bar with filter and count, the grid, and below it the value of the cell that was opened. */
export function resultView(options: ResultViewOptions): HTMLElement {
  if (options.rowCount === 0) return emptyResult(options.summary);
  const view = element('div', { class: 'result' });
  const status = element('span', { class: 'row-status', role: 'status' });
  const grid = new Grid({
    source: options.source,
    rowCount: options.rowCount,
    label: 'Result rows',
    state: options.state,
    onCopy: options.copy,
    onOpen: (row, column) => openDetail(view, grid, options, { row, column }),
    onChange: () => {
      status.textContent = statusText(grid, options.rowCount);
      options.save(grid.state);
    },
  });
  status.textContent = statusText(grid, options.rowCount);
  view.append(toolbar(grid, status, options), grid.element);
  return view;
}

function statusText(grid: Grid, rowCount: number): string {
  if (grid.error !== undefined) return grid.error;
  return grid.rowCount === rowCount ? countOf(rowCount, 'row') : `${formatCount(grid.rowCount)} of ${countOf(rowCount, 'row')}`;
}

function toolbar(grid: Grid, status: HTMLElement, options: ResultViewOptions): HTMLElement {
  const filter = element('input', { type: 'search', placeholder: 'Filter rows', 'aria-label': 'Filter rows', spellcheck: 'false' });
  filter.value = options.state?.filter ?? '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  filter.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => grid.filter(filter.value), filterDelayMs);
  });
  return element('div', { class: 'toolbar' }, filter, status, alertNote(options));
}

function alertNote({ alert, showAllRows }: ResultViewOptions): HTMLElement | undefined {
  if (alert === undefined) return undefined;
  return element('span', { class: 'alert-note' }, `Rows of alert ${alert + 1} `, button('Show All Rows', showAllRows, { class: 'link' }));
}

function openDetail(view: HTMLElement, grid: Grid, options: ResultViewOptions, { row, column }: { row: Row; column: number }): void {
  const info: ColumnInfo | undefined = options.summary.columns[column];
  if (info === undefined) return;
  view.querySelector('.value-detail')?.remove();
  const close = () => {
    detail.remove();
    grid.element.focus();
  };
  const detail = valueDetail(info, row[column] ?? null, { copy: options.copy, close });
  view.append(detail);
  detail.focus();
}

/** Why there is nothing to see, as far as the stages tell. */
function emptyResult(summary: RunSummary): HTMLElement {
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
