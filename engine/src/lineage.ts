/** From rows of a result back to the rows of the samples behind them. Nothing is recorded for it during a run but which rows each operator took. */
import type { Origin, Table } from './table/table.ts';

/** Rows of one sample. */
export interface SourceRows {
  /** The table (or function) as the query names it. */
  readonly name: string;
  /** The rows as the query read them: those that the `TableSource` gave. */
  readonly table: Table;
  /** Row numbers in `table`, ascending, each once. */
  readonly rows: readonly number[];
}

/**
 * The sample rows that rows `rows` of `table` came from, by sample, in the order in which they are met. A row of a group came from all rows of
 * the group, a row of a join from one of each side. Rows that the query makes itself (`datatable`, `range`, `print`) have none.
 */
export function rowsBehind(table: Table, rows: Iterable<number>): readonly SourceRows[] {
  const sources = new Map<string, { table: Table; rows: Set<number> }>();
  const pending: Step[] = [{ table, rows: [...rows] }];
  for (let step = pending.pop(); step; step = pending.pop()) {
    const { origin } = step.table;
    if (origin?.kind === 'source') {
      const known = sources.get(origin.name) ?? { table: step.table, rows: new Set<number>() };
      sources.set(origin.name, known);
      for (const row of step.rows) known.rows.add(row);
    } else if (origin) pending.push(...stepsOf(origin, step.rows).filter((next) => next.rows.length > 0));
  }
  return Array.from(sources, ([name, known]) => ({ name, table: known.table, rows: [...known.rows].sort((a, b) => a - b) }));
}

interface Step {
  readonly table: Table;
  readonly rows: readonly number[];
}

function stepsOf(origin: Exclude<Origin, { kind: 'source' }>, rows: readonly number[]): Step[] {
  switch (origin.kind) {
    case 'same':
      return [{ table: origin.input, rows }];
    case 'select':
      return [{ table: origin.input, rows: picked(origin.selection.index, rows) }];
    case 'group':
      return [{ table: origin.input, rows: members(origin.groupOf, rows) }];
    case 'join':
      return [
        { table: origin.left, rows: picked(origin.leftRows, rows) },
        { table: origin.right, rows: picked(origin.rightRows, rows) },
      ];
    case 'parts':
      return origin.parts.map(({ table, rowsOf }) => ({ table, rows: [...new Set(rows.flatMap((row) => [...rowsOf(row)]))] }));
    case 'concat':
      return concatenated(origin.inputs, rows);
  }
}

/** The rows that `index` names for `rows`, each once; -1 stands for none. */
function picked(index: Int32Array, rows: readonly number[]): number[] {
  const found = new Set<number>();
  for (const row of rows) if (index[row] >= 0) found.add(index[row]);
  return [...found];
}

function members(groupOf: Int32Array, groups: readonly number[]): number[] {
  const wanted = new Set(groups);
  const found: number[] = [];
  for (let row = 0; row < groupOf.length; row++) if (wanted.has(groupOf[row])) found.push(row);
  return found;
}

function concatenated(inputs: readonly Table[], rows: readonly number[]): Step[] {
  const steps: Step[] = [];
  let first = 0;
  for (const table of inputs) {
    const from = first;
    const end = first + table.rowCount;
    steps.push({ table, rows: rows.filter((row) => row >= from && row < end).map((row) => row - from) });
    first = end;
  }
  return steps;
}
