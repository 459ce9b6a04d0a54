/** Polygons of the sphere: parts of a shell and holes each, whose union is meant. */
import { closestPoint, edgeLength } from './edge.ts';
import { type Edge, visitEdgePairs } from './edgePairs.ts';
import { edgeCrossing } from './orientation.ts';
import { areAntipodal, equal, type Point } from './point.ts';
import { type Ring, ringContains, smallerRing } from './ring.ts';

/** The shell and the holes, all turned counterclockwise: inside is what an odd number of rings contains. */
export type PolygonPart = readonly Ring[];

export interface Polygon {
  readonly parts: readonly PolygonPart[];
}

/**
 * The part that rings of vertices bound; undefined where they are not valid: repeated vertices, edges that cross or are shared, antipodal ends.
 */
export function validPart(rings: readonly (readonly Point[])[]): PolygonPart | undefined {
  for (const vertices of rings) {
    const distinct = new Set(vertices.map(({ x, y, z }) => `${x} ${y} ${z}`));
    if (vertices.length < 3 || distinct.size < vertices.length) return undefined;
  }
  const edges = rings.flatMap(ringEdges);
  const antipodal = edges.some(({ start, end }) => areAntipodal(start, end));
  return antipodal || visitEdgePairs(edges, (first, second) => conflict(edges[first], edges[second])) ? undefined : rings.map(smallerRing);
}

export function ringEdges(vertices: readonly Point[]): Edge[] {
  return vertices.map((start, index) => ({ start, end: vertices[(index + 1) % vertices.length] }));
}

function conflict(a: Edge, b: Edge): boolean {
  const same = (equal(a.start, b.start) && equal(a.end, b.end)) || (equal(a.start, b.end) && equal(a.end, b.start));
  return same || edgeCrossing(a.start, a.end, b.start, b.end) > 0;
}

export function polygonContains(polygon: Polygon, point: Point): boolean {
  return polygon.parts.some((part) => partContains(part, point));
}

export function partContains(part: PolygonPart, point: Point): boolean {
  let inside = false;
  for (const ring of part) if (ringContains(ring, point)) inside = !inside;
  return inside;
}

/** The edges of all rings. */
export function polygonEdges(polygon: Polygon): Edge[] {
  return polygon.parts.flat().flatMap(({ vertices }) => ringEdges(vertices));
}

export interface ClosestPoint {
  readonly point: Point;
  readonly distance: number;
}

/** The point of the edges that is closest to `point`, and its distance in radians. */
export function closestOnEdges(edges: readonly Edge[], point: Point): ClosestPoint {
  let best: ClosestPoint = { point, distance: Number.POSITIVE_INFINITY };
  for (const { start, end } of edges) {
    const candidate = closestPoint(point, start, end);
    const distance = edgeLength(point, candidate);
    if (distance < best.distance) best = { point: candidate, distance };
  }
  return best;
}

export function lineEdges(line: readonly Point[]): Edge[] {
  return line.slice(1).map((end, index) => ({ start: line[index], end }));
}
