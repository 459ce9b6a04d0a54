/**
 * The map that edges draw on the sphere: they are split where they cross, and for every piece it is known how often each layer winds around the
 * faces on its sides. Unions, intersections and buffers are read from it.
 *
 * As in S2's winding operation (Chen and McMains, "Polygon Offsetting by Computing Winding Numbers", 2005) one winding number a connected part is
 * found by counting crossings; from there it follows from face to face, without any further geometry.
 */
import type { Edge } from './edgePairs.ts';
import { angleContainsVertex, isOrderedAround, signedCrossing } from './orientation.ts';
import type { Point } from './point.ts';
import { splitEdges, type Touching } from './splitEdges.ts';

/** An edge of a layer; edges of lines bound nothing. */
export interface LayerEdge extends Edge {
  readonly layer: number;
  readonly bounds: boolean;
}

/** What edges drew between two vertices: a half-edge in each direction. */
export interface HalfEdge {
  readonly from: number;
  readonly to: number;
  readonly sibling: number;
  /** The numbers of the input edges that run in this direction, ascending. */
  readonly sources: readonly number[];
  /** How often each layer winds around the face on the left. */
  readonly windings: readonly number[];
}

export interface Arrangement {
  readonly vertices: readonly Point[];
  readonly halfEdges: readonly HalfEdge[];
}

/** A point with known winding numbers, one a layer. */
export interface Reference {
  readonly point: Point;
  readonly windings: readonly number[];
}

/**
 * The map of the edges. S2 decides which pieces of an overlay lie inside before it rounds, but which pieces of a buffer do after that. Where the
 * vertices of an overlay matter, touching edges must therefore be refused; measures do not depend on it.
 */
export function arrange(edges: readonly LayerEdge[], reference: Reference, touching: Touching): Arrangement {
  const graph = buildGraph(edges, touching);
  const windings = findWindings(graph, edges, reference);
  const halfEdges = graph.halfEdges.map((half, index) => ({ ...half, windings: windings[index] }));
  return { vertices: graph.vertices, halfEdges };
}

interface DraftHalfEdge {
  readonly from: number;
  readonly to: number;
  readonly sibling: number;
  readonly sources: number[];
}

interface Graph {
  readonly vertices: readonly Point[];
  readonly halfEdges: readonly DraftHalfEdge[];
}

function buildGraph(edges: readonly LayerEdge[], touching: Touching): Graph {
  const vertices: Point[] = [];
  const vertexNumbers = new Map<string, number>();
  const numberOf = (point: Point): number => {
    const key = `${point.x} ${point.y} ${point.z}`;
    const known = vertexNumbers.get(key);
    if (known !== undefined) return known;
    vertexNumbers.set(key, vertices.length);
    return vertices.push(point) - 1;
  };
  const halfEdges: DraftHalfEdge[] = [];
  const halfNumbers = new Map<string, number>();
  const halfEdge = (from: number, to: number): DraftHalfEdge => {
    const known = halfNumbers.get(`${from} ${to}`);
    if (known !== undefined) return halfEdges[known];
    const index = halfEdges.length;
    halfEdges.push({ from, to, sibling: index + 1, sources: [] }, { from: to, to: from, sibling: index, sources: [] });
    halfNumbers.set(`${from} ${to}`, index).set(`${to} ${from}`, index + 1);
    return halfEdges[index];
  };
  splitEdges(edges, touching).forEach((points, source) => {
    const numbers = points.map(numberOf);
    for (let i = 1; i < numbers.length; i++) if (numbers[i] !== numbers[i - 1]) halfEdge(numbers[i - 1], numbers[i]).sources.push(source);
  });
  return { vertices, halfEdges };
}

/** For each half-edge the next one around the face on its left. */
export function leftTurns(
  vertices: readonly Point[],
  halfEdges: readonly { readonly from: number; readonly to: number }[],
  isUsed: (index: number) => boolean,
): Int32Array {
  const leaving = new Map<number, number[]>();
  halfEdges.forEach(({ from }, index) => {
    if (isUsed(index)) leaving.set(from, [...(leaving.get(from) ?? []), index]);
  });
  const next = new Int32Array(halfEdges.length).fill(-1);
  halfEdges.forEach(({ from, to }, index) => {
    if (!isUsed(index)) return;
    next[index] = sharpestLeft(vertices, halfEdges, leaving.get(to) ?? [], { from, at: to });
  });
  return next;
}

/** Of the half-edges that leave `at`, the first one clockwise from the way back; the way back itself only where there is no other. */
function sharpestLeft(
  vertices: readonly Point[],
  halfEdges: readonly { readonly to: number }[],
  candidates: readonly number[],
  { from, at }: { readonly from: number; readonly at: number },
): number {
  let best = -1;
  for (const candidate of candidates) {
    const { to } = halfEdges[candidate];
    if (best < 0 || halfEdges[best].to === from) best = candidate;
    else if (to !== from && isOrderedAround(vertices[at], vertices[from], vertices[halfEdges[best].to], vertices[to])) best = candidate;
  }
  return best;
}

function findWindings(graph: Graph, edges: readonly LayerEdge[], reference: Reference): number[][] {
  const { vertices, halfEdges } = graph;
  const next = leftTurns(vertices, halfEdges, () => true);
  const windings: number[][] = new Array(halfEdges.length);
  for (let start = 0; start < halfEdges.length; start++) {
    if (windings[start]) continue;
    const first = containingFace(graph, next, start);
    windings[first] = windingsAt(vertices[halfEdges[start].to], graph, edges, reference);
    spread(graph, next, edges, windings, first);
  }
  return windings;
}

/** A half-edge of the face that contains the vertex at the end of `start`. */
function containingFace({ vertices, halfEdges }: Graph, next: Int32Array, start: number): number {
  let arriving = start;
  do {
    const leaving = next[arriving];
    const [before, after] = [halfEdges[arriving].from, halfEdges[leaving].to];
    if (before === after || angleContainsVertex(vertices[before], vertices[halfEdges[arriving].to], vertices[after])) return arriving;
    arriving = halfEdges[leaving].sibling;
  } while (arriving !== start);
  return start;
}

function windingsAt(point: Point, { vertices, halfEdges }: Graph, edges: readonly LayerEdge[], reference: Reference): number[] {
  const result = [...reference.windings];
  for (const { from, to, sources } of halfEdges) {
    if (sources.length === 0) continue;
    const crossing = signedCrossing(reference.point, point, vertices[from], vertices[to]);
    if (crossing === 0) continue;
    for (const source of sources) if (edges[source].bounds) result[edges[source].layer] += crossing;
  }
  return result;
}

/** Carries the winding numbers from one face of a connected part to all others. */
function spread({ halfEdges }: Graph, next: Int32Array, edges: readonly LayerEdge[], windings: number[][], first: number): void {
  const frontier = [first];
  for (let face = frontier.pop(); face !== undefined; face = frontier.pop()) {
    const known = windings[face];
    let half = face;
    do {
      windings[half] = known;
      const { sibling, sources } = halfEdges[half];
      if (!windings[sibling]) {
        const beyond = [...known];
        for (const source of sources) if (edges[source].bounds) beyond[edges[source].layer]--;
        for (const source of halfEdges[sibling].sources) if (edges[source].bounds) beyond[edges[source].layer]++;
        windings[sibling] = beyond;
        frontier.push(sibling);
      }
      half = next[half];
    } while (half !== face);
  }
}
