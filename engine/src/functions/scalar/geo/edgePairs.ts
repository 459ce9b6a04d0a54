/** Finds the pairs of edges that may meet, so that not every edge is compared with every other. */
import { QueryError } from '../../../queryError.ts';
import { dot, type Point, subtract } from './point.ts';

export interface Edge {
  readonly start: Point;
  readonly end: Point;
}

interface Box {
  readonly index: number;
  readonly least: readonly number[];
  readonly most: readonly number[];
}

/** How many pairs are looked at, and visited: a few seconds' worth. A shape from a log must not be able to hang a query. */
const most = { pairs: 100_000_000, visits: 2_000_000 };

/** Calls `visit` with the numbers of two edges, the smaller first, for each pair whose boxes touch; ends where it returns true. Throws a limit error for too many pairs. */
export function visitEdgePairs(edges: readonly Edge[], visit: (first: number, second: number) => boolean | undefined): boolean {
  const axis = widestAxis(edges);
  const boxes = edges.map(boxOf).sort((a, b) => a.least[axis] - b.least[axis]);
  let open: Box[] = [];
  let [pairs, visits] = [0, 0];
  for (const box of boxes) {
    open = open.filter((other) => other.most[axis] >= box.least[axis]);
    pairs += open.length;
    if (pairs > most.pairs || visits > most.visits) throw new QueryError('limit', 'a shape has too many edges beside each other');
    for (const other of open) {
      if (!touch(box, other)) continue;
      visits++;
      if (visit(Math.min(box.index, other.index), Math.max(box.index, other.index))) return true;
    }
    open.push(box);
  }
  return false;
}

/** A box around the arc, which bulges out of its chord by no more than a quarter of the chord's square. */
function boxOf({ start, end }: Edge, index: number): Box {
  const chord = subtract(end, start);
  const margin = Math.min(1, dot(chord, chord) / 4) + 1e-15;
  const [a, b] = [axes(start), axes(end)];
  return {
    index,
    least: a.map((value, axis) => Math.min(value, b[axis]) - margin),
    most: a.map((value, axis) => Math.max(value, b[axis]) + margin),
  };
}

function axes({ x, y, z }: Point): number[] {
  return [x, y, z];
}

function touch(a: Box, b: Box): boolean {
  return a.least.every((value, axis) => value <= b.most[axis] && b.least[axis] <= a.most[axis]);
}

function widestAxis(edges: readonly Edge[]): number {
  const starts = edges.map(({ start }) => axes(start));
  const spans = [0, 1, 2].map(
    (axis) => starts.reduce((most, at) => Math.max(most, at[axis]), -1) - starts.reduce((least, at) => Math.min(least, at[axis]), 1),
  );
  return spans.indexOf(Math.max(...spans));
}
