/** Which rows of a table make up another one, in order: the result of a filter, a sort or a join. A row may repeat. */
export interface Selection {
  /** Row numbers of the source; -1 for a row that has no source (the other side of an outer join). */
  readonly index: Int32Array;
  readonly length: number;
  /** Whether `index` holds a -1. */
  readonly hasMissing: boolean;
}

class IndexSelection implements Selection {
  readonly length: number;
  readonly hasMissing: boolean;
  #index: Int32Array | (() => Int32Array);
  readonly #composed = new WeakMap<Selection, Selection>();

  constructor(index: Int32Array | (() => Int32Array), length: number, hasMissing: boolean) {
    this.#index = index;
    this.length = length;
    this.hasMissing = hasMissing;
  }

  get index(): Int32Array {
    if (typeof this.#index === 'function') this.#index = this.#index();
    return this.#index;
  }

  /** The selection that picks `next` out of what this one picks. Kept, since all columns of a table ask for the same. */
  followedBy(next: Selection): Selection {
    let composed = this.#composed.get(next);
    if (!composed) {
      const index = new Int32Array(next.length);
      const nextIndex = next.index;
      const ownIndex = this.index;
      for (let row = 0; row < index.length; row++) index[row] = nextIndex[row] < 0 ? -1 : ownIndex[nextIndex[row]];
      composed = new IndexSelection(index, index.length, this.hasMissing || next.hasMissing);
      this.#composed.set(next, composed);
    }
    return composed;
  }
}

/** The rows at `index`; `hasMissing` must be true where it holds a -1. */
export function selectionOf(index: Int32Array, hasMissing = false): Selection {
  return new IndexSelection(index, index.length, hasMissing);
}

/** The `length` rows that `index` gives, which is called when somebody first asks which they are. */
export function deferredSelection(length: number, index: () => Int32Array): Selection {
  return new IndexSelection(index, length, false);
}

/** The rows whose flag is 1. */
export function selectionOfFlags(flags: Uint8Array): Selection {
  let count = 0;
  for (let row = 0; row < flags.length; row++) count += flags[row];
  const index = new Int32Array(count);
  let target = 0;
  for (let row = 0; row < flags.length; row++) if (flags[row] === 1) index[target++] = row;
  return selectionOf(index);
}

/** The rows from `start` up to `end`, exclusive. */
export function rangeSelection(start: number, end: number): Selection {
  const index = new Int32Array(Math.max(0, end - start));
  for (let row = 0; row < index.length; row++) index[row] = start + row;
  return selectionOf(index);
}

/** First `first`, then `second` out of its result. */
export function compose(first: Selection, second: Selection): Selection {
  return first instanceof IndexSelection
    ? first.followedBy(second)
    : selectionOf(
        Int32Array.from(second.index, (row) => (row < 0 ? -1 : first.index[row])),
        true,
      );
}
