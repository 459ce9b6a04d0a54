/**
 * `graph-to-table`: the nodes or the edges of a graph as a table; the ids that may be asked for are hashes of the nodes' keys
 * (https://learn.microsoft.com/kusto/query/graph-to-table-operator).
 */
import type { ColumnSchema, GraphOutput, Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { callFunction } from '../plan/planExpression.ts';
import { invalid, unsupported } from '../queryError.ts';
import { graphOf } from './graphMarkComponents.ts';
import { unnamedId } from './makeGraph.ts';
import { type ProjectItem, projectNode, reference } from './project.ts';

type GraphToTable = Extract<Operator, { kind: 'graph-to-table' }>;

export function planGraphToTable(operator: GraphToTable, input: PlanNode): PlanNode {
  const [output, ...others] = operator.outputs;
  if (output === undefined) throw invalid('`graph-to-table` gives `nodes` or `edges`', operator.span);
  if (others.length > 0) throw invalid('`graph-to-table` of both nodes and edges must be the last operator of a statement', operator.span);
  if (output.as !== undefined) throw unsupported('`graph-to-table` with `as`', output.span);
  return exported(output, input);
}

/** The tables of nodes and of edges, each under its name, which following statements read. */
export function planGraphTables(operator: GraphToTable, input: PlanNode): { readonly name: string; readonly plan: PlanNode }[] {
  return operator.outputs.map((output) => {
    if (output.as === undefined) throw invalid('`graph-to-table` of both nodes and edges needs a name for each: `nodes as N`', output.span);
    return { name: output.as, plan: exported(output, input) };
  });
}

function exported(output: GraphOutput, input: PlanNode): PlanNode {
  const graph = graphOf(input);
  if (!graph) throw invalid('`graph-to-table` needs a graph', output.span);
  if (output.entity === 'edges')
    return withIds(graph.edges, output, [
      { parameter: 'with_source_id', key: graph.source },
      { parameter: 'with_target_id', key: graph.target },
    ]);
  if (graph.key === unnamedId) throw unsupported('`graph-to-table nodes` of a graph whose nodes have no name for their id', output.span);
  return withIds(input, output, [{ parameter: 'with_node_id', key: graph.key }]);
}

/** The rows with the ids that are asked for in front. */
function withIds(rows: PlanNode, output: GraphOutput, ids: readonly { parameter: string; key: string }[]): PlanNode {
  const hashes = ids.flatMap(({ parameter, key }): ProjectItem[] => {
    const value = output.parameters.find(({ name }) => name === parameter)?.value;
    if (value === undefined) return [];
    if (value.kind !== 'name') throw invalid(`\`${parameter}\` is the name of a column`, value.span);
    if (rows.columns.some(({ name }) => name === value.name))
      throw unsupported(`\`${parameter}\` with the name of a column, \`${value.name}\`,`, value.span);
    const column = rows.columns.find(({ name }) => name === key) as ColumnSchema;
    return [{ name: value.name, expr: callFunction('hash', [reference(column)], output.span) }];
  });
  const items = rows.columns.map((column) => ({ name: column.name, expr: reference(column) }));
  return projectNode(rows, [...hashes, ...items], output.span);
}
