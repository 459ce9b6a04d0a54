/** The S2 cells of one level that cover a shape. */
import { closestPoint } from './edge.ts';
import type { Edge } from './edgePairs.ts';
import { edgeCrossing } from './orientation.ts';
import { angleBetween, type Point } from './point.ts';
import { createRing, type Ring, ringContains } from './ring.ts';
import { cellCenter, cellChildren, cellCorners, type S2Cell } from './s2Cell.ts';

export interface CoveredShape {
  readonly edges: readonly Edge[];
  /** Whether the shape has an inside that contains the point. */
  readonly contains: (point: Point) => boolean;
}

/** Ascending; undefined where there are more than `limit`. */
export function covering(shape: CoveredShape, level: number, limit: number): S2Cell[] | undefined {
  let cells: Candidate[] = [];
  for (let face = 0; face < 6; face++) cells.push(candidate({ face, level: 0, column: 0, row: 0 }, shape, shape.edges));
  cells = cells.filter(({ touches }) => touches);
  for (let depth = 0; depth < level; depth++) {
    const next: Candidate[] = [];
    for (const { cell, edges } of cells) {
      for (const child of cellChildren(cell)) {
        const each = candidate(child, shape, edges);
        if (each.touches) next.push(each);
      }
    }
    if (next.length > limit) return undefined;
    cells = next;
  }
  return cells.map(({ cell }) => cell);
}

interface Candidate {
  readonly cell: S2Cell;
  /** The edges that touch it. */
  readonly edges: readonly Edge[];
  readonly touches: boolean;
}

function candidate(cell: S2Cell, shape: CoveredShape, edges: readonly Edge[]): Candidate {
  const center = cellCenter(cell);
  const corners = cellCorners(cell);
  const ring = createRing(corners);
  const radius = Math.max(...corners.map((corner) => angleBetween(center, corner)));
  const near = edges.filter((edge) => isNear(edge, center, radius) && meets(edge, corners, ring));
  return { cell, edges: near, touches: near.length > 0 || shape.contains(center) };
}

/** Whether the circles around the edge and the cell touch. */
function isNear({ start, end }: Edge, center: Point, radius: number): boolean {
  return angleBetween(start, center) <= radius + angleBetween(start, end) + 1e-14;
}

/** Cells contain their boundary, and what rounding puts just beyond it. */
function meets({ start, end }: Edge, corners: readonly Point[], ring: Ring): boolean {
  if (ringContains(ring, start) || ringContains(ring, end)) return true;
  return corners.some((corner, index) => {
    const next = corners[(index + 1) % 4];
    return (
      edgeCrossing(start, end, corner, next) >= 0 || liesOn(corner, start, end) || liesOn(start, corner, next) || liesOn(end, corner, next)
    );
  });
}

function liesOn(point: Point, start: Point, end: Point): boolean {
  return angleBetween(point, closestPoint(point, start, end)) <= 1e-15;
}
