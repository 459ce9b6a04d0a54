/**
 * The result grid: focus stays on the grid's element and `aria-activedescendant` names the active cell, because a cell that is scrolled out
 * has no element that could hold the focus.
 */

import { clipboardText } from './clipboardText.ts';
import { ColumnLayout } from './columnLayout.ts';
import { followColumnDrag, followSelectionDrag, positionAt } from './gridPointer.ts';
import {
  type CellPosition,
  clampPosition,
  type GridExtent,
  type GridSelection,
  headerRow,
  moveSelection,
  rangeOf,
} from './gridSelection.ts';
import { GridSurface } from './gridSurface.ts';
import { RowCache } from './rowCache.ts';
import type { Row, RowOrder, RowSource } from './rowSource.ts';

/** What a user set up in the grid, kept while the page is hidden. Plain data. */
export interface GridState {
  readonly selection: GridSelection;
  readonly widths: readonly number[];
  readonly sort?: RowOrder;
  readonly filter: string;
}

export interface GridOptions {
  readonly source: RowSource;
  readonly rowCount: number;
  /** The grid's name for a screen reader. */
  readonly label: string;
  readonly state?: GridState | undefined;
  /** The user opened a cell. */
  onOpen(row: Row, column: number): void;
  onCopy(text: string): void;
  /** Rows came, the selection moved, or the layout changed. */
  onChange(): void;
}

const topLeft: CellPosition = { row: 0, column: 0 };
/** Copying more cells than this at once would hold up the editor. */
const maxCopiedCells = 1_000_000;
const keyboardResizeStep = 16;

export class Grid {
  readonly #options: GridOptions;
  readonly #cache: RowCache;
  readonly #layout: ColumnLayout;
  readonly #surface: GridSurface;
  #selection: GridSelection;

  constructor(options: GridOptions) {
    this.#options = options;
    this.#selection = options.state?.selection ?? { active: topLeft, anchor: topLeft };
    this.#layout = new ColumnLayout(options.source.columns);
    this.#cache = new RowCache(options.source, options.rowCount, () => this.#rowsCame());
    this.#surface = new GridSurface(this.#cache, this.#layout, options.label, this.#selection);
    if (options.state !== undefined) this.#restore(options.state);
    this.#listen();
    this.#surface.schedule();
  }

  get element(): HTMLElement {
    return this.#surface.element;
  }

  /** Rows after filtering. */
  get rowCount(): number {
    return this.#cache.rowCount;
  }

  /** Why rows are missing; undefined while all is well. */
  get error(): string | undefined {
    return this.#cache.error;
  }

  get state(): GridState {
    const { sort, filter } = this.#cache;
    return { selection: this.#selection, widths: [...this.#layout.widths], filter, ...(sort && { sort }) };
  }

  /** Shows only rows that contain `text`. */
  filter(text: string): void {
    this.#reorder(this.#cache.sort, text);
  }

  /** Orders by a column: ascending, then descending, then as the query had it. */
  toggleSort(column: number): void {
    const current = this.#cache.sort?.column === column ? this.#cache.sort : undefined;
    const next = current === undefined ? { column, descending: false } : current.descending ? undefined : { column, descending: true };
    this.#reorder(next, this.#cache.filter);
  }

  async copySelection(): Promise<void> {
    const range = rangeOf(this.#selection);
    const columns = range.right - range.left + 1;
    const rows = Math.min(range.bottom - Math.max(0, range.top) + 1, Math.ceil(maxCopiedCells / columns));
    if (range.bottom === headerRow) return this.#options.onCopy(this.#layout.columns[range.left]?.name ?? '');
    const from = Math.max(0, range.top);
    const read = await this.#cache.read(from, from + rows);
    this.#options.onCopy(clipboardText(read, this.#layout.columns, range));
  }

  get #extent(): GridExtent {
    return { rows: this.#cache.rowCount, columns: this.#layout.columns.length, pageRows: this.#surface.pageRows };
  }

  #restore(state: GridState): void {
    this.#layout.restore(state.widths);
    if (state.sort !== undefined || state.filter !== '') this.#cache.reorder(state.sort, state.filter);
  }

  #rowsCame(): void {
    const first = Array.from({ length: Math.min(this.#cache.rowCount, 60) }, (_, index) => this.#cache.row(index));
    this.#layout.fit(
      first.filter((row) => row !== undefined),
      this.#cache.rowCount,
    );
    const { active, anchor } = this.#selection;
    this.#select({ active: clampPosition(active, this.#extent), anchor: clampPosition(anchor, this.#extent) });
  }

  #reorder(sort: RowOrder | undefined, filter: string): void {
    this.#cache.reorder(sort, filter);
    this.element.scrollTop = 0;
    this.#surface.schedule();
    this.#options.onChange();
  }

  #select(selection: GridSelection): void {
    this.#selection = selection;
    this.#surface.select(selection);
    this.#options.onChange();
  }

  #open({ row, column }: CellPosition): void {
    const values = this.#cache.row(row);
    if (values !== undefined) this.#options.onOpen(values, column);
  }

  #listen(): void {
    const grid = this.element;
    grid.addEventListener('keydown', (event) => this.#onKey(event));
    grid.addEventListener('dblclick', (event) => {
      const position = positionAt(event);
      if (position !== undefined && position.row !== headerRow) this.#open(position);
    });
    followSelectionDrag(grid, (active, extend) => this.#select({ active, anchor: extend ? this.#selection.anchor : active }));
    followColumnDrag(grid, {
      width: (column) => this.#layout.width(column),
      resize: (column, width) => this.#resize(column, width),
      click: (column) => this.toggleSort(column),
    });
  }

  #resize(column: number, width: number): void {
    this.#layout.resize(column, width);
    this.#surface.schedule();
    this.#options.onChange();
  }

  #onKey(event: KeyboardEvent): void {
    const control = event.ctrlKey || event.metaKey;
    if (this.#onCommandKey(event, control)) {
      event.preventDefault();
      return;
    }
    const moved = event.altKey
      ? undefined
      : moveSelection(this.#selection, { key: event.key, control, shift: event.shiftKey }, this.#extent);
    if (moved === undefined) return;
    event.preventDefault();
    this.#select(moved);
    this.#surface.reveal();
  }

  #onCommandKey(event: KeyboardEvent, control: boolean): boolean {
    const { active } = this.#selection;
    if (control && event.key.toLowerCase() === 'c') void this.copySelection();
    else if (event.key === 'Enter' && active.row === headerRow) this.toggleSort(active.column);
    else if (event.key === 'Enter') this.#open(active);
    else if (event.altKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
      this.#resizeActive(event.key === 'ArrowLeft' ? -1 : 1);
    else return false;
    return true;
  }

  #resizeActive(direction: number): void {
    const { column } = this.#selection.active;
    this.#resize(column, this.#layout.width(column) + direction * keyboardResizeStep);
  }
}
