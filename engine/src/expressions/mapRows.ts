/** Runs the kernel of a function over the rows of its arguments. */
import type { KqlType } from '@rulesmith/kql';
import type { Kernel } from '../functions/scalarFunction.ts';
import { ColumnBuilder } from '../table/builder.ts';
import { ConstantColumn, type FlatColumn, flatten, type PhysicalColumn } from '../table/column.ts';
import { toLong } from '../values/long.ts';
import type { Value } from '../values/value.ts';

interface Argument {
  readonly values: ArrayLike<unknown>;
  readonly nulls: Uint8Array | undefined;
}

/** How many rows are computed between two looks at the cancellation. */
const checkpointRows = 16_384;

/** One result a row. With `propagate`, a row with a null argument is null and the kernel is not called for it. */
export function mapRows(
  kernel: Kernel,
  args: readonly PhysicalColumn[],
  type: KqlType,
  rowCount: number,
  nulls: 'propagate' | 'kernel',
  checkpoint: () => void,
): PhysicalColumn {
  if (args.length > 0 && args.every((arg) => arg.kind === 'constant')) return constantResult(kernel, args, type, rowCount, nulls);
  const propagate = nulls === 'propagate';
  if (propagate && args.some((arg) => arg.kind === 'constant' && arg.value === null))
    return new ConstantColumn(type, nullOf(type), rowCount);
  const prepared = args.map(argumentOf);
  const builder = new ColumnBuilder(type, rowCount);
  const compute = rowFunction(kernel, prepared);
  const skipped = combinedNulls(prepared, rowCount);
  for (let start = 0; start < rowCount; start += checkpointRows) {
    checkpoint();
    const end = Math.min(rowCount, start + checkpointRows);
    if (propagate && skipped) {
      for (let row = start; row < end; row++) builder.set(row, skipped[row] === 1 ? null : compute(row));
    } else {
      for (let row = start; row < end; row++) builder.set(row, compute(row));
    }
  }
  return builder.finish();
}

function nullOf(type: KqlType): Value {
  return type === 'string' ? '' : null;
}

function constantResult(
  kernel: Kernel,
  args: readonly PhysicalColumn[],
  type: KqlType,
  rowCount: number,
  nulls: 'propagate' | 'kernel',
): ConstantColumn {
  const values = args.map((arg) => (arg as ConstantColumn).value);
  const value = nulls === 'propagate' && values.includes(null) ? null : kernel(...values);
  return new ConstantColumn(type, value ?? nullOf(type), rowCount);
}

/** The values of an argument as an array that the kernel's types fit. */
function argumentOf(column: PhysicalColumn): Argument {
  if (column.kind === 'constant') return { values: { length: column.length, 0: column.value }, nulls: undefined };
  const flat = flatten(column);
  return { values: plainValues(flat), nulls: flat.nulls };
}

function plainValues(column: FlatColumn): ArrayLike<unknown> {
  if (column.type === 'bool') return Array.from(column.data as Uint8Array, (flag) => flag === 1);
  if (column.data instanceof BigInt64Array) return Array.from(column.data, toLong);
  return column.data;
}

/** A function of the row number, without an array of arguments for the usual arities. A null reaches the kernel as null. */
function rowFunction(kernel: Kernel, args: readonly Argument[]): (row: number) => Value {
  const read = args.map(reader);
  switch (read.length) {
    case 0:
      return () => kernel();
    case 1:
      return (row) => kernel(read[0](row));
    case 2:
      return (row) => kernel(read[0](row), read[1](row));
    case 3:
      return (row) => kernel(read[0](row), read[1](row), read[2](row));
    default:
      return (row) => kernel(...read.map((item) => item(row)));
  }
}

function reader(argument: Argument): (row: number) => unknown {
  const { values, nulls } = argument;
  if (isConstant(values)) return () => values[0];
  return nulls ? (row) => (nulls[row] === 1 ? null : values[row]) : (row) => values[row];
}

function isConstant(values: ArrayLike<unknown>): boolean {
  return !Array.isArray(values) && !ArrayBuffer.isView(values);
}

/** Flags of the rows in which any argument is null; undefined where none is. */
function combinedNulls(args: readonly Argument[], rowCount: number): Uint8Array | undefined {
  const masks = args.flatMap((arg) => arg.nulls ?? []);
  if (masks.length <= 1) return masks[0];
  const combined = new Uint8Array(rowCount);
  for (const mask of masks) for (let row = 0; row < rowCount; row++) combined[row] |= mask[row];
  return combined;
}
