/**
 * `make-graph`: the rows of the input are edges between the nodes that two of its columns name. As a table a graph is its nodes: those of the
 * table of nodes, then those that only edges name, whose other properties are empty (https://learn.microsoft.com/kusto/query/make-graph-operator).
 */
import type { ColumnSchema, Expression, KqlType, Operator, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planTable } from '../plan/planTable.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { ColumnBuilder } from '../table/builder.ts';
import { missingValue, type PhysicalColumn } from '../table/column.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';

type MakeGraph = Extract<Operator, { kind: 'make-graph' }>;

export interface GraphNode extends NodeBase {
  readonly op: 'graph';
  readonly edges: PlanNode;
  /** The columns of the edges that name their ends. */
  readonly source: string;
  readonly target: string;
  /** The table of nodes; undefined where the edges alone tell the nodes. */
  readonly nodes: PlanNode | undefined;
  /** The column of the nodes that names them. */
  readonly key: string;
}

/** Types whose values are equal where they are the same. */
const idTypes: ReadonlySet<KqlType> = new Set<KqlType>(['string', 'long', 'int', 'guid', 'datetime', 'bool', 'timespan']);

/** What nodes without a name of their own for the id are called inside. */
export const unnamedId = '$id';

export function planMakeGraph(operator: MakeGraph, edges: PlanNode, scope: Scope): GraphNode {
  if (operator.isPartitioned) throw unsupported('`make-graph` with `partitioned-by`', operator.span);
  if (operator.nodes.length > 1) throw unsupported('`make-graph` with several tables of nodes', operator.span);
  const source = columnOf(operator.source, edges);
  const target = columnOf(operator.target, edges);
  const [given] = operator.nodes;
  const nodes = given && planTable(given.table, scope);
  const key: ColumnSchema = given ? columnOf(given.key, nodes as PlanNode) : { name: operator.nodeId ?? unnamedId, type: source.type };
  for (const { type } of [target, key])
    if (type !== source.type) throw unsupported(`\`make-graph\` with ids of type ${source.type} and ${type}`, operator.span);
  if (!idTypes.has(source.type)) throw unsupported(`\`make-graph\` with ids of type ${source.type}`, operator.span);
  return {
    op: 'graph',
    edges,
    source: source.name,
    target: target.name,
    nodes,
    key: key.name,
    columns: nodes?.columns ?? [key],
    serialized: false,
    span: operator.span,
  };
}

function columnOf(node: Expression, input: PlanNode): ColumnSchema {
  const found = input.columns.find((column) => node.kind === 'name' && column.name === node.name);
  if (!found) throw invalid('A column is needed here', node.span);
  return found;
}

export function executeGraph(node: GraphNode, run: Execution): Table {
  const given = node.nodes && run.table(node.nodes);
  const known = new Set<Value>();
  if (given) addGiven(given.needColumn(node.key).force(), known, node.span);
  const missing = idsOfEdges(node, known, run);
  const givenCount = given?.rowCount ?? 0;
  const columns = node.columns.map((column) => {
    const builder = new ColumnBuilder(column.type, givenCount + missing.length);
    const values = given?.needColumn(column.name).force();
    for (let row = 0; row < givenCount; row++) builder.set(row, (values as PhysicalColumn).get(row));
    missing.forEach((id, position) => {
      builder.set(givenCount + position, column.name === node.key ? id : missingValue(column.type));
    });
    return builder.finish();
  });
  const count = givenCount + missing.length;
  const rows = Int32Array.from({ length: count }, (_, row) => (row < givenCount ? row : -1));
  return new Table(
    node.columns,
    columns,
    count,
    given && { kind: 'select', input: given, selection: selectionOf(rows, missing.length > 0) },
  );
}

function addGiven(ids: PhysicalColumn, known: Set<Value>, span: Span): void {
  for (let row = 0; row < ids.length; row++) {
    const id = ids.get(row);
    if (id === null) throw unsupported('`make-graph` with a null id', span);
    if (known.has(id)) throw unsupported('`make-graph` with several rows for one node', span);
    known.add(id);
  }
}

/** The ids that edges name and that are not known yet, in the order in which they occur. */
function idsOfEdges(node: GraphNode, known: Set<Value>, run: Execution): Value[] {
  const edges = run.table(node.edges);
  const ends = [node.source, node.target].map((name) => edges.needColumn(name).force());
  const found: Value[] = [];
  for (let row = 0; row < edges.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint(node.span);
    for (const end of ends) {
      const id = end.get(row);
      if (id === null) throw unsupported('`make-graph` with a null id', node.span);
      if (known.has(id)) continue;
      known.add(id);
      found.push(id);
    }
  }
  return found;
}
