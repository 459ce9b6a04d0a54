/** Codes of dictionaries whose values repeat, as those of two tables put together do. */
import { describe, expect, it } from 'vitest';
import { DictionaryColumn, FlatColumn } from '../src/index.ts';
import { encodeColumn } from '../src/operators/codes.ts';

describe('codes of a dictionary', () => {
  it('are equal for equal values beside a null', () => {
    const values = new FlatColumn('long', Float64Array.from([0, 5, 7, 5]), Uint8Array.from([1, 0, 0, 0]));
    const { codes } = encodeColumn(new DictionaryColumn(Int32Array.from([0, 1, 2, 3]), values));
    expect(codes[3]).toBe(codes[1]);
    expect(new Set(codes).size).toBe(3);
  });

  it('are those of the dictionary where no value repeats', () => {
    const values = new FlatColumn('long', Float64Array.from([0, 5]), Uint8Array.from([1, 0]));
    const column = new DictionaryColumn(Int32Array.from([1, 0, 1]), values);
    expect(encodeColumn(column)).toEqual({ codes: column.codes, count: 2 });
  });
});
