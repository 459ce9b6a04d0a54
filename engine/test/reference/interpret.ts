/** Runs a tree over rows: one step after the other, nothing kept in mind. */
import { interpretApply, interpretExpand } from './operators/expand.ts';
import { interpretJoin, interpretLookup, interpretUnion } from './operators/join.ts';
import { interpretParse } from './operators/parse.ts';
import { interpretDistinct, interpretProject, interpretSort } from './operators/rows.ts';
import { interpretSeries } from './operators/series.ts';
import { interpretArg, interpretSummarize } from './operators/summarize.ts';
import { interpretSerialize } from './operators/windows.ts';
import type { Operator, Query } from './tree.ts';
import type { ReferenceTable } from './values.ts';

export type ReferenceTables = Readonly<Record<string, ReferenceTable>>;

export function interpret(query: Query, tables: ReferenceTables): ReferenceTable {
  return interpretSteps(tables[query.table], query.steps, tables);
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
