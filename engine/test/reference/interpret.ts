/** Runs a tree over rows: one step after the other, nothing kept in mind. */
import { indexOfColumn } from './evaluate.ts';
import { interpretApply, interpretExpand } from './operators/expand.ts';
import { interpretJoin, interpretLookup, interpretUnion } from './operators/join.ts';
import { interpretParse } from './operators/parse.ts';
import { interpretDistinct, interpretProject, interpretSort } from './operators/rows.ts';
import { interpretSeries } from './operators/series.ts';
import { interpretArg, interpretSummarize } from './operators/summarize.ts';
import { interpretSerialize } from './operators/windows.ts';
import type { Operator, Query } from './tree.ts';
import { keyOf, type ReferenceTable } from './values.ts';

export type ReferenceTables = Readonly<Record<string, ReferenceTable>>;

export function interpret(query: Query, tables: ReferenceTables): ReferenceTable {
  const known = query.base === undefined ? tables : { ...tables, Base: interpret(query.base, tables) };
  return interpretSteps(known[query.table], query.steps, known);
}

export function interpretSteps(input: ReferenceTable, steps: readonly Operator[], tables: ReferenceTables): ReferenceTable {
  return steps.reduce((table, step) => interpretStep(table, step, tables), input);
}

function interpretStep(table: ReferenceTable, step: Operator, tables: ReferenceTables): ReferenceTable {
  switch (step.op) {
    case 'where':
    case 'extend':
    case 'project':
    case 'project-away':
    case 'project-keep':
    case 'project-reorder':
    case 'project-rename':
      return interpretProject(table, step);
    case 'where-in': {
      const found = new Set(interpret(step.right, tables).rows.map(([value]) => keyOf(value)));
      const index = indexOfColumn(table.columns, step.column);
      return { columns: table.columns, rows: table.rows.filter((row) => found.has(keyOf(row[index])) !== step.isNegated) };
    }
    case 'summarize':
      return interpretSummarize(table, step);
    case 'arg':
      return interpretArg(table, step);
    case 'distinct':
      return interpretDistinct(table, step.names);
    case 'count':
      return { columns: [{ name: 'Count', type: 'long' }], rows: [[BigInt(table.rows.length)]] };
    case 'sort':
      return interpretSort(table, step);
    case 'serialize':
      return interpretSerialize(table, step.columns);
    case 'union':
      return interpretUnion(table, interpret(step.right, tables), step.kind);
    case 'join':
      return interpretJoin(table, interpret(step.right, tables), step);
    case 'lookup':
      return interpretLookup(table, interpret(step.right, tables), step);
    case 'mv-expand':
      return interpretExpand(table, step);
    case 'mv-apply':
      return interpretApply(table, step, (input, steps) => interpretSteps(input, steps, tables));
    case 'make-series':
      return interpretSeries(table, step.series);
    case 'parse':
    case 'parse-where':
      return interpretParse(table, step);
  }
}
