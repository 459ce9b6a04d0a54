/** Edges: the shorter arc of the great circle between two points that are neither equal nor antipodal. */
import { add, angleBetween, cross, dot, length, normalize, type Point, scale, stableCross, subtract } from './point.ts';

/** The length of an arc in radians. */
export const edgeLength = angleBetween;

/** The point where two edges cross that `edgeCrossing` says do. */
export function intersection(a: Point, b: Point, c: Point, d: Point): Point {
  const point = normalize(cross(unit(stableCross(a, b)), unit(stableCross(c, d))));
  // The two great circles cross twice; the right one of the two is on the side of the edges.
  const middle = add(add(a, b), add(c, d));
  return dot(point, middle) < 0 ? scale(point, -1) : point;
}

/** Lengths of tiny edges multiplied would underflow. */
function unit(a: Point): Point {
  return normalize(a);
}

/** The point of the edge `ab` that is closest to `point`. */
export function closestPoint(point: Point, a: Point, b: Point): Point {
  const normal = stableCross(a, b);
  const projected = subtract(point, scale(normal, dot(point, normal) / dot(normal, normal)));
  const within = dot(cross(normal, a), projected) > 0 && dot(cross(b, normal), projected) > 0;
  if (within && length(projected) > 1e-15) return normalize(projected);
  return dot(subtract(point, a), subtract(point, a)) <= dot(subtract(point, b), subtract(point, b)) ? a : b;
}

/** The point at `distance` radians from `origin` in the direction `direction`, a unit vector at right angles to it. */
export function pointOnRay(origin: Point, direction: Point, distance: number): Point {
  return normalize(add(scale(origin, Math.cos(distance)), scale(direction, Math.sin(distance))));
}

/** The point at `distance` radians from `a` on the great circle toward `b`. */
export function pointOnLine(a: Point, b: Point, distance: number): Point {
  return pointOnRay(a, normalize(cross(stableCross(a, b), a)), distance);
}

/** The point at the fraction `fraction` of the edge. */
export function interpolate(a: Point, b: Point, fraction: number): Point {
  if (fraction === 0) return a;
  return fraction === 1 ? b : pointOnLine(a, b, fraction * angleBetween(a, b));
}
