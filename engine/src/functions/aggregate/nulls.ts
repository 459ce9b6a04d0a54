import type { PhysicalColumn } from '../../table/column.ts';

/** A test whether a row of the column is null; undefined where none is. */
export function isNullAt(column: PhysicalColumn): ((row: number) => boolean) | undefined {
  switch (column.kind) {
    case 'constant':
      return column.value === null ? () => true : undefined;
    case 'flat': {
      if (column.type === 'dynamic') return (row) => column.get(row) === null;
      const nulls = column.nulls;
      return nulls && ((row) => nulls[row] === 1);
    }
    case 'dictionary': {
      const { codes, values } = column;
      const inner = isNullAt(values);
      return inner && ((row) => inner(codes[row]));
    }
  }
}
