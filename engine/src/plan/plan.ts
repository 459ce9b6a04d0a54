/** The plan of a query: what is computed, in plain data. A node's operator file in `operators/` says how it is planned and executed. */
import type { ColumnSchema, Span } from '@rulesmith/kql';
import type { DistinctNode } from '../operators/distinct.ts';
import type { PluginNode } from '../operators/evaluate.ts';
import type { GetSchemaNode } from '../operators/getschema.ts';
import type { GraphComponentsNode } from '../operators/graphMarkComponents.ts';
import type { GraphSearchNode } from '../operators/graphSearch/graphSearch.ts';
import type { JoinNode } from '../operators/join.ts';
import type { GraphNode } from '../operators/makeGraph.ts';
import type { MakeSeriesNode } from '../operators/makeSeries.ts';
import type { MvApplyNode } from '../operators/mvApply.ts';
import type { MvExpandNode } from '../operators/mvExpand.ts';
import type { ParseNode } from '../operators/parse.ts';
import type { ParseKvNode } from '../operators/parseKv.ts';
import type { PartitionNode } from '../operators/partition.ts';
import type { ProjectNode } from '../operators/project.ts';
import type { RangeNode } from '../operators/range.ts';
import type { ReduceNode } from '../operators/reduce.ts';
import type { ScanNode } from '../operators/scan.ts';
import type { ScanStepsNode } from '../operators/scanSteps.ts';
import type { SerializeNode } from '../operators/serialize.ts';
import type { SortNode } from '../operators/sort.ts';
import type { SummarizeNode } from '../operators/summarize.ts';
import type { TakeNode } from '../operators/take.ts';
import type { TopNestedNode } from '../operators/topNested.ts';
import type { UnionNode } from '../operators/union.ts';
import type { ContextTableNode, ValuesNode } from '../operators/values.ts';
import type { WhereNode } from '../operators/where.ts';

/** What every node has. */
export interface NodeBase {
  /** The columns of the result, in order; names are unique. */
  readonly columns: readonly ColumnSchema[];
  /** The order of the rows means something, so that `prev` and `row_number` may read it. */
  readonly serialized: boolean;
  /** The place in the query, for errors. */
  readonly span: Span;
}

export type PlanNode =
  | ContextTableNode
  | DistinctNode
  | GetSchemaNode
  | GraphComponentsNode
  | GraphNode
  | GraphSearchNode
  | JoinNode
  | MakeSeriesNode
  | MvApplyNode
  | MvExpandNode
  | ParseKvNode
  | ParseNode
  | PartitionNode
  | PluginNode
  | ProjectNode
  | RangeNode
  | ReduceNode
  | ScanNode
  | ScanStepsNode
  | SerializeNode
  | SortNode
  | SummarizeNode
  | TakeNode
  | TopNestedNode
  | UnionNode
  | ValuesNode
  | WhereNode;

/** A stage of the main pipeline: its source or one operator, by the node that ends it. */
export interface PlanStage {
  readonly node: PlanNode;
  readonly span: Span;
}

export interface QueryPlan {
  /** The first result, which is the one that counts for a rule. */
  readonly root: PlanNode;
  /** The stages that make the first result. */
  readonly stages: readonly PlanStage[];
  /** The results of further statements, and of the other branches of `fork` and `facet`. */
  readonly others: readonly PlanNode[];
}
