/** `geo_distance_2points`, `geo_azimuth`, `geo_angle`, `geo_point_in_circle`. Coordinates out of range give null. */
import { unsupported } from '../../../queryError.ts';
import { type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { toMeters } from './earth.ts';
import { angleBetween, areAntipodal, equal, type Point, validPoint } from './point.ts';

const point = ['real', 'real'] as const;

function distance(longitude1: number, latitude1: number, longitude2: number, latitude2: number, spheroid = false): number | null {
  if (spheroid) throw unsupported('`geo_distance_2points` on a spheroid');
  const from = validPoint(longitude1, latitude1);
  const to = validPoint(longitude2, latitude2);
  return from && to ? toMeters(angleBetween(from, to)) : null;
}

/** A circle contains its edge. A radius that is not positive gives null. */
function isInCircle(longitude: number, latitude: number, centerLongitude: number, centerLatitude: number, radius: number): boolean | null {
  const meters = distance(longitude, latitude, centerLongitude, centerLatitude);
  return meters === null || !(radius > 0) ? null : meters <= radius;
}

function hasDirection(from: Point, to: Point): boolean {
  return !equal(from, to) && !areAntipodal(from, to);
}

/** The direction from one point to another, clockwise from north, 0 to 2 pi; null for equal and antipodal points. */
function azimuth(longitude1: number, latitude1: number, longitude2: number, latitude2: number): number | null {
  const from = validPoint(longitude1, latitude1);
  const to = validPoint(longitude2, latitude2);
  if (!from || !to || !hasDirection(from, to)) return null;
  if (Math.abs(latitude1) === 90) throw unsupported('a direction seen from a pole');
  // East and north at the first point span the plane in which the second one is seen.
  const cosine = Math.hypot(from.x, from.y);
  const east = (from.x * to.y - from.y * to.x) / cosine;
  const north = to.z * cosine - (from.z * (from.x * to.x + from.y * to.y)) / cosine;
  return positiveAngle(Math.atan2(east, north));
}

function positiveAngle(radians: number): number {
  return radians < 0 ? radians + 2 * Math.PI : radians;
}

/** The angle at the second point, clockwise from the direction of the first to that of the third. */
function angle(longitude1: number, latitude1: number, longitude2: number, latitude2: number, longitude3: number, latitude3: number) {
  const back = azimuth(longitude2, latitude2, longitude1, latitude1);
  const on = azimuth(longitude2, latitude2, longitude3, latitude3);
  return back === null || on === null || !validPoint(longitude1, latitude1) ? null : positiveAngle(on - back);
}

export const geoPoints: readonly ScalarFunction[] = [
  scalar('geo_distance_2points', { parameters: [...point, ...point, 'bool'], optional: 1, returns: 'real', kernel: distance }),
  scalar('geo_point_in_circle', { parameters: [...point, ...point, 'real'], returns: 'bool', kernel: isInCircle }),
  scalar('geo_azimuth', { parameters: [...point, ...point], returns: 'real', kernel: azimuth }),
  scalar('geo_angle', { parameters: [...point, ...point, ...point], returns: 'real', kernel: angle }),
];
