/**
 * A closed ring of vertices on the sphere, which bounds the region on its left, and what can be measured of it.
 *
 * Whether a point is inside is decided by counting how often the way to it from a fixed origin crosses the ring. With exact predicates the answer
 * is consistent: of polygons that divide the sphere, each point is in exactly one.
 */
import { angleContainsVertex, determinantError, edgeOrVertexCrossing, orientation } from './orientation.ts';
import { add, angleBetween, cross, dot, length, normalize, type Point, scale, stableCross, subtract } from './point.ts';

/** A point that no user writes, near the north pole; where the ways to all points begin. */
export const origin: Point = { x: -0.00999946643502502, y: 0.002592454260932412, z: 0.999946643502502 };

export interface Ring {
  /** At least three, without the closing one. */
  readonly vertices: readonly Point[];
  /** The coordinates of the vertices, for the loop of `ringContains`. */
  readonly coordinates: Float64Array;
  readonly originInside: boolean;
  /** All points that the ring contains are closer than this to `center`, as a dot product; below zero where nothing is known. */
  readonly center: Point;
  readonly leastDot: number;
}

/** The ring through `vertices`, turned where it goes around more than half of the sphere. */
export function smallerRing(vertices: readonly Point[]): Ring {
  return createRing(curvature(vertices) < 0 ? reversed(vertices) : vertices);
}

export function reversed(vertices: readonly Point[]): Point[] {
  return [...vertices].reverse();
}

export function createRing(vertices: readonly Point[]): Ring {
  const coordinates = Float64Array.from(vertices.flatMap(({ x, y, z }) => [x, y, z]));
  const outside = { vertices, coordinates, originInside: false, center: origin, leastDot: -2 };
  const containsSecond = angleContainsVertex(vertices[0], vertices[1], vertices[2]);
  const originInside = containsSecond !== ringContains(outside, vertices[1]);
  return { ...outside, originInside, ...bound(vertices) };
}

/** A circle around the region of a ring. A circle smaller than half of the sphere that contains the vertices contains the edges too. */
function bound(vertices: readonly Point[]): Pick<Ring, 'center' | 'leastDot'> {
  const center = normalize(vertices.reduce(add));
  const leastDot = vertices.reduce((least, vertex) => Math.min(least, dot(center, vertex)), 1) - 1e-14;
  return leastDot > 0.01 && curvature(vertices) > 0 ? { center, leastDot } : { center, leastDot: -2 };
}

export function ringContains(ring: Ring, point: Point): boolean {
  if (dot(ring.center, point) < ring.leastDot) return false;
  return oddCrossings(ring, point) !== ring.originInside;
}

/** Whether the way from the origin to `point` crosses the ring an odd number of times. */
function oddCrossings(ring: Pick<Ring, 'vertices' | 'coordinates'>, point: Point): boolean {
  const { vertices, coordinates } = ring;
  const { x, y, z } = cross(origin, point);
  let odd = false;
  const last = coordinates.length - 3;
  let before = x * coordinates[last] + y * coordinates[last + 1] + z * coordinates[last + 2];
  // An edge with both ends clearly on one side of the way cannot cross it: that is nearly all, so the loop is written plainly.
  for (let vertex = 0, at = 0; vertex < vertices.length; vertex++, at += 3) {
    const side = x * coordinates[at] + y * coordinates[at + 1] + z * coordinates[at + 2];
    const apart = (side > determinantError && before > determinantError) || (side < -determinantError && before < -determinantError);
    if (!apart && edgeOrVertexCrossing(origin, point, vertices.at(vertex - 1) as Point, vertices[vertex])) odd = !odd;
    before = side;
  }
  return odd;
}

/** The sum of the turns at the vertices: positive where the ring goes counterclockwise around less than half of the sphere. */
export function curvature(vertices: readonly Point[]): number {
  const count = vertices.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += turn(vertices[i], vertices[(i + 1) % count], vertices[(i + 2) % count]);
  return sum;
}

/** The change of direction at `b` on the way from `a` to `c`, in radians, positive to the left. */
export function turn(a: Point, b: Point, c: Point): number {
  const angle = angleBetween(stableCross(a, b), stableCross(b, c));
  return orientation(a, b, c) >= 0 ? angle : -angle;
}

/**
 * The area inside of a ring in steradians: positive counterclockwise, negative clockwise. Rings around more than half of the sphere are
 * reckoned as going around the rest the other way.
 */
export function ringArea(vertices: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i + 1 < vertices.length; i++) sum += triangleArea(vertices[0], vertices[i], vertices[i + 1]);
  return sum;
}

/** Positive counterclockwise. By Eriksson's formula, with a determinant of differences so that it stays exact for small triangles. */
function triangleArea(a: Point, b: Point, c: Point): number {
  const determinant = dot(a, cross(subtract(b, a), subtract(c, a)));
  return 2 * Math.atan2(determinant, 1 + dot(a, b) + dot(b, c) + dot(c, a));
}

/** The integral of the position over the area on the left of the ring: its direction is that of the centroid. */
export function ringMoment(vertices: readonly Point[]): Point {
  let sum: Point = { x: 0, y: 0, z: 0 };
  for (let i = 0; i < vertices.length; i++) {
    const a = vertices[i];
    const b = vertices[(i + 1) % vertices.length];
    const normal = stableCross(a, b);
    sum = add(sum, scale(normal, angleBetween(a, b) / length(normal) / 2));
  }
  return sum;
}

export function ringLength(vertices: readonly Point[]): number {
  return vertices.reduce((sum, vertex, i) => sum + angleBetween(vertex, vertices[(i + 1) % vertices.length]), 0);
}
