/** Which file plans which operator. */
import type { Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { planAs } from './as.ts';
import { planConsume } from './consume.ts';
import { planCount } from './count.ts';
import { planDistinct } from './distinct.ts';
import { planEvaluate } from './evaluate.ts';
import { planFind } from './find.ts';
import { planGetSchema } from './getschema.ts';
import { graphOf, planGraphMarkComponents } from './graphMarkComponents.ts';
import { planGraphSearch } from './graphSearch/graphSearch.ts';
import { planGraphToTable } from './graphToTable.ts';
import { planInvoke } from './invoke.ts';
import { planJoin, planLookup } from './join.ts';
import { planMakeGraph } from './makeGraph.ts';
import { planMakeSeries } from './makeSeries.ts';
import { planMvApply } from './mvApply.ts';
import { planMvExpand } from './mvExpand.ts';
import { planParse } from './parse.ts';
import { planParseKv } from './parseKv.ts';
import { planPartition } from './partition.ts';
import { planPrint } from './print.ts';
import { planExtend, planProject } from './project.ts';
import { planProjectByNames } from './projectByNames.ts';
import { planProjectAway, planProjectKeep, planProjectRename, planProjectReorder } from './projectColumns.ts';
import { planRange } from './range.ts';
import { planReduce } from './reduce.ts';
import { planSampleDistinct } from './sampleDistinct.ts';
import { planScanSteps } from './scanSteps.ts';
import { planSearch } from './search.ts';
import { planSerialize } from './serialize.ts';
import { planSort, planTop } from './sort.ts';
import { planSummarize } from './summarize.ts';
import { planTake } from './take.ts';
import { planTopHitters } from './topHitters.ts';
import { planTopNested } from './topNested.ts';
import { planUnion } from './union.ts';
import { planWhere } from './where.ts';

/** The plan of `input | operator`. */
export function planOperator(operator: Operator, input: PlanNode, scope: Scope): PlanNode {
  if (graphOf(input) && !operator.keyword.startsWith('graph-')) throw invalid(`\`${operator.keyword}\` of a graph`, operator.span);
  switch (operator.kind) {
    case 'where':
      return planWhere(operator, input, scope);
    case 'extend':
      return planExtend(operator, input, scope);
    case 'project':
      return planProject(operator, input, scope);
    case 'project-away':
      return planProjectAway(operator, input);
    case 'project-keep':
      return planProjectKeep(operator, input);
    case 'project-rename':
      return planProjectRename(operator, input);
    case 'project-reorder':
      return planProjectReorder(operator, input);
    case 'project-by-names':
      return planProjectByNames(operator, input, scope);
    case 'summarize':
      return planSummarize(operator, input, scope);
    case 'distinct':
      return planDistinct(operator, input, scope);
    case 'count':
      return planCount(operator, input);
    case 'sort':
      return planSort(operator, input, scope);
    case 'top':
      return planTop(operator, input, scope);
    case 'take':
    case 'sample':
      return planTake(operator, input, scope);
    case 'serialize':
      return planSerialize(operator, input, scope);
    case 'union':
      return planUnion(operator, input, scope);
    case 'join':
      return planJoin(operator, input, scope);
    case 'lookup':
      return planLookup(operator, input, scope);
    case 'mv-expand':
      return planMvExpand(operator, input, scope);
    case 'mv-apply':
      return planMvApply(operator, input, scope);
    case 'parse':
    case 'parse-where':
      return planParse(operator, input, scope);
    case 'parse-kv':
      return planParseKv(operator, input, scope);
    case 'make-series':
      return planMakeSeries(operator, input, scope);
    case 'search':
      return planSearch(operator, input, scope);
    case 'top-nested':
      return planTopNested(operator, input, scope);
    case 'top-hitters':
      return planTopHitters(operator, input, scope);
    case 'sample-distinct':
      return planSampleDistinct(operator, input, scope);
    case 'partition':
      return planPartition(operator, input, scope);
    case 'scan':
      return planScanSteps(operator, input, scope);
    case 'evaluate':
      return planEvaluate(operator, input, scope);
    case 'invoke':
      return planInvoke(operator, input, scope);
    case 'getschema':
      return planGetSchema(operator, input);
    case 'as':
      return planAs(operator, input);
    case 'make-graph':
      return planMakeGraph(operator, input, scope);
    case 'graph-mark-components':
      return planGraphMarkComponents(operator, input);
    case 'graph-to-table':
      return planGraphToTable(operator, input);
    case 'graph-match':
    case 'graph-shortest-paths':
      return planGraphSearch(operator, input, scope);
    case 'consume':
      return planConsume(operator, input);
    case 'reduce':
      return planReduce(operator, input, scope);
    case 'render':
      return input;
    case 'bad' as never:
      throw invalid('The query is not complete', operator.span);
    default:
      throw unsupported(`The operator \`${operator.keyword}\``, operator.span);
  }
}

/** The plan of an operator that needs no input: `print`, `range`, `union` at the start. */
export function planSourceOperator(operator: Operator, scope: Scope): PlanNode {
  switch (operator.kind) {
    case 'print':
      return planPrint(operator, scope);
    case 'range':
      return planRange(operator, scope);
    case 'union':
      return planUnion(operator, undefined, scope);
    case 'search':
      return planSearch(operator, undefined, scope);
    case 'find':
      return planFind(operator, scope);
    default:
      throw unsupported(`The operator \`${operator.keyword}\` at the start of a query`, operator.span);
  }
}
