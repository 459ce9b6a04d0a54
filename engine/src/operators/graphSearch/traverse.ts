/** Steps along the edges of a graph. */
import { unsupported } from '../../queryError.ts';
import type { GraphData } from './graphData.ts';
import type { PatternEdge } from './graphPattern.ts';

/** Calls `visit` for every edge that stands for `edge` of the pattern and starts at `node`; `backward` goes from its right end to its left one. */
export function forEachStep(
  graph: GraphData,
  { direction, span }: PatternEdge,
  node: number,
  backward: boolean,
  visit: (edge: number, next: number) => void,
): void {
  const isEither = direction === 'any';
  if (isEither || (direction === 'right') !== backward) {
    const { starts, items } = graph.leaving;
    for (let at = starts[node]; at < starts[node + 1]; at++) {
      const next = graph.targets[items[at]];
      // Whether an edge from a node to itself is one match or two is not documented.
      if (isEither && next === node) throw unsupported('An edge from a node to itself, for an edge of any direction,', span);
      visit(items[at], next);
    }
  }
  if (isEither || (direction === 'left') !== backward) {
    const { starts, items } = graph.reaching;
    for (let at = starts[node]; at < starts[node + 1]; at++) visit(items[at], graph.sources[items[at]]);
  }
}
