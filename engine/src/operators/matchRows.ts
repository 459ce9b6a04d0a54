/** Which rows of two sides belong together, by their codes. */
import type { Codes } from './codes.ts';
import type { JoinKind } from './join.ts';

/** For each row of the result the row of either side, -1 for none. Both arrays have one length. */
export interface MatchedRows {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly leftMissing: boolean;
  readonly rightMissing: boolean;
}

/** `codes` are those of the left rows, then of the right ones. `check` is told how many rows the result will have. */
export function matchRows(kind: JoinKind, codes: Codes, leftCount: number, rightCount: number, check: (rows: number) => void): MatchedRows {
  const leftCodes = codes.codes.subarray(0, leftCount);
  const rightCodes = codes.codes.subarray(leftCount, leftCount + rightCount);
  switch (kind) {
    case 'leftsemi':
    case 'leftanti':
      return oneSide(filtered(leftCodes, occurring(rightCodes, codes.count), kind === 'leftsemi'), 'left');
    case 'rightsemi':
    case 'rightanti':
      return oneSide(filtered(rightCodes, occurring(leftCodes, codes.count), kind === 'rightsemi'), 'right');
    case 'innerunique':
      return pairs(firstOfEach(leftCodes, codes.count), leftCodes, rightCodes, codes.count, { left: false, right: false }, check);
    default: {
      const outer = { left: kind === 'leftouter' || kind === 'fullouter', right: kind === 'rightouter' || kind === 'fullouter' };
      const single = outer.right ? undefined : onlyRows(rightCodes, codes.count);
      if (single) return lookUp(leftCodes, single, outer.left, check);
      const all = new Int32Array(leftCount);
      for (let row = 0; row < leftCount; row++) all[row] = row;
      return pairs(all, leftCodes, rightCodes, codes.count, outer, check);
    }
  }
}

function occurring(codes: Int32Array, count: number): Uint8Array {
  const flags = new Uint8Array(count);
  for (let row = 0; row < codes.length; row++) flags[codes[row]] = 1;
  return flags;
}

function filtered(codes: Int32Array, flags: Uint8Array, wanted: boolean): Int32Array {
  const want = wanted ? 1 : 0;
  let count = 0;
  for (let row = 0; row < codes.length; row++) if (flags[codes[row]] === want) count++;
  const rows = new Int32Array(count);
  let target = 0;
  for (let row = 0; row < codes.length; row++) if (flags[codes[row]] === want) rows[target++] = row;
  return rows;
}

function oneSide(rows: Int32Array, side: 'left' | 'right'): MatchedRows {
  const none = new Int32Array(rows.length).fill(-1);
  return side === 'left'
    ? { left: rows, right: none, leftMissing: false, rightMissing: true }
    : { left: none, right: rows, leftMissing: true, rightMissing: false };
}

/** The first row of each key: what `innerunique` keeps of its left side. */
function firstOfEach(codes: Int32Array, count: number): Int32Array {
  const seen = new Uint8Array(count);
  const rows: number[] = [];
  for (let row = 0; row < codes.length; row++) {
    if (seen[codes[row]] === 1) continue;
    seen[codes[row]] = 1;
    rows.push(row);
  }
  return Int32Array.from(rows);
}

/** The right rows by code, one after the other: those of code c lie at `rows[starts[c]]` up to `rows[starts[c + 1]]`. */
function bucket(codes: Int32Array, count: number): { starts: Int32Array; rows: Int32Array } {
  const starts = new Int32Array(count + 1);
  for (let row = 0; row < codes.length; row++) starts[codes[row] + 1]++;
  for (let code = 0; code < count; code++) starts[code + 1] += starts[code];
  const next = starts.slice();
  const rows = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) rows[next[codes[row]]++] = row;
  return { starts, rows };
}

/** The right row of each code, -1 for none; undefined where a code has several. */
function onlyRows(codes: Int32Array, count: number): Int32Array | undefined {
  const rows = new Int32Array(count).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    if (rows[codes[row]] >= 0) return undefined;
    rows[codes[row]] = row;
  }
  return rows;
}

/** The pairs where no left row has more than one right one: one pass is enough. */
function lookUp(leftCodes: Int32Array, rightRows: Int32Array, outer: boolean, check: (rows: number) => void): MatchedRows {
  const left = new Int32Array(leftCodes.length);
  const right = new Int32Array(leftCodes.length);
  let count = 0;
  for (let row = 0; row < leftCodes.length; row++) {
    const match = rightRows[leftCodes[row]];
    if (match < 0 && !outer) continue;
    left[count] = row;
    right[count++] = match;
  }
  check(count);
  return { left: left.subarray(0, count), right: right.subarray(0, count), leftMissing: false, rightMissing: outer };
}

function pairs(
  leftRows: Int32Array,
  leftCodes: Int32Array,
  rightCodes: Int32Array,
  codeCount: number,
  outer: { left: boolean; right: boolean },
  check: (rows: number) => void,
): MatchedRows {
  const buckets = bucket(rightCodes, codeCount);
  let total = 0;
  for (let position = 0; position < leftRows.length; position++) {
    const code = leftCodes[leftRows[position]];
    const matches = buckets.starts[code + 1] - buckets.starts[code];
    total += matches === 0 && outer.left ? 1 : matches;
  }
  const unmatchedRight = outer.right ? filtered(rightCodes, occurring(leftCodes, codeCount), false) : new Int32Array(0);
  check(total + unmatchedRight.length);
  const left = new Int32Array(total + unmatchedRight.length);
  const right = new Int32Array(left.length);
  let target = 0;
  for (let position = 0; position < leftRows.length; position++) {
    const row = leftRows[position];
    const code = leftCodes[row];
    const start = buckets.starts[code];
    const end = buckets.starts[code + 1];
    if (start === end && outer.left) {
      left[target] = row;
      right[target++] = -1;
    }
    for (let match = start; match < end; match++) {
      left[target] = row;
      right[target++] = buckets.rows[match];
    }
  }
  for (let position = 0; position < unmatchedRight.length; position++) {
    left[target] = -1;
    right[target++] = unmatchedRight[position];
  }
  return { left, right, leftMissing: outer.right, rightMissing: outer.left };
}
