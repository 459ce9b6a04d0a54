/**
 * The pages of a table the grid has fetched. Asking for a range never waits: rows that are there are given, the rest is requested and
 * `onChange` is called when it came. While the user drags the scroll bar only the latest wish counts, so that no queue of pages nobody
 * looks at any more builds up.
 */
import { gridCachedPages, gridPageRows } from '@rulesmith/protocol';
import type { Row, RowOrder, RowSource } from './rowSource.ts';

const maxRequestsInFlight = 2;

export class RowCache {
  readonly #source: RowSource;
  readonly #onChange: () => void;
  readonly #pages = new Map<number, readonly Row[]>();
  readonly #inFlight = new Set<number>();
  #wanted: { readonly from: number; readonly to: number } = { from: 0, to: 0 };
  #sort: RowOrder | undefined;
  #filter = '';
  #generation = 0;
  #rowCount: number;
  #error: string | undefined;

  constructor(source: RowSource, rowCount: number, onChange: () => void) {
    this.#source = source;
    this.#rowCount = rowCount;
    this.#onChange = onChange;
  }

  /** Rows in all, filtered ones left out. */
  get rowCount(): number {
    return this.#rowCount;
  }

  /** Why rows are missing; undefined while all is well. */
  get error(): string | undefined {
    return this.#error;
  }

  get sort(): RowOrder | undefined {
    return this.#sort;
  }

  get filter(): string {
    return this.#filter;
  }

  /** Undefined while the row is on its way. */
  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / gridPageRows))?.[index % gridPageRows];
  }

  /** Wants the rows from `from` to before `to`, and no longer what was wanted before. */
  want(from: number, to: number): void {
    this.#wanted = { from, to };
    this.#requestMissing();
  }

  /** Another order or filter: what is cached no longer counts, replies that are on their way are dropped. */
  reorder(sort: RowOrder | undefined, filter: string): void {
    this.#sort = sort;
    this.#filter = filter;
    this.#generation++;
    this.#error = undefined;
    this.#pages.clear();
    this.#inFlight.clear();
    this.want(0, gridPageRows);
  }

  /** Rows for copying, which need not be cached: in order, `to` excluded. */
  async read(from: number, to: number): Promise<Row[]> {
    const rows: Row[] = [];
    while (from + rows.length < to) {
      const offset = from + rows.length;
      const page = await this.#source.fetch({ offset, limit: to - offset, sort: this.#sort, filter: this.#filter });
      if (page.rows.length === 0) break;
      rows.push(...page.rows);
    }
    return rows;
  }

  #requestMissing(): void {
    const last = Math.min(this.#wanted.to, Math.max(this.#rowCount, 1)) - 1;
    for (let page = Math.floor(this.#wanted.from / gridPageRows); page * gridPageRows <= last; page++) {
      if (this.#inFlight.size >= maxRequestsInFlight || this.#error !== undefined) return;
      if (!this.#pages.has(page) && !this.#inFlight.has(page)) void this.#request(page);
    }
  }

  async #request(page: number): Promise<void> {
    const generation = this.#generation;
    this.#inFlight.add(page);
    try {
      const reply = await this.#source.fetch({ offset: page * gridPageRows, limit: gridPageRows, sort: this.#sort, filter: this.#filter });
      if (generation === this.#generation) this.#keep(page, reply.rows, reply.rowCount);
    } catch (error) {
      if (generation === this.#generation) this.#error = error instanceof Error ? error.message : String(error);
    }
    if (generation !== this.#generation) return;
    this.#inFlight.delete(page);
    this.#onChange();
    this.#requestMissing();
  }

  #keep(page: number, rows: readonly Row[], rowCount: number): void {
    this.#rowCount = rowCount;
    this.#pages.set(page, rows);
    if (this.#pages.size <= gridCachedPages) return;
    const middle = Math.floor((this.#wanted.from + this.#wanted.to) / 2 / gridPageRows);
    const farthest = [...this.#pages.keys()].reduce((far, each) => (Math.abs(each - middle) > Math.abs(far - middle) ? each : far));
    this.#pages.delete(farthest);
  }
}
