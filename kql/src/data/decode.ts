/**
 * Reads the generated files: a pool of distinct columns, one `name type` a line, and tables as lines of base-36 indexes into it.
 * Nothing is decoded before it is asked for: a table's columns are built at the first look at them.
 */
import type { ColumnSchema } from '../schema.ts';
import type { ScalarType } from '../types.ts';
import { describeColumn } from './columnDescriptions.ts';
import { columnPool } from './columnPool.generated.ts';

/** A generated table or schema whose columns are still indexes. */
export interface EncodedColumns {
  readonly name: string;
  readonly indexes: string;
}

/** The lines of a generated text; the newlines at its ends do not count. */
export function linesOf(text: string): string[] {
  return text.slice(1, -1).split('\n');
}

/** Splits the lines of a generated file into names and still encoded columns. */
export function encodedColumns(text: string): EncodedColumns[] {
  return linesOf(text).map((line) => {
    const end = line.indexOf(' ');
    return { name: line.slice(0, end), indexes: line.slice(end + 1) };
  });
}

/** The columns of an encoded table, with what is known about them under the name of the table (or ASIM schema). */
export function decodeColumns(encoded: EncodedColumns): readonly ColumnSchema[] {
  return encoded.indexes.split(' ').map((index) => {
    const column = pooledColumn(Number.parseInt(index, 36));
    const description = describeColumn(encoded.name, column.name);
    return description === undefined ? column : { ...column, description };
  });
}

let pool: (ColumnSchema | string)[] | undefined;

function pooledColumn(index: number): ColumnSchema {
  pool ??= linesOf(columnPool);
  const entry = pool[index];
  if (entry === undefined) throw new Error(`generated data refer to column ${index}, which the pool lacks: run \`npm run generate\``);
  if (typeof entry !== 'string') return entry;
  const end = entry.indexOf(' ');
  const column: ColumnSchema = Object.freeze({ name: entry.slice(0, end), type: entry.slice(end + 1) as ScalarType });
  pool[index] = column;
  return column;
}
