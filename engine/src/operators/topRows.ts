/** The first rows in the order of one column of plain numbers, found in one pass: what `top` and `sort | take` need most often. */
import type { FlatColumn, PhysicalColumn } from '../table/column.ts';

/** Beyond this many rows sorting all is faster. */
const mostRows = 1000;

/**
 * The numbers of the first `count` rows in order, the earlier one of equals first. Undefined where the column has nulls, NaN, or data that are
 * not plain numbers, and where so many rows are wanted that sorting is the better way.
 */
export function topRows(column: PhysicalColumn, descending: boolean, count: number): Int32Array | undefined {
  if (column.kind !== 'flat' || column.nulls || count > mostRows || count * 16 > column.length || count === 0) return undefined;
  const { data } = column;
  if (!(data instanceof Float64Array || data instanceof Int32Array)) return undefined;
  const heap = new WorstFirst(count);
  const sign = descending ? -1 : 1;
  for (let row = 0; row < data.length; row++) {
    const key = sign * data[row];
    if (key < heap.worst) heap.add(key, row);
    else if (Number.isNaN(key)) return undefined;
  }
  // Infinite numbers are not taken while there is room.
  return heap.isFull ? heap.rows() : undefined;
}

/** The rows that in the order of a column that `topRows` takes come no later than `last` does, equal ones included; as they stand. */
export function rowsUpTo(column: PhysicalColumn, descending: boolean, last: number): Int32Array {
  const data = (column as FlatColumn).data as Float64Array;
  const sign = descending ? -1 : 1;
  const worst = sign * data[last];
  let count = 0;
  for (let row = 0; row < data.length; row++) if (sign * data[row] <= worst) count++;
  const rows = new Int32Array(count);
  let target = 0;
  for (let row = 0; row < data.length; row++) if (sign * data[row] <= worst) rows[target++] = row;
  return rows;
}

/** A heap of at most `size` rows whose worst is at the top: the largest key, the latest row among equals. */
class WorstFirst {
  readonly #keys: Float64Array;
  readonly #rows: Int32Array;
  #count = 0;
  /** A row is worth adding only with a smaller key than this. */
  worst = Number.POSITIVE_INFINITY;

  constructor(size: number) {
    this.#keys = new Float64Array(size);
    this.#rows = new Int32Array(size);
  }

  get isFull(): boolean {
    return this.#count === this.#keys.length;
  }

  add(key: number, row: number): void {
    if (this.#count < this.#keys.length) this.#rise(this.#count++, key, row);
    else this.#sink(key, row);
    if (this.#count === this.#keys.length) this.worst = this.#keys[0];
  }

  #isWorse(key: number, row: number, other: number): boolean {
    return key > this.#keys[other] || (key === this.#keys[other] && row > this.#rows[other]);
  }

  #rise(at: number, key: number, row: number): void {
    let position = at;
    while (position > 0) {
      const parent = (position - 1) >> 1;
      if (!this.#isWorse(key, row, parent)) break;
      this.#put(position, this.#keys[parent], this.#rows[parent]);
      position = parent;
    }
    this.#put(position, key, row);
  }

  /** Puts a row in place of the worst. */
  #sink(key: number, row: number): void {
    let position = 0;
    for (;;) {
      let child = position * 2 + 1;
      if (child >= this.#count) break;
      if (child + 1 < this.#count && this.#isWorse(this.#keys[child + 1], this.#rows[child + 1], child)) child++;
      if (this.#isWorse(key, row, child)) break;
      this.#put(position, this.#keys[child], this.#rows[child]);
      position = child;
    }
    this.#put(position, key, row);
  }

  #put(position: number, key: number, row: number): void {
    this.#keys[position] = key;
    this.#rows[position] = row;
  }

  rows(): Int32Array {
    const order = Array.from({ length: this.#count }, (_, position) => position);
    order.sort((a, b) => this.#keys[a] - this.#keys[b] || this.#rows[a] - this.#rows[b]);
    return Int32Array.from(order, (position) => this.#rows[position]);
  }
}
