import type { ColumnSchema } from '@rulesmith/kql';
import type { Column } from './column.ts';
import { selectColumn } from './deferred.ts';
import type { Selection } from './selection.ts';

/** Where the rows of a table came from, to trace a result row back to the rows behind it. */
export type Origin =
  /** Row `i` is row `selection.index[i]` of `input` (-1: none). */
  | { readonly kind: 'select'; readonly input: Table; readonly selection: Selection }
  /** Row `i` is row `i` of `input`. */
  | { readonly kind: 'same'; readonly input: Table }
  /** Row `i` stands for all rows of `input` whose `groupOf` is `i`. */
  | { readonly kind: 'group'; readonly input: Table; readonly groupOf: Int32Array }
  /** Row `i` joins a row of each side. */
  | { readonly kind: 'join'; readonly left: Table; readonly right: Table; readonly leftRows: Int32Array; readonly rightRows: Int32Array }
  /** Row `i` was made of the rows `rowsOf(i)` of each table. */
  | { readonly kind: 'parts'; readonly parts: readonly { readonly table: Table; readonly rowsOf: (row: number) => Iterable<number> }[] }
  /** The inputs one after the other. */
  | { readonly kind: 'concat'; readonly inputs: readonly Table[] }
  /** The rows of the sample `name`. */
  | { readonly kind: 'source'; readonly name: string };

/** Columns of one length with names. Immutable: operators derive new tables that share columns. */
export class Table {
  readonly schema: readonly ColumnSchema[];
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** Undefined for rows that no sample row stands behind (`datatable`, `range`, `print`). */
  readonly origin: Origin | undefined;
  readonly #positions: ReadonlyMap<string, number>;

  constructor(schema: readonly ColumnSchema[], columns: readonly Column[], rowCount: number, origin?: Origin) {
    this.schema = schema;
    this.columns = columns;
    this.rowCount = rowCount;
    this.origin = origin;
    this.#positions = new Map(schema.map((column, position) => [column.name, position]));
  }

  /** The column `name`; undefined where there is none. */
  column(name: string): Column | undefined {
    const position = this.#positions.get(name);
    return position === undefined ? undefined : this.columns[position];
  }

  /** The column `name`, which the planner has made sure of. */
  needColumn(name: string): Column {
    const column = this.column(name);
    if (!column) throw new Error(`no column ${name} among ${this.schema.map((item) => item.name).join(', ')}`);
    return column;
  }

  /** The selected rows. */
  select(selection: Selection): Table {
    return new Table(
      this.schema,
      this.columns.map((column) => selectColumn(column, selection)),
      selection.length,
      { kind: 'select', input: this, selection },
    );
  }

  /** The same rows with other columns. */
  withColumns(schema: readonly ColumnSchema[], columns: readonly Column[]): Table {
    return new Table(schema, columns, this.rowCount, { kind: 'same', input: this });
  }
}
