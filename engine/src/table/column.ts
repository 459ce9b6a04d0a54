/**
 * Columns: the one representation of data in the engine.
 *
 * A column is immutable and has a KQL type and a length. Physically it is flat (a typed array and null flags), dictionary-coded (codes into
 * the distinct or nearly distinct values) or constant. Besides these there are deferred columns (`deferred.ts`), which are computed when
 * somebody first reads them and only for the rows that are still wanted then: that is what makes `extend` free for columns nobody uses and
 * an aggregate behind a filter cheap.
 */
import type { KqlType } from '@rulesmith/kql';
import type { DecimalValue } from '../values/decimal.ts';
import type { Dynamic } from '../values/dynamic.ts';
import { toLong } from '../values/long.ts';
import type { Value } from '../values/value.ts';
import type { Selection } from './selection.ts';

/** Where the values of a flat column lie: by type bool `Uint8Array` (0, 1); int `Int32Array`; real `Float64Array`; long, datetime and
 * timespan `Float64Array` while all are safe integers, else `BigInt64Array`; string and guid `string[]`; decimal and dynamic arrays. */
export type ColumnData =
  | Uint8Array
  | Int32Array
  | Float64Array
  | BigInt64Array
  | readonly string[]
  | readonly DecimalValue[]
  | readonly Dynamic[];

export type Column = PhysicalColumn | DeferredColumn;
export type PhysicalColumn = FlatColumn | DictionaryColumn | ConstantColumn;

/** A column that is not computed yet. */
export interface DeferredColumn {
  readonly kind: 'deferred';
  readonly type: KqlType;
  readonly length: number;
  /** Computes all rows, once. */
  force(): PhysicalColumn;
  /** The column of the selected rows; where nothing is computed yet, only those ever will be. */
  select(selection: Selection): Column;
}

export class FlatColumn {
  readonly kind = 'flat';
  readonly type: KqlType;
  readonly length: number;
  readonly data: ColumnData;
  /** 1 where the row is null; undefined where none is. A string column has none. */
  readonly nulls: Uint8Array | undefined;

  constructor(type: KqlType, data: ColumnData, nulls?: Uint8Array) {
    this.type = type;
    this.data = data;
    this.length = data.length;
    this.nulls = nulls;
  }

  get(row: number): Value {
    if (this.nulls !== undefined && this.nulls[row] === 1) return null;
    const value = this.data[row];
    if (this.type === 'bool') return value === 1;
    return typeof value === 'bigint' ? toLong(value) : value;
  }

  force(): this {
    return this;
  }

  select(selection: Selection): Column {
    return gatherFlat(this, selection);
  }
}

/** Codes into a column of values. Every code is valid; null rows point at a null value. Two codes may mean equal values. */
export class DictionaryColumn {
  readonly kind = 'dictionary';
  readonly type: KqlType;
  readonly length: number;
  readonly codes: Int32Array;
  readonly values: FlatColumn;

  constructor(codes: Int32Array, values: FlatColumn) {
    this.codes = codes;
    this.values = values;
    this.type = values.type;
    this.length = codes.length;
  }

  get(row: number): Value {
    return this.values.get(this.codes[row]);
  }

  force(): this {
    return this;
  }

  select(selection: Selection): Column {
    return gatherDictionary(this, selection);
  }
}

export class ConstantColumn {
  readonly kind = 'constant';
  readonly type: KqlType;
  readonly length: number;
  readonly value: Value;

  constructor(type: KqlType, value: Value, length: number) {
    this.type = type;
    this.value = value;
    this.length = length;
  }

  get(_row: number): Value {
    return this.value;
  }

  force(): this {
    return this;
  }

  select(selection: Selection): Column {
    if (!selection.hasMissing) return new ConstantColumn(this.type, this.value, selection.length);
    return flatten(this).select(selection);
  }
}

/** What a missing row of an outer join holds: '' for a string, null for all else. */
export function missingValue(type: KqlType): Value {
  return type === 'string' ? '' : null;
}

