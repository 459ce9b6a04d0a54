/**
 * The path around a shape at a distance. Its vertices are those of S2's buffer operation: arcs of a regular step around convex corners and along
 * edges (which bend away from their parallels on a sphere); at a concave corner the path goes through the corner itself, so that what it winds
 * around more than once is right whatever the path does there.
 */
import { unsupported } from '../../../queryError.ts';
import { pointOnRay } from './edge.ts';
import { orientation } from './orientation.ts';
import { angleBetween, cross, normalize, type Point, referenceDirection, scale, stableCross } from './point.ts';

/** The distance and the steps of arcs, in radians. */
export interface BufferShape {
  readonly radius: number;
  /** Around a corner. */
  readonly cornerStep: number;
  /** Around a point alone: divides the circle evenly. */
  readonly circleStep: number;
  /** Along an edge. */
  readonly edgeStep: number;
}

/** In radians. */
const roundingError = 1e-15;

/** Steps are made a little longer, lest rounding leaves a tiny one at the end. */
const stepMargin = 1e-15;

/** `deviation` is how far the path may be from the distance. The distance must be less than a quarter of the sphere. */
export function bufferShape(radius: number, deviation: number): BufferShape {
  const cornerStep = widestStep(radius, deviation);
  const circleStep = (2 * Math.PI) / Math.ceil((2 * Math.PI) / cornerStep) + stepMargin;
  return { radius, cornerStep, circleStep, edgeStep: widestStep(Math.PI / 2 - radius, deviation) };
}

/** The angle of an arc around a circle of the radius whose chord comes no closer to the centre than the deviation allows. */
function widestStep(radius: number, deviation: number): number {
  return Math.min((2 * Math.PI) / 3 + stepMargin, 2 * Math.acos(Math.tan(radius - deviation) / Math.tan(radius)));
}

export function circlePath(center: Point, { radius, circleStep }: BufferShape): Point[] {
  const path: Point[] = [];
  let start = referenceDirection(center);
  let angle = 0;
  for (let quadrant = 0; quadrant < 4; quadrant++) {
    const turned = normalize(cross(center, start));
    for (; angle < Math.PI / 2; angle += circleStep) path.push(pointOnRay(center, pointOnRay(start, turned, angle), radius));
    angle -= Math.PI / 2;
    start = turned;
  }
  return path;
}

/** Around a ring, on the right of its edges. */
export function ringPath(ring: readonly Point[], shape: BufferShape): readonly Point[] {
  const at = (index: number): Point => ring[index % ring.length];
  return distinct(ring.flatMap((_vertex, index) => edgeAndCorner(at(index), at(index + 1), at(index + 2), shape)));
}

/** Around a line, with round caps: back along its other side. */
export function linePath(line: readonly Point[], shape: BufferShape): readonly Point[] {
  const last = line.length - 1;
  const path = cap(line[0], scale(axisOf(line[0], line[1]), -1), shape);
  for (let i = 0; i + 2 <= last; i++) path.push(...edgeAndCorner(line[i], line[i + 1], line[i + 2], shape));
  path.push(...edgeArc(line[last - 1], line[last], shape), ...cap(line[last], axisOf(line[last - 1], line[last]), shape));
  for (let i = last; i >= 2; i--) path.push(...edgeAndCorner(line[i], line[i - 1], line[i - 2], shape));
  path.push(...edgeArc(line[1], line[0], shape));
  return distinct(path);
}

/**
 * Refuses points that only rounding keeps apart, beside vertices in one line: next to each other, or before and behind a vertex that just counts as
 * concave. What is left of them is not sure.
 */
function distinct(path: readonly Point[]): readonly Point[] {
  const isDouble = path.some((point, index) =>
    [1, 2].some((steps) => angleBetween(point, path[(index + steps) % path.length]) <= roundingError),
  );
  if (isDouble) throw unsupported('a buffer around vertices in one line');
  return path;
}

/** The pole of an edge on its right. */
function axisOf(a: Point, b: Point): Point {
  return normalize(stableCross(b, a));
}

function cap(end: Point, from: Point, shape: BufferShape): Point[] {
  return cornerArc(end, from, scale(from, -1), shape);
}

/** Around `vertex` counterclockwise between two directions; the last point belongs to what follows. */
function cornerArc(vertex: Point, from: Point, to: Point, { radius, cornerStep }: BufferShape): Point[] {
  const turned = normalize(cross(vertex, from));
  return steps(angleBetween(from, to), cornerStep).map((angle) => pointOnRay(vertex, pointOnRay(from, turned, angle), radius));
}

/** Beside the edge; the last point belongs to what follows. */
function edgeArc(a: Point, b: Point, { radius, edgeStep }: BufferShape): Point[] {
  const axis = axisOf(a, b);
  const onward = normalize(cross(a, axis));
  return steps(angleBetween(a, b), edgeStep).map((angle) => pointOnRay(pointOnRay(a, onward, angle), axis, radius));
}

/** From zero to less than `span`, at least one. */
function steps(span: number, step: number): number[] {
  const result = [0];
  for (let angle = step; angle < span; angle += step) result.push(angle);
  return result;
}

function edgeAndCorner(a: Point, b: Point, c: Point, shape: BufferShape): Point[] {
  const along = edgeArc(a, b, shape);
  const axis = axisOf(a, b);
  if (orientation(a, b, c) >= 0) return [...along, ...cornerArc(b, axis, axisOf(b, c), shape)];
  return [...along, pointOnRay(b, axis, shape.radius), b];
}
