/**
 * `dcount_intersect`: for each row how many values the first set has, how many the first two share, the first three, and so on; the sets are
 * states of `hll` (https://learn.microsoft.com/kusto/query/dcount-intersect-plugin). Exact, where Kusto estimates.
 */
import type { ColumnSchema } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { sketchOf } from '../functions/sketch.ts';
import { invalid, unsupported } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import type { PhysicalColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Dynamic } from '../values/dynamic.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';

const most = 16;

export const dcountIntersect: Plugin = {
  name: 'dcount_intersect',
  parameters: ['hll…'],
  plan(call): PlannedPlugin {
    const given = call.all('hll');
    if (given.length < 2 || given.length > most) throw invalid(`\`dcount_intersect\` takes 2 to ${most} sets`, call.span);
    const exprs = given.map((argument) => {
      const expr = call.expressionOf(argument);
      if (expr.type !== 'dynamic') throw invalid(`\`dcount_intersect\` takes states of \`hll\`, not a ${expr.type}`, argument.span);
      return expr;
    });
    const counts = given.map((_, position): ColumnSchema => ({ name: `s${position}`, type: 'long' }));
    const names = new Set(call.input.columns.map(({ name }) => name));
    const taken = counts.find(({ name }) => names.has(name));
    if (taken) throw unsupported(`\`dcount_intersect\` of rows that have a column \`${taken.name}\``, call.span);
    const columns = [...call.input.columns, ...counts];
    call.note('`dcount_intersect` counts exactly here; the service estimates');
    return { columns, exprs, run: (input, sets, _others, run) => withCounts(input, sets, columns, run) };
  },
};

function withCounts(input: Table, sets: readonly PhysicalColumn[], columns: readonly ColumnSchema[], run: Execution): Table {
  const counts = sets.map((): number[] => []);
  for (let row = 0; row < input.rowCount; row++) {
    run.guard.checkpoint();
    sharedCounts(sets.map((set) => set.get(row) as Dynamic)).forEach((count, position) => {
      counts[position].push(count);
    });
  }
  return input.withColumns(columns, [...input.columns, ...counts.map((each) => columnOf('long', each))]);
}

function sharedCounts(states: readonly Dynamic[]): number[] {
  const [first, ...others] = states.map((state) => sketchOf('hll', state, dcountIntersect.name));
  if (others.some(({ type }) => type !== first.type)) throw unsupported('`dcount_intersect` over values of different types');
  let shared = [...first.keys];
  return [
    shared.length,
    ...others.map(({ keys }) => {
      shared = shared.filter((key) => keys.has(key));
      return shared.length;
    }),
  ];
}