function gatherFlat(column: FlatColumn, selection: Selection): FlatColumn {
  const index = selection.index;
  const { data, nulls } = column;
  const length = index.length;
  if (Array.isArray(data)) {
    const source = data as readonly (string | Dynamic | DecimalValue)[];
    const target = new Array<string | Dynamic | DecimalValue>(length);
    const missing = missingValue(column.type) as string | null;
    for (let row = 0; row < length; row++) target[row] = index[row] < 0 ? missing : source[index[row]];
    return new FlatColumn(column.type, target as ColumnData, gatherNulls(column.type, nulls, selection));
  }
  const typed = data as Float64Array;
  const target = new (typed.constructor as Float64ArrayConstructor)(length);
  if (selection.hasMissing) {
    for (let row = 0; row < length; row++) if (index[row] >= 0) target[row] = typed[index[row]];
  } else {
    for (let row = 0; row < length; row++) target[row] = typed[index[row]];
  }
  return new FlatColumn(column.type, target, gatherNulls(column.type, nulls, selection));
}

/** A string is never null, a missing one is empty. */
function gatherNulls(type: KqlType, nulls: Uint8Array | undefined, selection: Selection): Uint8Array | undefined {
  if (type === 'string') return undefined;
  if (nulls === undefined && !selection.hasMissing) return undefined;
  const index = selection.index;
  const target = new Uint8Array(index.length);
  for (let row = 0; row < index.length; row++) target[row] = index[row] < 0 || (nulls !== undefined && nulls[index[row]] === 1) ? 1 : 0;
  return target;
}

function gatherDictionary(column: DictionaryColumn, selection: Selection): DictionaryColumn {
  const index = selection.index;
  const codes = column.codes;
  const target = new Int32Array(index.length);
  if (!selection.hasMissing) {
    for (let row = 0; row < index.length; row++) target[row] = codes[index[row]];
    return new DictionaryColumn(target, column.values);
  }
  const missingCode = column.values.length;
  for (let row = 0; row < index.length; row++) target[row] = index[row] < 0 ? missingCode : codes[index[row]];
  return new DictionaryColumn(target, withMissingValue(column.values));
}

function withMissingValue(values: FlatColumn): FlatColumn {
  const all = new Int32Array(values.length + 1);
  for (let row = 0; row < values.length; row++) all[row] = row;
  all[values.length] = -1;
  return gatherFlat(values, { index: all, length: all.length, hasMissing: true });
}

/** The column as a flat one. */
export function flatten(column: Column): FlatColumn {
  const physical = column.force();
  if (physical.kind === 'flat') return physical;
  if (physical.kind === 'dictionary') {
    return gatherFlat(physical.values, { index: physical.codes, length: physical.length, hasMissing: false });
  }
  return repeat(physical.type, physical.value, physical.length);
}

/** A flat column of `length` equal values. */
export function repeat(type: KqlType, value: Value, length: number): FlatColumn {
  const nulls = value === null ? new Uint8Array(length).fill(1) : undefined;
  switch (type) {
    case 'bool':
      return new FlatColumn(type, new Uint8Array(length).fill(value === true ? 1 : 0), nulls);
    case 'int':
      return new FlatColumn(type, new Int32Array(length).fill((value as number) ?? 0), nulls);
    case 'real':
      return new FlatColumn(type, new Float64Array(length).fill((value as number) ?? 0), nulls);
    case 'long':
    case 'datetime':
    case 'timespan':
      if (typeof value === 'bigint') return new FlatColumn(type, new BigInt64Array(length).fill(value));
      return new FlatColumn(type, new Float64Array(length).fill((value as number) ?? 0), nulls);
    default:
      return new FlatColumn(
        type,
        new Array(length).fill(value ?? (type === 'string' ? '' : null)) as ColumnData,
        type === 'string' ? undefined : nulls,
      );
  }
}
