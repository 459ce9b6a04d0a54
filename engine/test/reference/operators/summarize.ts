/** `summarize`. */
import { evaluate, indexOfColumn } from '../evaluate.ts';
import type { Named, Operator } from '../tree.ts';
import { compareValues, keyOf, missing, type ReferenceTable, type Row, type Value } from '../values.ts';

interface Group {
  readonly key: Row;
  readonly rows: readonly Row[];
}

/** Without keys there is one group, of no row if need be. */
function groupsOf({ columns, rows }: ReferenceTable, by: readonly Named[]): Group[] {
  if (by.length === 0) return [{ key: [], rows }];
  const groups = new Map<string, { key: Row; rows: Row[] }>();
  for (const row of rows) {
    const key = by.map(({ expr }) => evaluate(expr, columns, row));
    const group = groups.get(keyOf(key)) ?? { key, rows: [] };
    groups.set(keyOf(key), group);
    group.rows.push(row);
  }
  return [...groups.values()];
}

export function interpretSummarize(table: ReferenceTable, { aggregates, by }: Extract<Operator, { op: 'summarize' }>): ReferenceTable {
  const rows = groupsOf(table, by).map(({ key, rows: members }) => [
    ...key,
    ...aggregates.map((aggregate) =>
      aggregate.function.compute(members.map((row) => aggregate.args.map((arg) => evaluate(arg, table.columns, row)))),
    ),
  ]);
  const keys = by.map(({ name, expr }) => ({ name, type: expr.type }));
  return { columns: [...keys, ...aggregates.map((aggregate) => ({ name: aggregate.name, type: aggregate.function.returns }))], rows };
}

/** `arg_max` and `arg_min`: the row that has the extreme; a row with null there where the group has no other. */
export function interpretArg(table: ReferenceTable, { kind, key, names, by }: Extract<Operator, { op: 'arg' }>): ReferenceTable {
  const all = [key, ...names];
  const indexes = all.map((name) => indexOfColumn(table.columns, name));
  const types = indexes.map((index) => table.columns[index]);
  const rows = groupsOf(table, by).map((group) => [
    ...group.key,
    ...bestRow(
      group.rows,
      indexes,
      kind,
      types.map(({ type }) => missing(type)),
    ),
  ]);
  return { columns: [...by.map(({ name, expr }) => ({ name, type: expr.type })), ...types], rows };
}

function bestRow(rows: readonly Row[], indexes: readonly number[], kind: 'arg_max' | 'arg_min', none: Row): readonly Value[] {
  const sign = kind === 'arg_max' ? 1 : -1;
  const present = rows.filter((row) => row[indexes[0]] !== null);
  const candidates = present.length === 0 ? rows : present;
  if (candidates.length === 0) return none;
  const best = candidates.reduce((so, row) => (present.length > 0 && compareValues(row[indexes[0]], so[indexes[0]]) * sign > 0 ? row : so));
  return indexes.map((index) => best[index]);
}
