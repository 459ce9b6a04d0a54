/** `mv-expand` and `mv-apply`. */
import { indexOfColumn } from '../evaluate.ts';
import { textOf } from '../text.ts';
import type { ExpandedColumn, Operator } from '../tree.ts';
import { isBag, isList, isMoment, type ReferenceColumn, type ReferenceTable, type Row, type Type, type Value } from '../values.ts';

/** The elements of a value: none of an empty array, and of what is no container itself. */
function elementsOf(value: Value, kind?: 'array'): readonly Value[] {
  if (isList(value)) return value;
  if (isBag(value) && kind === 'array') return [...value];
  return isBag(value) && value.size > 0 ? [...value].map(([name, item]) => new Map([[name, item]])) : isBag(value) ? [] : [value];
}

/** An element as `to typeof(…)` has it. */
function converted(value: Value, type: Type | undefined): Value {
  if (type === undefined) return value;
  if (type === 'string') return textOf(value, 'dynamic');
  if (isMoment(value)) return value.ticks;
  if (type === 'long') return typeof value === 'bigint' ? value : typeof value === 'number' ? BigInt(Math.trunc(value)) : wholeOf(value);
  return null;
}

function wholeOf(value: Value): Value {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return typeof value === 'string' && /^[+-]?\d{1,15}$/.test(value) ? BigInt(value) : null;
}

export function interpretExpand(table: ReferenceTable, { columns, kind, index }: Extract<Operator, { op: 'mv-expand' }>): ReferenceTable {
  const indexes = columns.map(({ name }) => indexOfColumn(table.columns, name));
  const rows = table.rows.flatMap((row) => {
    const lists = indexes.map((each) => elementsOf(row[each], kind));
    return Array.from({ length: Math.max(...lists.map((list) => list.length)) }, (_none, position) => {
      const expanded = row.map((value, each) =>
        indexes.includes(each) ? elementAt(lists, indexes.indexOf(each), position, columns) : value,
      );
      return index === undefined ? expanded : [...expanded, BigInt(position)];
    });
  });
  const typed = table.columns.map(
    (column): ReferenceColumn => ({ name: column.name, type: columns.find(({ name }) => name === column.name)?.type ?? column.type }),
  );
  return { columns: index === undefined ? typed : [...typed, { name: index, type: 'long' }], rows };
}

function elementAt(lists: readonly (readonly Value[])[], which: number, position: number, columns: readonly ExpandedColumn[]): Value {
  return converted(lists[which][position] ?? null, columns[which].type);
}

type RunSteps = (input: ReferenceTable, steps: readonly Operator[]) => ReferenceTable;

/** The steps over the elements of each row, its own columns before what comes out. */
export function interpretApply(
  table: ReferenceTable,
  { column, element, steps }: Extract<Operator, { op: 'mv-apply' }>,
  run: RunSteps,
): ReferenceTable {
  const elementColumn: ReferenceColumn = { name: element, type: column.type ?? 'dynamic' };
  const index = indexOfColumn(table.columns, column.name);
  const apply = (row: Row): ReferenceTable =>
    run({ columns: [elementColumn], rows: elementsOf(row[index]).map((value) => [converted(value, column.type)]) }, steps);
  const made = run({ columns: [elementColumn], rows: [] }, steps).columns;
  return { columns: [...table.columns, ...made], rows: table.rows.flatMap((row) => apply(row).rows.map((result) => [...row, ...result])) };
}
