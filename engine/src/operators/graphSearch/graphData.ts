/** A graph to be searched: the rows of nodes and edges by number, and which edges leave and reach each node. */
import type { ColumnSchema } from '@rulesmith/kql';
import type { Execution } from '../../execute.ts';
import { conversion } from '../../functions/conversions.ts';
import { columnOf } from '../../table/builder.ts';
import { FlatColumn } from '../../table/column.ts';
import { Table } from '../../table/table.ts';
import type { Value } from '../../values/value.ts';
import type { GraphComponentsNode } from '../graphMarkComponents.ts';
import type { GraphNode } from '../makeGraph.ts';

/** What `node_degree_in(n)`, `node_degree_out(n)` and `node_id(n)` read: columns of the nodes that no query can name. */
export const nodeFacts = { node_degree_in: '$degree_in', node_degree_out: '$degree_out', node_id: '$id_text' } as const;

/** Numbers in lists, the list of `key` from `starts[key]` up to `starts[key + 1]`. */
export interface Lists {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

export interface GraphData {
  /** The nodes with their facts. */
  readonly nodes: Table;
  readonly edges: Table;
  /** By edge, the node that it leaves and the one that it reaches. */
  readonly sources: Int32Array;
  readonly targets: Int32Array;
  /** By node, its edges. */
  readonly leaving: Lists;
  readonly reaching: Lists;
}

/** The columns of `GraphData.nodes`. */
export function nodeColumns(columns: readonly ColumnSchema[]): readonly ColumnSchema[] {
  return [
    ...columns,
    { name: nodeFacts.node_degree_in, type: 'long' },
    { name: nodeFacts.node_degree_out, type: 'long' },
    { name: nodeFacts.node_id, type: 'string' },
  ];
}

export function readGraph(input: GraphNode | GraphComponentsNode, graph: GraphNode, run: Execution): GraphData {
  const given = run.table(input);
  const ids = given.needColumn(graph.key).force();
  const rowOf = new Map<Value, number>();
  for (let row = 0; row < given.rowCount; row++) rowOf.set(ids.get(row), row);
  const edges = run.table(graph.edges);
  const [sources, targets] = [graph.source, graph.target].map((name) => {
    const ends = edges.needColumn(name).force();
    run.guard.checkpoint(graph.span);
    return Int32Array.from({ length: edges.rowCount }, (_, row) => rowOf.get(ends.get(row)) as number);
  });
  const leaving = listsOf(sources, given.rowCount);
  const reaching = listsOf(targets, given.rowCount);
  const textOf = conversion(ids.type, 'string') ?? ((value: Value) => value);
  const texts = columnOf(
    'string',
    Array.from({ length: given.rowCount }, (_, row) => textOf(ids.get(row))),
  );
  const nodes = new Table(
    nodeColumns(given.schema),
    [...given.columns, lengths(reaching), lengths(leaving), texts],
    given.rowCount,
    given.origin,
  );
  return { nodes, edges, sources, targets, leaving, reaching };
}

/** For each of `count` keys the positions at which `keys` has it. */
function listsOf(keys: Int32Array, count: number): Lists {
  const starts = new Int32Array(count + 1);
  for (const key of keys) starts[key + 1]++;
  for (let key = 0; key < count; key++) starts[key + 1] += starts[key];
  const next = starts.slice();
  const items = new Int32Array(keys.length);
  for (let position = 0; position < keys.length; position++) items[next[keys[position]]++] = position;
  return { starts, items };
}

function lengths({ starts }: Lists): FlatColumn {
  return new FlatColumn(
    'long',
    Float64Array.from({ length: starts.length - 1 }, (_, key) => starts[key + 1] - starts[key]),
  );
}
