/** The S2 cells of one level that cover a shape. */
import { closestPoint } from './edge.ts';
import type { Edge } from './edgePairs.ts';
import { edgeCrossing } from './orientation.ts';
import { angleBetween, type Point } from './point.ts';
import { createRing, type Ring, ringContains } from './ring.ts';
import { cellCenter, cellChildren, cellCorners, type S2Cell } from './s2Cell.ts';

export interface CoveredShape {
  readonly edges: readonly Edge[];
  /** Points as far away from the edges, in radians, belong to the shape too. */
  readonly radius: number;
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

/** The cell with those of the edges, which are all that touch its parent, that touch it. */
function candidate(cell: S2Cell, shape: CoveredShape, edges: readonly Edge[]): Candidate {
  // No edge touches the parent, which was kept: it lies inside, and so does the cell.
  if (edges.length === 0) return { cell, edges, touches: true };
  const center = cellCenter(cell);
  const corners = cellCorners(cell);
  const radius = Math.max(...corners.map((corner) => angleBetween(center, corner)));
  const near = edges.filter((edge) => isNear(edge, center, radius + shape.radius));
  const ring = near.length > 0 ? createRing(corners) : undefined;
  const touching = ring ? near.filter((edge) => meets(edge, corners, ring, shape.radius)) : [];
  return { cell, edges: touching, touches: touching.length > 0 || shape.contains(center) };
}

/** Whether the circles around the edge and the cell touch. */
function isNear({ start, end }: Edge, center: Point, radius: number): boolean {
  return angleBetween(start, center) <= radius + angleBetween(start, end) + 1e-14;
}

/** Whether the edge comes as close as `radius` to the cell. Cells contain their boundary, and what rounding puts just beyond it. */
function meets({ start, end }: Edge, corners: readonly Point[], ring: Ring, radius: number): boolean {
  if (ringContains(ring, start) || ringContains(ring, end)) return true;
  const isClose = (point: Point, a: Point, b: Point): boolean => angleBetween(point, closestPoint(point, a, b)) <= radius + 1e-15;
  return corners.some((corner, index) => {
    const next = corners[(index + 1) % 4];
    return (
      edgeCrossing(start, end, corner, next) >= 0 ||
      isClose(corner, start, end) ||
      isClose(start, corner, next) ||
      isClose(end, corner, next)
    );
  });
}
