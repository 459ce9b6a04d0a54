/** Which file executes which node. */
import type { Execution } from '../execute.ts';
import type { PlanNode } from '../plan/plan.ts';
import type { Table } from '../table/table.ts';
import { executeDistinct } from './distinct.ts';
import { executePlugin } from './evaluate.ts';
import { executeGetSchema } from './getschema.ts';
import { executeGraphComponents } from './graphMarkComponents.ts';
import { executeGraphSearch } from './graphSearch/graphSearch.ts';
import { executeJoin } from './join.ts';
import { executeGraph } from './makeGraph.ts';
import { executeMakeSeries } from './makeSeries.ts';
import { executeMvApply } from './mvApply.ts';
import { executeMvExpand } from './mvExpand.ts';
import { executeParse } from './parse.ts';
import { executeParseKv } from './parseKv.ts';
import { executePartition } from './partition.ts';
import { executeProject } from './project.ts';
import { executeRange } from './range.ts';
import { executeReduce } from './reduce.ts';
import { executeScan } from './scan.ts';
import { executeScanSteps } from './scanSteps.ts';
import { executeSort } from './sort.ts';
import { executeSummarize } from './summarize.ts';
import { executeTake } from './take.ts';
import { executeTopNested } from './topNested.ts';
import { executeUnion } from './union.ts';
import { executeContextTable, executeValues } from './values.ts';
import { executeWhere } from './where.ts';

export function executeNode(node: PlanNode, run: Execution): Table {
  switch (node.op) {
    case 'scan':
      return executeScan(node, run);
    case 'values':
      return executeValues(node);
    case 'context-table':
      return executeContextTable(node, run);
    case 'where':
      return executeWhere(node, run);
    case 'project':
      return executeProject(node, run);
    case 'summarize':
      return executeSummarize(node, run);
    case 'distinct':
      return executeDistinct(node, run);
    case 'sort':
      return executeSort(node, run);
    case 'take':
      return executeTake(node, run);
    case 'serialize':
      return run.table(node.input);
    case 'union':
      return executeUnion(node, run);
    case 'join':
      return executeJoin(node, run);
    case 'mv-expand':
      return executeMvExpand(node, run);
    case 'mv-apply':
      return executeMvApply(node, run);
    case 'parse':
      return executeParse(node, run);
    case 'reduce':
      return executeReduce(node, run);
    case 'parse-kv':
      return executeParseKv(node, run);
    case 'make-series':
      return executeMakeSeries(node, run);
    case 'top-nested':
      return executeTopNested(node, run);
    case 'partition':
      return executePartition(node, run);
    case 'scan-steps':
      return executeScanSteps(node, run);
    case 'plugin':
      return executePlugin(node, run);
    case 'graph':
      return executeGraph(node, run);
    case 'graph-components':
      return executeGraphComponents(node, run);
    case 'graph-match':
      return executeGraphSearch(node, run);
    case 'range':
      return executeRange(node, run);
    case 'getschema':
      return executeGetSchema(node);
  }
}
