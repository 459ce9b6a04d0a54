/** Points of the unit sphere as vectors, and their longitude and latitude in degrees. */

import { atan2, sinCos } from './trigonometry.ts';

/** A vector; as a position on the sphere, of length one. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** `[longitude, latitude]` in degrees. */
export type Coordinates = readonly [longitude: number, latitude: number];

const radiansPerDegree = Math.PI / 180;
const degreesPerRadian = 180 / Math.PI;

export function pointOf(longitude: number, latitude: number): Point {
  const phi = radiansPerDegree * latitude;
  const theta = radiansPerDegree * longitude;
  const [sinPhi, cosPhi] = sinCos(phi);
  const [sinTheta, cosTheta] = sinCos(theta);
  return { x: cosTheta * cosPhi, y: sinTheta * cosPhi, z: sinPhi };
}

/** The coordinates of a direction, whatever its length. */
export function coordinatesOf(point: Point): Coordinates {
  // Adding zero turns the -0 that a point of the equator or the prime meridian may have into 0.
  const latitude = atan2(point.z + 0, Math.sqrt(point.x * point.x + point.y * point.y));
  return [degreesPerRadian * atan2(point.y + 0, point.x + 0), degreesPerRadian * latitude];
}

export function isLongitude(degrees: number): boolean {
  return Math.abs(degrees) <= 180;
}

export function isLatitude(degrees: number): boolean {
  return Math.abs(degrees) <= 90;
}

/** The point at the coordinates; undefined where they are out of range or not numbers. */
export function validPoint(longitude: number, latitude: number): Point | undefined {
  return isLongitude(longitude) && isLatitude(latitude) ? pointOf(longitude, latitude) : undefined;
}

export function add(a: Point, b: Point): Point {
  return { x: a.x + b.x, y: a.y + b.y, z: a.z + b.z };
}

export function subtract(a: Point, b: Point): Point {
  return { x: a.x - b.x, y: a.y - b.y, z: a.z - b.z };
}

export function scale(a: Point, factor: number): Point {
  return { x: a.x * factor, y: a.y * factor, z: a.z * factor };
}

export function dot(a: Point, b: Point): number {
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

export function cross(a: Point, b: Point): Point {
  return { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x };
}

export function length(a: Point): number {
  return Math.sqrt(dot(a, a));
}

/** The vector of length one in the direction of `a`; the null vector stays as it is. */
export function normalize(a: Point): Point {
  const norm = length(a);
  return norm === 0 ? a : scale(a, 1 / norm);
}

export function equal(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y && a.z === b.z;
}

export function areAntipodal(a: Point, b: Point): boolean {
  return a.x === -b.x && a.y === -b.y && a.z === -b.z;
}

/** The angle between two vectors in radians, 0 to pi; exact to the last digits for any angle. */
export function angleBetween(a: Point, b: Point): number {
  return Math.atan2(length(cross(a, b)), dot(a, b));
}

/** A vector in the direction of `a` x `b` that stays exact where the points of the sphere are close together; its length is twice that. */
export function stableCross(a: Point, b: Point): Point {
  return cross(add(b, a), subtract(b, a));
}

/**
 * A direction at right angles to `a`, the one from which Google's S2 library reckons turns around a point. That it is never one that users
 * write makes points on it unlikely.
 */
export function referenceDirection(a: Point): Point {
  const [x, y, z] = [Math.abs(a.x), Math.abs(a.y), Math.abs(a.z)];
  const largest = x > y ? (x > z ? 0 : 2) : y > z ? 1 : 2;
  const other = { x: 0.012, y: 0.0053, z: 0.00457 };
  const axes = [
    { ...other, z: 1 },
    { ...other, x: 1 },
    { ...other, y: 1 },
  ];
  return normalize(cross(a, axes[largest]));
}
