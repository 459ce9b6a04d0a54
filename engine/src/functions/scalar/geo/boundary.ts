/** The rings around the faces of an arrangement that are wanted. */
import { unsupported } from '../../../queryError.ts';
import { type Arrangement, type HalfEdge, leftTurns } from './arrangement.ts';
import type { Point } from './point.ts';
import { createRing, curvature, ringContains } from './ring.ts';

/** Rings with the region on their left. They begin behind the edge with the highest number and are ordered by the lowest, as S2 does. */
export function boundaryRings(arrangement: Arrangement, isInside: (windings: readonly number[]) => boolean): Point[][] {
  const { vertices, halfEdges } = arrangement;
  const used = halfEdges.map((half) => isInside(half.windings) && !isInside(halfEdges[half.sibling].windings));
  const next = leftTurns(vertices, halfEdges, (index) => used[index]);
  const rings: number[][] = [];
  used.forEach((isUsed, start) => {
    if (isUsed && next[start] >= 0) rings.push(...simpleRings(halfEdges, takeRing(next, start)));
  });
  const placed = rings.map((ring) => ({ ring: rotated(halfEdges, ring), order: lowest(halfEdges, ring) }));
  placed.sort((a, b) => a.order - b.order);
  return placed.map(({ ring }) => ring.map((half) => vertices[halfEdges[half].from]));
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

function lowestSource({ sources }: HalfEdge): number {
  return sources.length > 0 ? sources[0] : Number.POSITIVE_INFINITY;
}

function lowest(halfEdges: readonly HalfEdge[], ring: readonly number[]): number {
  return ring.reduce((least, half) => Math.min(least, lowestSource(halfEdges[half])), Number.POSITIVE_INFINITY);
}

/** Turned so that the highest edge comes last; of several in a row, the last of them. */
function rotated(halfEdges: readonly HalfEdge[], ring: readonly number[]): number[] {
  const sources = ring.map((half) => lowestSource(halfEdges[half]));
  const highest = sources.reduce((most, source) => Math.max(most, source), -1);
  const count = ring.length;
  let last = sources.lastIndexOf(highest);
  // A run of the highest edge may go over the end of the list.
  if (last === count - 1) while (sources[(last + 1) % count] === highest && last < 2 * count) last++;
  last %= count;
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
