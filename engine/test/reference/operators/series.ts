/** `make-series`. */
import { evaluate, indexOfColumn } from '../evaluate.ts';
import type { MakeSeries } from '../tree.ts';
import { floorDivide, keyOf, type ReferenceTable, type Row, toDynamic, type Value } from '../values.ts';

export function interpretSeries(table: ReferenceTable, series: MakeSeries): ReferenceTable {
  const { aggregates, axis, from, to, step, by } = series;
  const axisIndex = indexOfColumn(table.columns, axis.name);
  const bins = Array.from({ length: Number((to - from + step - 1n) / step) }, (_none, index) => from + BigInt(index) * step);
  const groups = new Map<string, { key: Row; rows: Row[] }>();
  for (const row of table.rows) {
    const at = row[axisIndex] as bigint | null;
    if (at === null || at < from || at >= to) continue;
    const key = by.map((name) => row[indexOfColumn(table.columns, name)]);
    const group = groups.get(keyOf(key)) ?? { key, rows: [] };
    groups.set(keyOf(key), group);
    group.rows.push(row);
  }
  const valuesOf = (rows: readonly Row[], aggregate: MakeSeries['aggregates'][number]): Value =>
    bins.map((bin) => {
      const members = rows.filter((row) => floorDivide((row[axisIndex] as bigint) - from, step) * step + from === bin);
      if (members.length === 0) return aggregate.default ?? 0n;
      return aggregate.function.compute(members.map((row) => aggregate.args.map((arg) => evaluate(arg, table.columns, row))));
    });
  const axisValues = bins.map((bin) => toDynamic(bin, axis.type));
  return {
    columns: [
      ...by.map((name) => table.columns[indexOfColumn(table.columns, name)]),
      ...aggregates.map(({ name }) => ({ name, type: 'dynamic' as const })),
      { name: axis.name, type: 'dynamic' },
    ],
    rows: [...groups.values()].map(({ key, rows }) => [...key, ...aggregates.map((aggregate) => valuesOf(rows, aggregate)), axisValues]),
  };
}
