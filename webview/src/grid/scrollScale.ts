/** Browsers cut elements off at some ten million pixels; taller tables are scrolled in proportion. */
const maxScrollHeight = 12_000_000;

/** Where rows are on the scrolled surface. With few rows one pixel of scrolling is one pixel of table. */
export class ScrollScale {
  readonly height: number;
  readonly #rowHeight: number;
  readonly #tableHeight: number;
  readonly #viewHeight: number;

  constructor(rowCount: number, rowHeight: number, viewHeight: number) {
    this.#rowHeight = rowHeight;
    this.#viewHeight = viewHeight;
    this.#tableHeight = rowCount * rowHeight;
    this.height = Math.min(maxScrollHeight, this.#tableHeight);
  }

  /** The row at the upper edge for a scroll position, with a fraction where the row is partly scrolled out. */
  firstRow(scrollTop: number): number {
    return this.#tableTop(scrollTop) / this.#rowHeight;
  }

  /** Where on the surface a row is drawn for a scroll position. */
  top(row: number, scrollTop: number): number {
    return scrollTop + row * this.#rowHeight - this.#tableTop(scrollTop);
  }

  /** The scroll position nearest to `scrollTop` at which the whole row is seen. */
  reveal(row: number, scrollTop: number): number {
    const from = row * this.#rowHeight;
    const tableTop = this.#tableTop(scrollTop);
    if (from < tableTop) return this.#scrollTop(from);
    const over = from + this.#rowHeight - (tableTop + this.#viewHeight);
    return over > 0 ? this.#scrollTop(tableTop + over) : scrollTop;
  }

  get #ratio(): number {
    const scrollable = this.height - this.#viewHeight;
    return scrollable <= 0 ? 1 : (this.#tableHeight - this.#viewHeight) / scrollable;
  }

  #tableTop(scrollTop: number): number {
    return scrollTop * this.#ratio;
  }

  #scrollTop(tableTop: number): number {
    return Math.ceil(tableTop / this.#ratio);
  }
}
