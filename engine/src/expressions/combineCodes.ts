import type { Execution } from '../execute.ts';
import type { Column, DictionaryColumn } from '../table/column.ts';
import { selectionOf } from '../table/selection.ts';

/** Rows grouped by the combination of several dictionary codes: `codes` by row, and for each code the values of every column. */
export interface CombinedCodes {
  readonly codes: Int32Array;
  readonly count: number;
  readonly values: readonly Column[];
}

/**
 * The combinations of codes that occur in `columns`; undefined where there are (or might be) more than `most`. Kept for the run by the
 * columns, since several functions of a query often read the same ones.
 */
export function combineCodes(columns: readonly DictionaryColumn[], most: number, run: Execution): CombinedCodes | undefined {
  if (columns.length === 1) {
    const column = columns[0];
    return column.values.length > most ? undefined : { codes: column.codes, count: column.values.length, values: [column.values] };
  }
  const kept = run.combinedCodes
    .get(columns[0])
    ?.find((entry) => entry.columns.every((column, position) => column === columns[position]) && entry.columns.length === columns.length);
  if (kept) return kept.combined;
  const product = columns.reduce((size, column) => size * column.values.length, 1);
  const combined = product > Math.min(most, 1 << 20) ? undefined : combine(columns, product);
  const entries = run.combinedCodes.get(columns[0]) ?? [];
  entries.push({ columns, combined });
  run.combinedCodes.set(columns[0], entries);
  return combined;
}

function combine(columns: readonly DictionaryColumn[], product: number): CombinedCodes {
  const rowCount = columns[0].length;
  const mixed = new Int32Array(columns[0].codes);
  for (const column of columns.slice(1)) {
    const size = column.values.length;
    const codes = column.codes;
    for (let row = 0; row < rowCount; row++) mixed[row] = mixed[row] * size + codes[row];
  }
  const dense = new Int32Array(product).fill(-1);
  const occurring: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    const code = mixed[row];
    if (dense[code] < 0) dense[code] = occurring.push(code) - 1;
    mixed[row] = dense[code];
  }
  return { codes: mixed, count: occurring.length, values: decompose(columns, occurring) };
}

/** For each combination the values that make it up, column by column. */
function decompose(columns: readonly DictionaryColumn[], occurring: readonly number[]): Column[] {
  let divisor = columns.reduce((size, column) => size * column.values.length, 1);
  return columns.map((column) => {
    const size = column.values.length;
    divisor /= size;
    const index = Int32Array.from(occurring, (code) => Math.floor(code / divisor) % size);
    return column.values.select(selectionOf(index));
  });
}
