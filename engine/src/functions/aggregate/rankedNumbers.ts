/** Numbers of groups, and the one at a rank among those of its group. */
import type { PhysicalColumn } from '../../table/column.ts';
import { flatten } from '../../table/column.ts';
import type { Grouping } from '../aggregateFunction.ts';

export class RankedNumbers {
  readonly #values: Float64Array;
  /** Those of group g lie from `#starts[g]` up to `#starts[g + 1]`. */
  readonly #starts: Int32Array;

  private constructor(values: Float64Array, starts: Int32Array) {
    this.#values = values;
    this.#starts = starts;
  }

  /** The values of `column` by group, nulls left out. Undefined where they are not plain numbers. */
  static of(column: PhysicalColumn, grouping: Grouping): RankedNumbers | undefined {
    const { data, nulls } = flatten(column);
    if (!(data instanceof Float64Array || data instanceof Int32Array)) return undefined;
    const { groupOf, groupCount, rowCount } = grouping;
    const starts = new Int32Array(groupCount + 1);
    for (let row = 0; row < rowCount; row++) if (nulls === undefined || nulls[row] === 0) starts[groupOf[row] + 1]++;
    for (let group = 0; group < groupCount; group++) starts[group + 1] += starts[group];
    const next = starts.slice();
    const values = new Float64Array(starts[groupCount]);
    for (let row = 0; row < rowCount; row++) {
      if (nulls !== undefined && nulls[row] === 1) continue;
      if (Number.isNaN(data[row])) return undefined;
      values[next[groupOf[row]]++] = data[row];
    }
    return new RankedNumbers(values, starts);
  }

  /** How many values the group has. */
  count(group: number): number {
    return this.#starts[group + 1] - this.#starts[group];
  }

  /** The value at `rank` (from 0) among the `count` values of the group in ascending order. */
  at(group: number, rank: number): number {
    const start = this.#starts[group];
    return select(this.#values, start, this.#starts[group + 1] - 1, start + rank);
  }
}

/** Puts the value that belongs at `wanted` there, smaller ones before it: quickselect by the median of three, linear on average. */
function select(values: Float64Array, from: number, to: number, wanted: number): number {
  let left = from;
  let right = to;
  while (left < right) {
    const pivot = medianOfThree(values[left], values[(left + right) >> 1], values[right]);
    let low = left;
    let high = right;
    while (low <= high) {
      while (values[low] < pivot) low++;
      while (values[high] > pivot) high--;
      if (low > high) break;
      const kept = values[low];
      values[low++] = values[high];
      values[high--] = kept;
    }
    if (wanted <= high) right = high;
    else if (wanted >= low) left = low;
    else return values[wanted];
  }
  return values[wanted];
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
