/**
 * `graph-shortest-paths`: between every two nodes that the ends of the pattern may be a path of the fewest edges, or all of them, found in
 * breadth from each start (https://learn.microsoft.com/kusto/query/graph-shortest-paths-operator). As documented results show, no path leads
 * from a node to itself.
 */
import type { GraphData } from './graphData.ts';
import type { PatternEdge } from './graphPattern.ts';
import type { Filters, Matches } from './matches.ts';
import { forEachStep } from './traverse.ts';

/** How a node was reached: the edge, and the node before it. */
interface Arrival {
  readonly edge: number;
  readonly from: number;
}

export interface ShortestSearch {
  readonly graph: GraphData;
  /** Leads from node 0 of the pattern to node 1, by at least one edge. */
  readonly edge: PatternEdge;
  readonly filters: Filters;
  readonly output: 'any' | 'all';
  readonly matches: Matches;
}

export function findShortestPaths(search: ShortestSearch): void {
  const [starts, ends] = search.filters.nodes;
  for (let start = 0; start < search.graph.nodes.rowCount; start++) {
    search.matches.step();
    if (starts && starts[start] === 0) continue;
    const arrivals = arrivalsFrom(search, start);
    for (const end of arrivals.keys()) {
      search.matches.step();
      if (!ends || ends[end] === 1) addPaths(search, arrivals, start, end);
    }
  }
}

/** For every node but the start that can be reached, its arrivals by the fewest edges. */
function arrivalsFrom({ graph, edge, filters, output, matches }: ShortestSearch, start: number): Map<number, Arrival[]> {
  const [allowed, inner] = [filters.edges[0], filters.inner[0]];
  const reached = new Map<number, Arrival[]>();
  let level = [start];
  for (let length = 1; length <= (edge.range?.max ?? 1) && level.length > 0; length++) {
    const found = new Map<number, Arrival[]>();
    for (const from of level) {
      if (from !== start && inner && inner[from] === 0) continue;
      forEachStep(graph, edge, from, false, (each, next) => {
        matches.step();
        if ((allowed && allowed[each] === 0) || next === start || reached.has(next)) return;
        const known = found.get(next);
        if (known === undefined) found.set(next, [{ edge: each, from }]);
        else if (output === 'all') known.push({ edge: each, from });
      });
    }
    for (const [node, arrivals] of found) reached.set(node, arrivals);
    level = [...found.keys()];
  }
  return reached;
}

/** The ways back from `end`, without calling itself: a path may be long. */
function addPaths({ matches }: ShortestSearch, arrivals: ReadonlyMap<number, readonly Arrival[]>, start: number, end: number): void {
  interface Tail {
    readonly node: number;
    readonly edges: readonly number[];
    readonly inner: readonly number[];
  }
  const open: Tail[] = [{ node: end, edges: [], inner: [] }];
  for (let tail = open.pop(); tail; tail = open.pop()) {
    const { node, edges, inner } = tail;
    for (const { edge, from } of (arrivals.get(node) as readonly Arrival[]).toReversed()) {
      matches.step();
      const longer = [edge, ...edges];
      if (from === start) matches.add({ nodes: [start, end], edges: [{ edges: longer, inner }] });
      else open.push({ node: from, edges: longer, inner: [from, ...inner] });
    }
  }
}
