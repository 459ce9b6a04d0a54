/**
 * What of the table is seen: only the rows and columns in view have elements, and rows that scroll out lend theirs to rows that scroll in.
 */
import { element, setAttributes } from '../dom.ts';
import type { ColumnLayout } from './columnLayout.ts';
import { type ColumnSlice, cellId, fillHeader, fillRow } from './gridRow.ts';
import { type GridSelection, headerRow, rangeOf } from './gridSelection.ts';
import type { RowCache } from './rowCache.ts';
import { ScrollScale } from './scrollScale.ts';

export const rowHeight = 22;
const headerHeight = 26;
/** Rows drawn above and below what is seen, so that a quick flick shows no gap. */
const overscanRows = 6;

export class GridSurface {
  readonly element: HTMLElement;
  readonly #layout: ColumnLayout;
  readonly #cache: RowCache;
  readonly #surface = element('div', { class: 'grid-surface', role: 'presentation' });
  readonly #header = element('div', { class: 'grid-header', role: 'row', 'aria-rowindex': 1 });
  readonly #body = element('div', { class: 'grid-body', role: 'rowgroup' });
  readonly #rows: HTMLElement[] = [];
  #frame: number | undefined;
  #selection: GridSelection;

  constructor(cache: RowCache, layout: ColumnLayout, label: string, selection: GridSelection) {
    this.#cache = cache;
    this.#layout = layout;
    this.#selection = selection;
    this.#surface.append(element('div', { class: 'grid-head', role: 'rowgroup' }, this.#header), this.#body);
    this.element = element(
      'div',
      { class: 'grid', role: 'grid', tabindex: 0, 'aria-label': label, 'aria-multiselectable': 'true' },
      this.#surface,
    );
    this.element.addEventListener('scroll', () => this.schedule(), { passive: true });
    new ResizeObserver(() => this.schedule()).observe(this.element);
  }

  /** Whole rows that fit on the screen. */
  get pageRows(): number {
    return Math.max(1, Math.floor(this.#viewHeight / rowHeight));
  }

  select(selection: GridSelection): void {
    this.#selection = selection;
    this.schedule();
  }

  /** Draws before the next frame, once, however often it is asked to. */
  schedule(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#draw();
    });
  }

  /** Scrolls so that the active cell is seen. */
  reveal(): void {
    const { row, column } = this.#selection.active;
    if (row !== headerRow) this.element.scrollTop = this.#scale.reveal(row, this.element.scrollTop);
    const left = this.#layout.left(column) - this.#layout.gutter;
    const right = this.#layout.left(column) + this.#layout.width(column) - this.element.clientWidth;
    if (left < this.element.scrollLeft || right > this.element.scrollLeft) {
      this.element.scrollLeft = left < this.element.scrollLeft ? left : Math.min(left, right);
    }
    this.schedule();
  }

  get #viewHeight(): number {
    return Math.max(rowHeight, this.element.clientHeight - headerHeight);
  }

  get #scale(): ScrollScale {
    return new ScrollScale(this.#cache.rowCount, rowHeight, this.#viewHeight);
  }

  #draw(): void {
    const scale = this.#scale;
    const scrollTop = this.element.scrollTop;
    const first = Math.max(0, Math.floor(scale.firstRow(scrollTop)) - overscanRows);
    const end = Math.min(this.#cache.rowCount, first + this.pageRows + 2 * overscanRows + 1);
    this.#cache.want(first, end);
    this.#surface.style.height = `${scale.height + headerHeight}px`;
    this.#surface.style.width = `${this.#layout.totalWidth}px`;
    setAttributes(this.element, { 'aria-rowcount': this.#cache.rowCount + 1, 'aria-colcount': this.#layout.columns.length + 1 });
    const slice = this.#layout.visible(this.element.scrollLeft, this.element.scrollLeft + this.element.clientWidth);
    this.#drawHeader(slice);
    this.#drawRows(first, end, slice, scale);
    this.#markActive();
  }

  #drawHeader(slice: ColumnSlice): void {
    const { active } = this.#selection;
    const activeColumn = active.row === headerRow ? active.column : undefined;
    fillHeader(this.#header, { slice, sort: this.#cache.sort, activeColumn }, this.#layout);
  }

  #drawRows(first: number, end: number, slice: ColumnSlice, scale: ScrollScale): void {
    while (this.#rows.length < end - first) this.#rows.push(this.#addRow());
    const selected = rangeOf(this.#selection);
    const { active } = this.#selection;
    for (const [position, target] of this.#rows.entries()) {
      const index = first + position;
      target.hidden = index >= end;
      if (target.hidden) continue;
      target.style.transform = `translateY(${scale.top(index, this.element.scrollTop)}px)`;
      const activeColumn = active.row === index ? active.column : undefined;
      fillRow(target, { index, row: this.#cache.row(index), slice, selected, activeColumn }, this.#layout);
    }
  }

  #addRow(): HTMLElement {
    const row = element('div', { role: 'row', class: 'grid-row' });
    this.#body.append(row);
    return row;
  }

  #markActive(): void {
    const id = cellId(this.#selection.active.row, this.#selection.active.column);
    setAttributes(this.element, { 'aria-activedescendant': document.getElementById(id) === null ? undefined : id });
  }
}
