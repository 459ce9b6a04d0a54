/**
 * On which side of a great circle a point lies, decided exactly.
 *
 * Rounding must not decide differently from one test to the next, or polygons would overlap and leak. So the determinant is computed again in
 * whole numbers where the floating-point one is too close to zero, and where it is zero, the points are thought to be moved by infinitely
 * small amounts, each by another ("Simulation of Simplicity", Edelsbrunner and Mücke 1990, as S2 orders it), so that no three distinct points
 * are on one great circle.
 */
import { cross, dot, equal, type Point, referenceDirection } from './point.ts';

/** The rounding error that a determinant of three unit vectors has at most. */
export const determinantError = 3.6548e-15;

/** 1 where `a`, `b`, `c` turn counterclockwise, -1 clockwise, 0 only where two of them are equal. */
export function orientation(a: Point, b: Point, c: Point): number {
  const determinant = dot(cross(a, b), c);
  if (determinant > determinantError) return 1;
  if (determinant < -determinantError) return -1;
  return equal(a, b) || equal(b, c) || equal(c, a) ? 0 : exactOrientation(a, b, c);
}

type ExactPoint = readonly [bigint, bigint, bigint];

function exactOrientation(a: Point, b: Point, c: Point): number {
  const sorted = [a, b, c];
  let permutation = 1;
  const swap = (i: number, j: number): void => {
    if (compare(sorted[i], sorted[j]) <= 0) return;
    [sorted[i], sorted[j]] = [sorted[j], sorted[i]];
    permutation = -permutation;
  };
  swap(0, 1);
  swap(1, 2);
  swap(0, 1);
  const [x, y, z] = exactPoints(sorted);
  const yz = exactCross(y, z);
  const determinant = x[0] * yz[0] + x[1] * yz[1] + x[2] * yz[2];
  return permutation * (signOf(determinant) || perturbedSign(x, y, z, yz));
}

function compare(a: Point, b: Point): number {
  return a.x - b.x || a.y - b.y || a.z - b.z;
}

function signOf(value: bigint): number {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}

function exactCross(a: ExactPoint, b: ExactPoint): ExactPoint {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** The sign of the first coefficient that is not zero, of the determinant of the moved points as a polynomial in the movements. */
function perturbedSign(a: ExactPoint, b: ExactPoint, c: ExactPoint, bc: ExactPoint): number {
  const coefficients = [
    bc[2],
    bc[1],
    bc[0],
    c[0] * a[1] - c[1] * a[0],
    c[0],
    -c[1],
    c[2] * a[0] - c[0] * a[2],
    c[2],
    a[0] * b[1] - a[1] * b[0],
    -b[0],
    b[1],
    a[0],
  ];
  for (const coefficient of coefficients) if (coefficient !== 0n) return signOf(coefficient);
  return 1;
}

/** The points as whole numbers in a common unit. */
function exactPoints(points: readonly Point[]): ExactPoint[] {
  const parts = points.map((point) => [decompose(point.x), decompose(point.y), decompose(point.z)]);
  const lowest = Math.min(...parts.flat().map(({ exponent }) => exponent));
  return parts.map(([x, y, z]) => [shifted(x, lowest), shifted(y, lowest), shifted(z, lowest)]);
}

interface Parts {
  readonly mantissa: bigint;
  readonly exponent: number;
}

function shifted({ mantissa, exponent }: Parts, lowest: number): bigint {
  return mantissa << BigInt(exponent - lowest);
}

/** `value` as `mantissa` times two to the `exponent`. */
function decompose(value: number): Parts {
  if (value === 0) return { mantissa: 0n, exponent: 0 };
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: value < 0 ? -mantissa : mantissa, exponent: Math.max(biased, 1) - 1075 };
}

/** Whether `b` comes before `c` when turning counterclockwise around `center` from `a`, or at the same time as one of them. */
export function isOrderedAround(center: Point, a: Point, b: Point, c: Point): boolean {
  let turns = 0;
  if (orientation(b, center, a) >= 0) turns++;
  if (orientation(c, center, b) >= 0) turns++;
  if (orientation(a, center, c) > 0) turns++;
  return turns >= 2;
}

/** 1 where the edges `ab` and `cd` cross inside both, 0 where they share an end, -1 otherwise. */
export function edgeCrossing(a: Point, b: Point, c: Point, d: Point): number {
  if (equal(a, c) || equal(a, d) || equal(b, c) || equal(b, d)) return 0;
  const turn = orientation(a, b, c);
  if (turn === 0 || orientation(a, b, d) !== -turn) return -1;
  return orientation(c, d, b) === turn && orientation(c, d, a) === -turn ? 1 : -1;
}

/**
 * Whether two edges that share an end count as crossing there, so that the parity of crossings on the way to a point still says whether it is
 * inside: of the polygons that meet in a vertex, exactly one contains it.
 */
export function vertexCrossing(a: Point, b: Point, c: Point, d: Point): boolean {
  if (equal(a, b) || equal(c, d)) return false;
  if (equal(a, c)) return equal(b, d) || isOrderedAround(a, referenceDirection(a), d, b);
  if (equal(b, d)) return isOrderedAround(b, referenceDirection(b), c, a);
  if (equal(a, d)) return equal(b, c) || isOrderedAround(a, referenceDirection(a), c, b);
  return equal(b, c) && isOrderedAround(b, referenceDirection(b), d, a);
}

export function edgeOrVertexCrossing(a: Point, b: Point, c: Point, d: Point): boolean {
  const crossing = edgeCrossing(a, b, c, d);
  return crossing === 0 ? vertexCrossing(a, b, c, d) : crossing > 0;
}

/**
 * How a winding number changes on the way from `a` to `b` where that crosses the edge `cd`: 1 from its right to its left, -1 from its left to
 * its right, 0 where it does not cross. Ends that are shared are treated as `vertexCrossing` says.
 */
export function signedCrossing(a: Point, b: Point, c: Point, d: Point): number {
  const crossing = edgeCrossing(a, b, c, d);
  if (crossing < 0) return 0;
  if (crossing > 0) return orientation(c, d, a) > 0 ? -1 : 1;
  if (!vertexCrossing(a, b, c, d)) return 0;
  return equal(a, c) || equal(b, d) ? 1 : -1;
}

/** Whether the angle at `vertex` from `next` to `previous`, the inside of a ring, contains the vertex by the rule of `vertexCrossing`. */
export function angleContainsVertex(previous: Point, vertex: Point, next: Point): boolean {
  return !isOrderedAround(vertex, referenceDirection(vertex), next, previous);
}
