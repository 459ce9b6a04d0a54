/** Columns as integer codes, equal codes for equal values: what grouping and joining work on. */

import { isTicks } from '../table/builder.ts';
import type { Column, DictionaryColumn, FlatColumn } from '../table/column.ts';
import type { DecimalValue } from '../values/decimal.ts';
import { type Dynamic, dynamicKey } from '../values/dynamic.ts';

export interface Codes {
  /** By row, 0 up to `count`. */
  readonly codes: Int32Array;
  readonly count: number;
}

/** The codes of a column; null is a value of its own. */
export function encodeColumn(column: Column): Codes {
  const physical = column.force();
  switch (physical.kind) {
    case 'constant':
      return { codes: new Int32Array(physical.length), count: Math.min(1, physical.length) };
    case 'dictionary':
      return encodeDictionary(physical);
    case 'flat':
      return encodeFlat(physical);
  }
}

interface ValueCodes extends Codes {
  /** Whether no two of the values are equal. */
  readonly isDistinct: boolean;
}

const codesOfValues = new WeakMap<FlatColumn, ValueCodes>();

/** The codes of a dictionary, values that are equal made one. */
function encodeDictionary(column: DictionaryColumn): Codes {
  let ofValues = codesOfValues.get(column.values);
  if (!ofValues) {
    const codes = encodeFlat(column.values);
    ofValues = { ...codes, isDistinct: isDistinct(codes) };
    codesOfValues.set(column.values, ofValues);
  }
  if (ofValues.isDistinct) return { codes: column.codes, count: column.values.length };
  const { codes: canonical, count } = ofValues;
  const codes = new Int32Array(column.length);
  for (let row = 0; row < codes.length; row++) codes[row] = canonical[column.codes[row]];
  return { codes, count };
}

/** Whether each code occurs once. The count does not tell: beside a null it may count a code that no row has. */
function isDistinct({ codes, count }: Codes): boolean {
  const seen = new Uint8Array(count);
  for (let row = 0; row < codes.length; row++) {
    if (seen[codes[row]] === 1) return false;
    seen[codes[row]] = 1;
  }
  return true;
}

function encodeFlat(column: FlatColumn): Codes {
  if (column.data instanceof BigInt64Array || Array.isArray(column.data)) return encodeByMap(column);
  return encodeNumbers(column);
}

function encodeByMap(column: FlatColumn): Codes {
  const codes = new Int32Array(column.length);
  const known = new Map<unknown, number>();
  const keyOf = mapKey(column);
  for (let row = 0; row < codes.length; row++) {
    const key = column.nulls?.[row] === 1 ? null : keyOf(row);
    let code = known.get(key);
    if (code === undefined) {
      code = known.size;
      known.set(key, code);
    }
    codes[row] = code;
  }
  return { codes, count: known.size };
}

function mapKey(column: FlatColumn): (row: number) => unknown {
  const { data, type } = column;
  if (type === 'dynamic') return (row) => dynamicKey((data as readonly Dynamic[])[row]);
  if (type === 'decimal') return (row) => (data as readonly DecimalValue[])[row]?.toString() ?? null;
  return (row) => data[row];
}

function encodeNumbers(column: FlatColumn): Codes {
  const data = column.data as Float64Array;
  const whole = column.type === 'bool' || column.type === 'int' || isTicks(column.type);
  const range = whole ? rangeOf(data) : undefined;
  const codes = range && range.size <= data.length * 4 + 1024 ? encodeDirect(data, range) : encodeHashed(data);
  return column.nulls ? withNullCode(codes, column.nulls) : codes;
}

function rangeOf(data: Float64Array): { min: number; size: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < data.length; row++) {
    if (data[row] < min) min = data[row];
    if (data[row] > max) max = data[row];
  }
  return { min, size: max - min + 1 };
}

function encodeDirect(data: Float64Array, range: { min: number; size: number }): Codes {
  const codes = new Int32Array(data.length);
  const known = new Int32Array(Math.max(0, range.size)).fill(-1);
  let count = 0;
  for (let row = 0; row < data.length; row++) {
    const slot = data[row] - range.min;
    if (known[slot] < 0) known[slot] = count++;
    codes[row] = known[slot];
  }
  return { codes, count };
}

/** All NaN are one value, and so are 0 and -0. */
function encodeHashed(data: Float64Array): Codes {
  const table = new NumberTable(data.length);
  const codes = new Int32Array(data.length);
  let nanCode = -1;
  for (let row = 0; row < data.length; row++) {
    const value = data[row] + 0;
    if (!Number.isNaN(value)) codes[row] = table.code(value);
    else {
      if (nanCode < 0) nanCode = table.reserve();
      codes[row] = nanCode;
    }
  }
  return { codes, count: table.count };
}

function withNullCode(encoded: Codes, nulls: Uint8Array): Codes {
  const { codes, count } = encoded;
  for (let row = 0; row < codes.length; row++) if (nulls[row] === 1) codes[row] = count;
  return { codes, count: count + 1 };
}

const words = new Float64Array(1);
const halves = new Int32Array(words.buffer);

/** Open addressing over numbers: gives each distinct one the next code. Grows as it fills. */
export class NumberTable {
  #keys: Float64Array;
  #slots: Int32Array;
  #mask: number;
  count = 0;
  #used = 0;

  constructor(expected: number) {
    let capacity = 1024;
    while (capacity < Math.min(expected, 1 << 16) * 2) capacity *= 2;
    this.#keys = new Float64Array(capacity);
    this.#slots = new Int32Array(capacity).fill(-1);
    this.#mask = capacity - 1;
  }

  /** The code of `key`, a new one for a key not met before. `key` must not be NaN or -0. */
  code(key: number): number {
    const keys = this.#keys;
    const slots = this.#slots;
    let slot = hash(key) & this.#mask;
    while (slots[slot] >= 0) {
      if (keys[slot] === key) return slots[slot];
      slot = (slot + 1) & this.#mask;
    }
    keys[slot] = key;
    slots[slot] = this.count;
    if (++this.#used * 2 > this.#mask) this.#grow();
    return this.count++;
  }

  /** The code of `key`, or -1 where it was not met. */
  find(key: number): number {
    let slot = hash(key) & this.#mask;
    while (this.#slots[slot] >= 0) {
      if (this.#keys[slot] === key) return this.#slots[slot];
      slot = (slot + 1) & this.#mask;
    }
    return -1;
  }

  /** A code that no key has. */
  reserve(): number {
    return this.count++;
  }

  #grow(): void {
    const keys = this.#keys;
    const slots = this.#slots;
    const capacity = (this.#mask + 1) * 2;
    this.#keys = new Float64Array(capacity);
    this.#slots = new Int32Array(capacity).fill(-1);
    this.#mask = capacity - 1;
    for (let old = 0; old < keys.length; old++) {
      if (slots[old] < 0) continue;
      let slot = hash(keys[old]) & this.#mask;
      while (this.#slots[slot] >= 0) slot = (slot + 1) & this.#mask;
      this.#keys[slot] = keys[old];
      this.#slots[slot] = slots[old];
    }
  }
}

function hash(key: number): number {
  words[0] = key;
  let mixed = Math.imul(halves[0], 0x9e3779b1) ^ Math.imul(halves[1], 0x85ebca6b);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0x2c1b3c6d) ^ (mixed >>> 12);
}
