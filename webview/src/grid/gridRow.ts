import type { ColumnInfo } from '@rulesmith/protocol';
import { element, setAttributes } from '../dom.ts';
import { formatCount, shownCellText } from '../text.ts';
import { type ColumnLayout, isNumeric } from './columnLayout.ts';
import { type CellRange, contains } from './gridSelection.ts';
import type { Row, RowOrder } from './rowSource.ts';

export interface ColumnSlice {
  readonly from: number;
  readonly to: number;
}

/** What a row of the grid shows now. */
export interface RowView {
  readonly index: number;
  /** Undefined while the row is on its way. */
  readonly row: Row | undefined;
  readonly slice: ColumnSlice;
  readonly selected: CellRange;
  readonly activeColumn: number | undefined;
}

export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}

/**
 * Lets a row's element show `view`; indices begin at 1 for a screen reader, and the header is row 1. Cells are changed in place: it is
 * quicker than making new ones while scrolling, and a double click needs the same element under both clicks.
 */
export function fillRow(target: HTMLElement, view: RowView, layout: ColumnLayout): void {
  setAttributes(target, { 'aria-rowindex': view.index + 2, 'aria-busy': view.row === undefined });
  target.classList.toggle('odd', view.index % 2 === 1);
  const [gutter = target.appendChild(element('div', { role: 'rowheader', class: 'grid-gutter', 'aria-colindex': 1 })), ...cells] =
    target.children;
  gutter.textContent = formatCount(view.index + 1);
  if (gutter instanceof HTMLElement) gutter.style.width = `${layout.gutter}px`;
  for (let column = view.slice.from; column < view.slice.to; column++) {
    const cell = cells[column - view.slice.from] ?? target.appendChild(element('div', { role: 'gridcell' }));
    fillCell(cell as HTMLElement, view, column, layout);
  }
  for (const unused of cells.slice(view.slice.to - view.slice.from)) unused.remove();
}

function fillCell(cell: HTMLElement, view: RowView, column: number, layout: ColumnLayout): void {
  const value = view.row?.[column] ?? null;
  const selected = contains(view.selected, view.index, column);
  setAttributes(cell, {
    id: cellId(view.index, column),
    class: cellClass(layout.columns[column], view, value === null, selected, column),
    'aria-colindex': column + 2,
    'aria-selected': String(selected),
    'data-row': view.index,
    'data-column': column,
  });
  const text = view.row === undefined ? '' : value === null ? 'null' : shownCellText(value);
  if (cell.textContent !== text) cell.textContent = text;
  place(cell, column, layout);
}

function cellClass(info: ColumnInfo | undefined, view: RowView, isNull: boolean, selected: boolean, column: number): string {
  const names = ['grid-cell', `type-${info?.type ?? 'unknown'}`];
  if (info !== undefined && isNumeric(info)) names.push('numeric');
  if (isNull && view.row !== undefined) names.push('null');
  if (selected) names.push('selected');
  if (view.activeColumn === column) names.push('active');
  return names.join(' ');
}

export interface HeaderView {
  readonly slice: ColumnSlice;
  readonly sort: RowOrder | undefined;
  /** The column whose header is the active cell. */
  readonly activeColumn: number | undefined;
}

/** Draws the header only where something changed, so that a press and its release meet the same element. */
export function fillHeader(target: HTMLElement, view: HeaderView, layout: ColumnLayout): void {
  const drawn = JSON.stringify([view, layout.gutter, layout.widths]);
  if (target.dataset.drawn === drawn) return;
  target.dataset.drawn = drawn;
  const corner = element(
    'div',
    { role: 'columnheader', class: 'grid-gutter', 'aria-colindex': 1 },
    element('span', { class: 'hidden' }, 'Row'),
  );
  corner.style.width = `${layout.gutter}px`;
  const cells: HTMLElement[] = [corner];
  for (let column = view.slice.from; column < view.slice.to; column++) cells.push(headerCell(view, column, layout));
  target.replaceChildren(...cells);
}

function headerCell(view: HeaderView, column: number, layout: ColumnLayout): HTMLElement {
  const info = layout.columns[column];
  const order = view.sort?.column === column ? view.sort : undefined;
  const cell = element(
    'div',
    {
      role: 'columnheader',
      id: cellId(-1, column),
      class: `grid-header-cell${view.activeColumn === column ? ' active' : ''}${info && isNumeric(info) ? ' numeric' : ''}`,
      'aria-colindex': column + 2,
      'aria-sort': order === undefined ? 'none' : order.descending ? 'descending' : 'ascending',
      'data-row': -1,
      'data-column': column,
      title: `${info?.name}: ${info?.type}\nClick to sort`,
    },
    element('span', { class: 'column-name' }, info?.name),
    order && element('span', { class: 'sort-mark', 'aria-hidden': 'true' }, order.descending ? '▼' : '▲'),
    element('span', { class: 'column-type' }, info?.type),
    element('span', { class: 'resize-handle', 'data-resize': column, 'aria-hidden': 'true' }),
  );
  place(cell, column, layout);
  return cell;
}

function place(cell: HTMLElement, column: number, layout: ColumnLayout): void {
  cell.style.left = `${layout.left(column)}px`;
  cell.style.width = `${layout.width(column)}px`;
}
