/**
 * `graph-mark-components`: the number of the component that each node is connected in, whatever the direction of the edges
 * (https://learn.microsoft.com/kusto/query/graph-mark-components-operator). Kusto numbers components from 0 in any order; here in the order in
 * which their first nodes occur.
 */
import type { Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { invalid, unsupported } from '../queryError.ts';
import { FlatColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import type { GraphNode } from './makeGraph.ts';
import { parameterText } from './parameters.ts';

export interface GraphComponentsNode extends NodeBase {
  readonly op: 'graph-components';
  /** The nodes as they are marked so far. */
  readonly input: GraphNode | GraphComponentsNode;
  readonly graph: GraphNode;
}

/** The graph that a plan is; undefined where it is a table. */
export function graphOf(plan: PlanNode): GraphNode | undefined {
  if (plan.op === 'graph') return plan;
  return plan.op === 'graph-components' ? plan.graph : undefined;
}

export function planGraphMarkComponents(
  operator: Extract<Operator, { kind: 'graph-mark-components' }>,
  input: PlanNode,
): GraphComponentsNode {
  if (input.op !== 'graph' && input.op !== 'graph-components') throw invalid('`graph-mark-components` needs a graph', operator.span);
  const kind = parameterText(operator, 'kind') ?? 'weak';
  if (kind !== 'weak') throw unsupported(`\`graph-mark-components kind=${kind}\``, operator.span);
  const name = parameterText(operator, 'with_component_id') ?? 'ComponentId';
  if (input.columns.some((column) => column.name === name))
    throw unsupported(`\`graph-mark-components\` of nodes that have a property \`${name}\``, operator.span);
  return {
    op: 'graph-components',
    input,
    graph: input.op === 'graph' ? input : input.graph,
    columns: [...input.columns, { name, type: 'long' }],
    serialized: false,
    span: operator.span,
  };
}

export function executeGraphComponents(node: GraphComponentsNode, run: Execution): Table {
  const nodes = run.table(node.input);
  const marks = new FlatColumn('long', componentNumbers(nodes, node.graph, run));
  return nodes.withColumns(node.columns, [...nodes.columns, marks]);
}

function componentNumbers(nodes: Table, graph: GraphNode, run: Execution): Float64Array {
  const ids = nodes.needColumn(graph.key).force();
  const rowOf = new Map<Value, number>();
  for (let row = 0; row < nodes.rowCount; row++) rowOf.set(ids.get(row), row);
  const components = new DisjointSets(nodes.rowCount);
  const edges = run.table(graph.edges);
  const sources = edges.needColumn(graph.source).force();
  const targets = edges.needColumn(graph.target).force();
  for (let row = 0; row < edges.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint(graph.span);
    components.unite(rowOf.get(sources.get(row)) as number, rowOf.get(targets.get(row)) as number);
  }
  const numbers = new Map<number, number>();
  return Float64Array.from({ length: nodes.rowCount }, (_, row) => {
    const root = components.rootOf(row);
    const number = numbers.get(root) ?? numbers.size;
    numbers.set(root, number);
    return number;
  });
}

/** Sets of numbers that are united two by two. */
class DisjointSets {
  readonly #parents: Int32Array;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, each) => each);
  }

  /** The number that stands for the set of `each`; halves the way to it for the next time. */
  rootOf(each: number): number {
    const parents = this.#parents;
    let at = each;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** The smaller root stays one, so that sets keep the number of their first member. */
  unite(a: number, b: number): void {
    const [first, second] = [this.rootOf(a), this.rootOf(b)];
    this.#parents[Math.max(first, second)] = Math.min(first, second);
  }
}
