import { element } from './dom.ts';
import { Grid, type GridState } from './grid/grid.ts';
import type { Row, RowSource } from './grid/rowSource.ts';
import { valueDetail } from './sections/valueDetail.ts';
import { countOf, formatCount } from './text.ts';

export interface ResultViewOptions {
  readonly source: RowSource;
  readonly rowCount: number;
  /** What stands beside the count of rows; undefined: nothing. */
  readonly note?: HTMLElement | undefined;
  readonly state: GridState | undefined;
  readonly copy: (text: string) => void;
  readonly save: (state: GridState) => void;
}

const filterDelayMs = 150;

/** The rows: a bar with filter and count, the grid, and below it the value of the cell that was opened. */
export function resultView(options: ResultViewOptions): HTMLElement {
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
  return element('div', { class: 'toolbar' }, filter, status, options.note);
}

function openDetail(view: HTMLElement, grid: Grid, options: ResultViewOptions, { row, column }: { row: Row; column: number }): void {
  const info = options.source.columns[column];
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
