/** Rows grouped by the values of columns. */
import type { Execution } from '../execute.ts';
import type { Column } from '../table/column.ts';
import { type Codes, encodeColumn, NumberTable } from './codes.ts';

export interface Groups {
  /** The group of each row, numbered in the order in which groups first occur. */
  readonly groupOf: Int32Array;
  readonly count: number;
  /** The first row of each group. */
  readonly firstRows: Int32Array;
}

/** Groups the rows by `columns`; without columns all rows are one group (none where there is no row). */
export function groupRows(columns: readonly Column[], rowCount: number, run: Execution): Groups {
  if (columns.length === 0)
    return { groupOf: new Int32Array(rowCount), count: Math.min(1, rowCount), firstRows: new Int32Array(Math.min(1, rowCount)) };
  const encoded = columns.map((column) => {
    run.guard.checkpoint();
    return encodeColumn(column);
  });
  // Keys of few values first: their combinations stay few, so that at most the last steps need hashing.
  encoded.sort((a, b) => a.count - b.count);
  return numbered(encoded.reduce((combined, codes) => combine(combined, codes, run)));
}

/** The most combinations that are told apart by a table of all possible ones. */
function mostDirect(rowCount: number): number {
  return rowCount * 4 + 65_536;
}

/** Codes for the combinations of two: not all of them need occur, and `count` is that of the possible ones while those are few. */
function combine(left: Codes, right: Codes, run: Execution): Codes {
  run.guard.checkpoint();
  if (right.count <= 1) return left;
  if (left.count <= 1) return right;
  if (left.count * right.count > mostDirect(left.codes.length)) return combineHashed(compact(left), right);
  const codes = new Int32Array(left.codes.length);
  const a = left.codes;
  const b = right.codes;
  const size = right.count;
  for (let row = 0; row < codes.length; row++) codes[row] = a[row] * size + b[row];
  return { codes, count: left.count * size };
}

/** The same with a code for each combination that occurs. */
function compact(codes: Codes): Codes {
  const { groupOf, count } = numbered(codes);
  return { codes: groupOf, count };
}

/** Codes for the pairs of two columns' codes. */
export function combineTwo(left: Codes, right: Codes): Codes {
  if (right.count <= 1) return left;
  if (left.count <= 1) return right;
  const pairs = left.count * right.count;
  if (pairs <= mostDirect(left.codes.length)) return combineDirect(left, right, pairs);
  return combineHashed(left, right);
}

function combineDirect(left: Codes, right: Codes, pairs: number): Codes {
  const known = new Int32Array(pairs).fill(-1);
  const codes = new Int32Array(left.codes.length);
  const a = left.codes;
  const b = right.codes;
  const size = right.count;
  let count = 0;
  for (let row = 0; row < codes.length; row++) {
    const pair = a[row] * size + b[row];
    if (known[pair] < 0) known[pair] = count++;
    codes[row] = known[pair];
  }
  return { codes, count };
}

function combineHashed(left: Codes, right: Codes): Codes {
  const table = new NumberTable(left.codes.length);
  const codes = new Int32Array(left.codes.length);
  const a = left.codes;
  const b = right.codes;
  const size = right.count;
  for (let row = 0; row < codes.length; row++) codes[row] = table.code(a[row] * size + b[row]);
  return { codes, count: table.count };
}

/** Codes numbered anew in the order in which they first occur. */
function numbered(codes: Codes): Groups {
  const groupOf = new Int32Array(codes.codes.length);
  const number = new Int32Array(codes.count).fill(-1);
  const firstRows = new Int32Array(Math.min(codes.count, groupOf.length));
  let count = 0;
  for (let row = 0; row < groupOf.length; row++) {
    const code = codes.codes[row];
    if (number[code] < 0) {
      firstRows[count] = row;
      number[code] = count++;
    }
    groupOf[row] = number[code];
  }
  return { groupOf, count, firstRows: firstRows.subarray(0, count) };
}
