/** Makes columns from single values. */
import type { KqlType } from '@rulesmith/kql';
import type { DecimalValue } from '../values/decimal.ts';
import type { Dynamic } from '../values/dynamic.ts';
import type { Value } from '../values/value.ts';
import { type ColumnData, FlatColumn } from './column.ts';

/** A column of `values`, which are of the type already (see `Value`). */
export function columnOf(type: KqlType, values: readonly Value[]): FlatColumn {
  const builder = new ColumnBuilder(type, values.length);
  for (let row = 0; row < values.length; row++) builder.set(row, values[row]);
  return builder.finish();
}

/** Collects the values of a column of known length, row by row; a row that is never set holds zero, '' or null. */
export class ColumnBuilder {
  readonly type: KqlType;
  readonly #length: number;
  #numbers: Float64Array | Int32Array | Uint8Array | undefined;
  #wide: BigInt64Array | undefined;
  #objects: (string | DecimalValue | Dynamic)[] | undefined;
  #nulls: Uint8Array | undefined;

  constructor(type: KqlType, length: number) {
    this.type = type;
    this.#length = length;
    if (type === 'bool') this.#numbers = new Uint8Array(length);
    else if (type === 'int') this.#numbers = new Int32Array(length);
    else if (type === 'real' || isTicks(type)) this.#numbers = new Float64Array(length);
    else this.#objects = new Array<string | DecimalValue | Dynamic>(length).fill(type === 'string' ? '' : null);
  }

  set(row: number, value: Value): void {
    if (value === null || value === undefined) this.#setNull(row);
    else if (typeof value === 'bigint' && isTicks(this.type)) this.#setWide(row, value);
    else if (this.#wide) this.#wide[row] = BigInt(value as number);
    else if (this.#numbers) this.#numbers[row] = value as number;
    else (this.#objects as unknown[])[row] = value;
  }

  #setNull(row: number): void {
    if (this.type === 'string') return;
    this.#nulls ??= new Uint8Array(this.#length);
    this.#nulls[row] = 1;
  }

  #setWide(row: number, value: bigint): void {
    if (!this.#wide) {
      this.#wide = BigInt64Array.from(this.#numbers as Float64Array, BigInt);
      this.#numbers = undefined;
    }
    this.#wide[row] = value;
  }

  finish(): FlatColumn {
    return new FlatColumn(this.type, (this.#wide ?? this.#numbers ?? this.#objects) as ColumnData, this.#nulls);
  }
}

/** Types whose values are 64-bit integers. */
export function isTicks(type: KqlType): boolean {
  return type === 'long' || type === 'datetime' || type === 'timespan';
}
