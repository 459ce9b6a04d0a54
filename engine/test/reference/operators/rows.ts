/** Operators that take each row by itself, and those that order rows. */
import { evaluate, indexOfColumn } from '../evaluate.ts';
import type { Named, Operator, SortKey } from '../tree.ts';
import { compareValues, keyOf, type ReferenceColumn, type ReferenceTable, type Row, type Value } from '../values.ts';

type Projecting = Extract<
  Operator,
  { op: 'where' | 'extend' | 'project' | 'project-away' | 'project-keep' | 'project-reorder' | 'project-rename' }
>;

export function interpretProject(table: ReferenceTable, step: Projecting): ReferenceTable {
  const { columns, rows } = table;
  const names = columns.map((column) => column.name);
  switch (step.op) {
    case 'where':
      return { columns, rows: rows.filter((row) => evaluate(step.condition, columns, row) === true) };
    case 'extend':
      return extended(table, step.columns);
    case 'project':
      return {
        columns: step.columns.map(({ name, expr }) => ({ name, type: expr.type })),
        rows: rows.map((row) => step.columns.map(({ expr }) => evaluate(expr, columns, row))),
      };
    case 'project-away':
      return kept(
        table,
        names.filter((name) => !step.names.includes(name)),
      );
    case 'project-keep':
      return kept(
        table,
        names.filter((name) => step.names.includes(name)),
      );
    case 'project-reorder':
      return kept(table, [...step.names, ...names.filter((name) => !step.names.includes(name))]);
    case 'project-rename':
      return {
        columns: columns.map((column) => ({ ...column, name: step.renames.find(({ from }) => from === column.name)?.to ?? column.name })),
        rows,
      };
  }
}

/** A column of a known name is replaced where it stands; all expressions see the row as it came. */
function extended({ columns, rows }: ReferenceTable, added: readonly Named[]): ReferenceTable {
  const all = columns.map(
    (column): ReferenceColumn => ({ name: column.name, type: added.find(({ name }) => name === column.name)?.expr.type ?? column.type }),
  );
  for (const { name, expr } of added) if (!all.some((column) => column.name === name)) all.push({ name, type: expr.type });
  const cellOf = (row: Row, column: ReferenceColumn): Value => {
    const made = added.find(({ name }) => name === column.name);
    return made ? evaluate(made.expr, columns, row) : row[indexOfColumn(columns, column.name)];
  };
  return { columns: all, rows: rows.map((row) => all.map((column) => cellOf(row, column))) };
}

export function kept({ columns, rows }: ReferenceTable, names: readonly string[]): ReferenceTable {
  const indexes = names.map((name) => indexOfColumn(columns, name));
  return { columns: indexes.map((index) => columns[index]), rows: rows.map((row) => indexes.map((index) => row[index])) };
}

export function interpretDistinct(table: ReferenceTable, names: readonly string[]): ReferenceTable {
  const { columns, rows } = kept(table, names);
  return { columns, rows: [...new Map(rows.map((row) => [keyOf(row), row])).values()] };
}

export function interpretSort({ columns, rows }: ReferenceTable, step: Extract<Operator, { op: 'sort' }>): ReferenceTable {
  const sorted = rows.toSorted((left, right) => {
    for (const key of step.keys) {
      const index = indexOfColumn(columns, key.column.name);
      const order = compareKey(left[index], right[index], key);
      if (order !== 0) return order;
    }
    return 0;
  });
  return { columns, rows: sorted.slice(0, step.take) };
}

/** Null and NaN stand together at one end, null outermost. */
function compareKey(left: Value, right: Value, { isDescending, nullsFirst = !isDescending }: SortKey): number {
  const rank = (value: Value) => (value === null ? 2 : Number.isNaN(value) ? 1 : 0);
  const ranks = rank(left) - rank(right);
  if (ranks !== 0) return nullsFirst ? -ranks : ranks;
  return rank(left) > 0 ? 0 : compareValues(left, right) * (isDescending ? -1 : 1);
}
