/** Splits edges where they cross or touch, so that they meet only in their ends. */
import { unsupported } from '../../../queryError.ts';
import { closestPoint, edgeLength, intersection } from './edge.ts';
import { type Edge, visitEdgePairs } from './edgePairs.ts';
import { edgeCrossing } from './orientation.ts';
import { equal, type Point } from './point.ts';

/** Points closer than this are one: the error of a computed crossing, some nanometres on the earth. */
const tolerance = 1e-15;

/** What becomes of an edge on which, but for rounding, the end of another lies. */
export type Touching = 'split' | 'refused';

/** The points of each edge in order, its ends included. */
export function splitEdges(edges: readonly Edge[], touchingEdges: Touching): Point[][] {
  const inner: Point[][] = edges.map(() => []);
  visitEdgePairs(edges, (first, second) => {
    const touching = touchPoints(edges[first], edges[second]);
    if (touching.length > 0 && touchingEdges === 'refused')
      throw unsupported('an overlay of shapes where an end of one edge lies on another edge');
    for (const { edge, point } of touching) inner[edge === 0 ? first : second].push(point);
    if (touching.length > 0) return false;
    const { start, end } = edges[first];
    const other = edges[second];
    if (edgeCrossing(start, end, other.start, other.end) <= 0) return false;
    const point = intersection(start, end, other.start, other.end);
    inner[first].push(point);
    inner[second].push(point);
    return false;
  });
  return edges.map((edge, index) => orderedPoints(edge, inner[index]));
}

interface Touch {
  /** Which of the two edges is to be split: 0 or 1. */
  readonly edge: number;
  readonly point: Point;
}

/** The ends of one edge that lie on the other, but are none of its ends. */
function touchPoints(a: Edge, b: Edge): Touch[] {
  const on = (edge: number, { start, end }: Edge, point: Point): Touch[] => {
    if (equal(point, start) || equal(point, end)) return [];
    return edgeLength(point, closestPoint(point, start, end)) <= tolerance ? [{ edge, point }] : [];
  };
  return [...on(0, a, b.start), ...on(0, a, b.end), ...on(1, b, a.start), ...on(1, b, a.end)];
}

function orderedPoints({ start, end }: Edge, inner: readonly Point[]): Point[] {
  const placed = inner.map((point) => ({ point, at: edgeLength(start, point) })).sort((a, b) => a.at - b.at);
  const result = [start];
  for (const { point } of placed) {
    if (edgeLength(result[result.length - 1], point) > tolerance && edgeLength(point, end) > tolerance) result.push(point);
  }
  return [...result, end];
}
