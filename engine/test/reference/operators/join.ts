/** Operators with two inputs. A null key matches a null key. */
import { indexOfColumn } from '../evaluate.ts';
import type { JoinKey, Operator } from '../tree.ts';
import { keyOf, missing, type ReferenceColumn, type ReferenceTable, type Row } from '../values.ts';

/** The columns of both sides; a name that is taken gets a number. */
function joinedColumns(left: readonly ReferenceColumn[], right: readonly ReferenceColumn[]): ReferenceColumn[] {
  const all = [...left];
  for (const column of right) {
    let name = column.name;
    for (let number = 1; all.some((each) => each.name === name); number++) name = `${column.name}${number}`;
    all.push({ ...column, name });
  }
  return all;
}

function keysOf(table: ReferenceTable, names: readonly string[]): string[] {
  const indexes = names.map((name) => indexOfColumn(table.columns, name));
  return table.rows.map((row) => keyOf(indexes.map((index) => row[index])));
}

function nothing({ columns }: ReferenceTable): Row {
  return columns.map((column) => missing(column.type));
}

export function interpretJoin(
  left: ReferenceTable,
  right: ReferenceTable,
  { kind, on }: Extract<Operator, { op: 'join' }>,
): ReferenceTable {
  const leftKeys = keysOf(
    left,
    on.map((key) => key.left),
  );
  const rightKeys = keysOf(
    right,
    on.map((key) => key.right),
  );
  const inLeft = left.rows.filter((_row, index) => rightKeys.includes(leftKeys[index]) === (kind === 'leftsemi'));
  const inRight = right.rows.filter((_row, index) => leftKeys.includes(rightKeys[index]) === (kind === 'rightsemi'));
  if (kind === 'leftsemi' || kind === 'leftanti') return { columns: left.columns, rows: inLeft };
  if (kind === 'rightsemi' || kind === 'rightanti') return { columns: right.columns, rows: inRight };
  const isUsed = (index: number) => kind !== 'innerunique' || leftKeys.indexOf(leftKeys[index]) === index;
  const pairs = left.rows.flatMap((row, index) =>
    isUsed(index) ? right.rows.filter((_other, other) => rightKeys[other] === leftKeys[index]).map((other) => [...row, ...other]) : [],
  );
  const onlyLeft = kind === 'leftouter' || kind === 'fullouter' ? inLeft.map((row) => [...row, ...nothing(right)]) : [];
  const onlyRight = kind === 'rightouter' || kind === 'fullouter' ? inRight.map((row) => [...nothing(left), ...row]) : [];
  return { columns: joinedColumns(left.columns, right.columns), rows: [...pairs, ...onlyLeft, ...onlyRight] };
}

/** As a join, but the keys of the right side are left out. */
export function interpretLookup(
  left: ReferenceTable,
  right: ReferenceTable,
  step: { readonly kind: 'leftouter' | 'inner'; readonly on: readonly JoinKey[] },
): ReferenceTable {
  const joined = interpretJoin(left, right, { op: 'join', kind: step.kind, on: step.on, right: { table: '', steps: [] } });
  const dropped = step.on.map((key) => left.columns.length + indexOfColumn(right.columns, key.right));
  const rest = right.columns.filter((column) => !step.on.some((key) => key.right === column.name));
  return {
    columns: joinedColumns(left.columns, rest),
    rows: joined.rows.map((row) => row.filter((_value, index) => !dropped.includes(index))),
  };
}

/** All rows of both; columns are the same by name and type. */
export function interpretUnion(left: ReferenceTable, right: ReferenceTable, kind: 'inner' | 'outer'): ReferenceTable {
  const isIn = (columns: readonly ReferenceColumn[], wanted: ReferenceColumn) => columns.some((each) => each.name === wanted.name);
  const columns =
    kind === 'inner'
      ? left.columns.filter((column) => isIn(right.columns, column))
      : [...left.columns, ...right.columns.filter((column) => !isIn(left.columns, column))];
  const aligned = (table: ReferenceTable) =>
    table.rows.map((row) =>
      columns.map((column) => (isIn(table.columns, column) ? row[indexOfColumn(table.columns, column.name)] : missing(column.type))),
    );
  return { columns, rows: [...aligned(left), ...aligned(right)] };
}
