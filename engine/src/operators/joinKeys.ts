/** The keys of two tables as codes in one numbering. */
import type { Execution } from '../execute.ts';
import { ColumnBuilder, isTicks } from '../table/builder.ts';
import { type Column, type ColumnData, DictionaryColumn, FlatColumn, flatten, type PhysicalColumn } from '../table/column.ts';
import { type Codes, encodeColumn } from './codes.ts';
import { combineTwo } from './grouping.ts';

/** The codes of the rows of the left, then those of the right. */
export function encodeTogether(left: readonly Column[], right: readonly Column[], run: Execution): Codes {
  let combined: Codes | undefined;
  left.forEach((column, position) => {
    run.guard.checkpoint();
    const codes = encodeColumn(concatColumns([column, right[position]], column.type));
    combined = combined ? combineTwo(combined, codes) : codes;
  });
  if (!combined) throw new Error('a join needs a key');
  return combined;
}

/** The rows of several columns of `type` in one column. */
export function concatColumns(columns: readonly Column[], type: Column['type']): PhysicalColumn {
  const physical = columns.map((column) => column.force());
  if (physical.length === 1) return physical[0];
  if (physical.every((column) => column.kind === 'dictionary')) return concatDictionaries(physical as DictionaryColumn[], type);
  return concatFlat(physical.map(flatten), type);
}

function concatDictionaries(columns: readonly DictionaryColumn[], type: Column['type']): DictionaryColumn {
  const length = columns.reduce((sum, column) => sum + column.length, 0);
  const codes = new Int32Array(length);
  const shared = columns[0].values;
  // A table joined with itself: the codes mean the same on both sides.
  const isShared = columns.every(({ values }) => values === shared);
  let row = 0;
  let offset = 0;
  for (const column of columns) {
    if (isShared || offset === 0) codes.set(column.codes, row);
    else for (let index = 0; index < column.length; index++) codes[row + index] = column.codes[index] + offset;
    row += column.length;
    offset += column.values.length;
  }
  if (isShared) return new DictionaryColumn(codes, shared);
  return new DictionaryColumn(
    codes,
    concatFlat(
      columns.map((column) => column.values),
      type,
    ),
  );
}

function concatFlat(columns: readonly FlatColumn[], type: Column['type']): FlatColumn {
  const length = columns.reduce((sum, column) => sum + column.length, 0);
  const first = columns[0].data;
  const sameKind = columns.every((column) => column.data.constructor === first.constructor);
  if (!sameKind && !isTicks(type)) throw new Error('columns of different types cannot be joined together');
  if (!sameKind) return concatByValue(columns, type, length);
  const nulls = columns.some((column) => column.nulls) ? new Uint8Array(length) : undefined;
  const data = Array.isArray(first) ? new Array(length) : new (first.constructor as Float64ArrayConstructor)(length);
  let offset = 0;
  for (const column of columns) {
    if (Array.isArray(data)) for (let row = 0; row < column.length; row++) data[offset + row] = column.data[row];
    else data.set(column.data as Float64Array, offset);
    if (nulls && column.nulls) nulls.set(column.nulls, offset);
    offset += column.length;
  }
  return new FlatColumn(type, data as ColumnData, nulls);
}

function concatByValue(columns: readonly FlatColumn[], type: Column['type'], length: number): FlatColumn {
  const builder = new ColumnBuilder(type, length);
  let offset = 0;
  for (const column of columns) {
    for (let row = 0; row < column.length; row++) builder.set(offset + row, column.get(row));
    offset += column.length;
  }
  return builder.finish();
}
