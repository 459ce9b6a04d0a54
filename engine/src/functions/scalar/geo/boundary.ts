/** The rings around the faces of an arrangement that are wanted. */
import { unsupported } from '../../../queryError.ts';
import { type Arrangement, type HalfEdge, leftTurns } from './arrangement.ts';
import type { Point } from './point.ts';
import { createRing, curvature, ringContains } from './ring.ts';
import { curvePosition } from './s2Cell.ts';

/**
 * Rings with the region on their left. Where they begin and how they are ordered follows S2: a ring begins behind its edge with the highest
 * number, and the rings go by the number of their first edge.
 */
export function boundaryRings(arrangement: Arrangement, isInside: (windings: readonly number[]) => boolean): Point[][] {
  const { vertices, halfEdges } = arrangement;
  const used = halfEdges.map((half) => isInside(half.windings) && !isInside(halfEdges[half.sibling].windings));
  const next = leftTurns(vertices, halfEdges, (index) => used[index]);
  const rings: number[][] = [];
  for (const start of inCurveOrder(arrangement, used)) {
    if (next[start] >= 0) rings.push(...simpleRings(halfEdges, takeRing(next, start)).map((ring) => rotated(halfEdges, ring)));
  }
  rings.sort((a, b) => source(halfEdges[a[0]]) - source(halfEdges[b[0]]));
  return rings.map((ring) => ring.map((half) => vertices[halfEdges[half].from]));
}

/** The used half-edges by their start along the curve of S2's cells. A ring is gone around from the first of them. */
function inCurveOrder({ vertices, halfEdges }: Arrangement, used: readonly boolean[]): number[] {
  const starts = used.flatMap((isUsed, index) => (isUsed ? [{ index, position: curvePosition(vertices[halfEdges[index].from]) }] : []));
  return starts.sort((a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0)).map(({ index }) => index);
}

function takeRing(next: Int32Array, start: number): number[] {
  const ring: number[] = [];
  for (let half = start; half >= 0 && next[half] >= 0; ) {
    ring.push(half);
    const following = next[half];
    next[half] = -1;
    half = following;
  }
  return ring;
}

/** Cuts a ring that comes through a vertex twice. */
function simpleRings(halfEdges: readonly HalfEdge[], ring: readonly number[]): number[][] {
  const result: number[][] = [];
  const path: number[] = [];
  const position = new Map<number, number>();
  for (const half of ring) {
    position.set(halfEdges[half].from, path.length);
    path.push(half);
    const back = position.get(halfEdges[half].to);
    if (back === undefined) continue;
    const loop = path.splice(back);
    for (const each of loop) position.delete(halfEdges[each].from);
    result.push(loop);
  }
  return result;
}

/** The lowest number of the edges that run along the half-edge. */
function source({ sources }: HalfEdge): number {
  return sources.length > 0 ? sources[0] : Number.POSITIVE_INFINITY;
}

/** Turned so that the highest edge comes last: of its pieces the last of those that follow each other first. */
function rotated(halfEdges: readonly HalfEdge[], ring: readonly number[]): number[] {
  let highest = -1;
  let last = 0;
  let hasGap = false;
  ring.forEach((half, position) => {
    const number = source(halfEdges[half]);
    if (number < highest) hasGap = true;
    else if (number > highest || !hasGap) {
      highest = number;
      last = position;
      hasGap = false;
    }
  });
  return [...ring.slice(last + 1), ...ring.slice(0, last + 1)];
}

/** A shell, counterclockwise, and its holes, clockwise. */
export type OrientedPart = readonly (readonly Point[])[];

/** The rings of a region, each hole behind the shell that contains it. */
export function partsOf(rings: readonly (readonly Point[])[]): OrientedPart[] {
  const isShell = rings.map((ring) => curvature(ring) > 0);
  const shells = rings
    .filter((_ring, index) => isShell[index])
    .map((vertices) => ({ vertices, ring: createRing(vertices), holes: [] as (readonly Point[])[] }));
  rings.forEach((hole, index) => {
    if (isShell[index]) return;
    const around = shells.filter(({ vertices, ring }) => ringContains(ring, hole.find((vertex) => !vertices.includes(vertex)) ?? hole[0]));
    // Of shells around each other the innermost bounds the hole.
    const innermost = around.find((shell) => around.every((other) => other === shell || ringContains(other.ring, shell.vertices[0])));
    if (!innermost) throw unsupported('a region of more than half of the sphere');
    innermost.holes.push(hole);
  });
  return shells.map(({ vertices, holes }) => [vertices, ...holes]);
}
