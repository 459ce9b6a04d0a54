/** Collects the rows of a log: a sink for each column, rows that cannot be read counted with their reason. */
import type { ColumnSchema, ScalarType, TableSchema } from '@rulesmith/kql';
import type { Column } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { type CellSink, type ColumnPart, InferringSink, sinkFor } from './cellSink.ts';

export interface SkippedRow {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly reason: string;
}

/** The rows of one part of a log, as plain data that can be handed to another thread. */
export interface RowsPart {
  readonly rowCount: number;
  readonly columns: readonly (readonly [string, ColumnPart])[];
  /** Their lines count from the beginning of the part. */
  readonly skipped: readonly SkippedRow[];
  readonly skippedCount: number;
  readonly unknownColumns: readonly string[];
}

/** How many of the rows that could not be read are kept with their reason. */
const mostSkippedKept = 20;

export class RowCollector {
  readonly skipped: SkippedRow[] = [];
  skippedCount = 0;
  rowCount = 0;
  readonly #schema: ReadonlyMap<string, ColumnSchema>;
  readonly #open: boolean;
  readonly #wanted: ReadonlySet<string> | undefined;
  readonly #sinks = new Map<string, (CellSink & { readonly misfits: number }) | undefined>();
  /** Columns of the log that the table does not have. */
  readonly unknownColumns = new Set<string>();

  /** `schema`: the declared columns; undefined to infer them all. `wanted`: the columns to read; undefined for all. */
  constructor(schema: TableSchema | undefined, wanted: ReadonlySet<string> | undefined) {
    this.#schema = new Map(schema?.columns.map((column) => [column.name, column]));
    this.#open = schema === undefined || schema.open === true;
    this.#wanted = wanted;
  }

  /** The sink of column `name`; undefined for a column that is not read. */
  sink(name: string): CellSink | undefined {
    if (this.#sinks.has(name)) return this.#sinks.get(name);
    const sink = this.#newSink(name);
    if (sink) for (let row = 0; row < this.rowCount; row++) sink.missing();
    this.#sinks.set(name, sink);
    return sink;
  }

  #newSink(name: string) {
    const declared = this.#schema.get(name);
    if (!declared && !this.#open) {
      this.unknownColumns.add(name);
      return undefined;
    }
    if (this.#wanted && !this.#wanted.has(name)) return undefined;
    return declared && declared.type !== 'unknown' ? sinkFor(declared.type as ScalarType) : new InferringSink();
  }

  /** Ends a row: columns that got no cell in it get an empty one. */
  endRow(): void {
    this.rowCount++;
    for (const sink of this.#sinks.values()) if (sink && sink.length < this.rowCount) sink.missing();
  }

  /** Counts a row that could not be read. Cells that it gave already are not taken back: readers check a row before they give it. */
  skip(line: number, reason: string): void {
    this.skippedCount++;
    if (this.skipped.length < mostSkippedKept) this.skipped.push({ line, reason });
  }

  /** What was collected, as plain data; nothing may be added after. */
  part(): RowsPart {
    const { rowCount, skipped, skippedCount } = this;
    const columns = [...this.#sinks].flatMap(([name, sink]) => (sink ? [[name, sink.part()] as const] : []));
    return { rowCount, columns, skipped, skippedCount, unknownColumns: [...this.unknownColumns] };
  }

  /** Adds the rows of a part that was collected elsewhere for the same columns; `lines` lines of the log stand before it. */
  absorb(part: RowsPart, lines: number): void {
    for (const [name, column] of part.columns) this.sink(name)?.absorb(column);
    this.rowCount += part.rowCount;
    for (const sink of this.#sinks.values()) while (sink && sink.length < this.rowCount) sink.missing();
    for (const name of part.unknownColumns) this.unknownColumns.add(name);
    this.skippedCount += part.skippedCount;
    const kept = part.skipped.slice(0, mostSkippedKept - this.skipped.length);
    this.skipped.push(...kept.map(({ line, reason }) => ({ line: line + lines, reason })));
  }

  /** The table, and for each column whose cells did not all fit its type how many did not. */
  finish(): { table: Table; misfits: { column: string; type: ScalarType; count: number }[] } {
    const schema: ColumnSchema[] = [];
    const columns: Column[] = [];
    const misfits: { column: string; type: ScalarType; count: number }[] = [];
    for (const [name, sink] of this.#sinks) {
      if (!sink) continue;
      const column = sink.finish();
      schema.push({ name, type: column.type });
      columns.push(column);
      if (sink.misfits > 0) misfits.push({ column: name, type: column.type as ScalarType, count: sink.misfits });
    }
    return { table: new Table(schema, columns, this.rowCount), misfits };
  }
}
