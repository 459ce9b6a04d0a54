/**
 * `geo_line_densify`, `geo_polygon_densify`: edges that are straight on a map of longitudes and latitudes get points between, until geodesics
 * follow them closely. How close they are is estimated and where they are divided is as in S2's edge tessellator; points are compared at about
 * a third and two thirds of an edge, where the largest deviation can be told from it wherever it is.
 */
import { QueryError, unsupported } from '../../../queryError.ts';
import type { Dynamic } from '../../../values/dynamic.ts';
import type { Value } from '../../../values/value.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { fromMeters } from './earth.ts';
import { interpolate, intersection } from './edge.ts';
import { readPlanarLines, readPlanarPolygon, readPolygon, writeLines, writePolygons } from './geoJson.ts';
import { angleBetween, type Coordinates, coordinatesOf, dot, isLatitude, type Point, pointOf } from './point.ts';
import { shapeFunction } from './shapeFunction.ts';

/** Where the deviation is measured, and its share of the largest there can be then. */
const measuredAt = 0.31215691082248315;
const measuredShare = 0.8382999256988851;

/** The tolerance in metres. */
const range = { least: 0.1, most: 10_000 };

/** What Kusto documents as the most. */
const mostPoints = 10_485_760;

/** How close to the antimeridian the ends of a line are that is cut there. */
const nearlyAntimeridian = 179.999999999999;

interface MapPoint {
  readonly coordinates: Coordinates;
  readonly point: Point;
}

function mapPoint(coordinates: Coordinates): MapPoint {
  return { coordinates, point: pointOf(...coordinates) };
}

function between({ coordinates: [x1, y1] }: MapPoint, { coordinates: [x2, y2] }: MapPoint, fraction: number): MapPoint {
  return mapPoint([(1 - fraction) * x1 + fraction * x2, (1 - fraction) * y1 + fraction * y2]);
}

function deviation(a: MapPoint, b: MapPoint): number {
  // Edges of more than a quarter of the sphere are always divided: the estimate does not hold for them.
  if (dot(a.point, b.point) < -1e-14) return Number.POSITIVE_INFINITY;
  const at = (fraction: number): number => angleBetween(interpolate(a.point, b.point, fraction), between(a, b, fraction).point);
  return Math.max(at(measuredAt), at(1 - measuredAt));
}

/** Adds the points behind `a` up to `b`. */
function addDivided(points: Point[], a: MapPoint, b: MapPoint, tolerance: number): void {
  if (points.length > mostPoints) throw new QueryError('limit', `a densified shape has more than ${mostPoints} points`);
  if (deviation(a, b) <= tolerance) {
    points.push(b.point);
    return;
  }
  const middle = between(a, b, 0.5);
  addDivided(points, a, middle, tolerance);
  addDivided(points, middle, b, tolerance);
}

function densified(line: readonly Coordinates[], tolerance: number): Point[] {
  const mapped = line.map(mapPoint);
  const scaled = fromMeters(tolerance) * measuredShare;
  const points = [mapped[0].point];
  for (let i = 1; i < mapped.length; i++) addDivided(points, mapped[i - 1], mapped[i], scaled);
  return points;
}

function isTolerance(tolerance: number): boolean {
  return tolerance >= range.least && tolerance <= range.most;
}

/** Whether a line goes over the antimeridian or around the other way is not documented for such edges. */
function refuseAmbiguous(line: readonly Coordinates[], preserveCrossing: boolean): void {
  const beyond = line.some(([longitude]) => Math.abs(longitude) > 180);
  const far = line.some(([longitude], index) => index > 0 && Math.abs(longitude - line[index - 1][0]) > 180);
  if (preserveCrossing ? far || beyond : far && !beyond) throw unsupported('densifying an edge of more than 180 degrees of longitude');
}

/** The points as coordinates, cut where the line goes over the antimeridian. */
function cutAtAntimeridian(points: readonly Point[]): Coordinates[][] {
  const lines: Coordinates[][] = [[coordinatesOf(points[0])]];
  for (let i = 1; i < points.length; i++) {
    const [before, after] = [coordinatesOf(points[i - 1]), coordinatesOf(points[i])];
    if (Math.abs(before[0] - after[0]) > 180) {
      const side = Math.sign(before[0]) * nearlyAntimeridian;
      const latitude = crossingLatitude(points[i - 1], points[i]);
      lines[lines.length - 1].push([side, latitude]);
      lines.push([[-side, latitude]]);
    }
    lines[lines.length - 1].push(after);
  }
  return lines;
}

function crossingLatitude(a: Point, b: Point): number {
  const crossing = intersection(a, b, pointOf(180, -90), pointOf(180, 0));
  const [longitude, latitude] = coordinatesOf(crossing);
  // The great circle crosses the meridian on the other side of the sphere too.
  return Math.abs(longitude) < 90 ? -latitude : latitude;
}

function densifyLines(lines: readonly (readonly Coordinates[])[], tolerance = 10, preserveCrossing = false): Value {
  if (!isTolerance(tolerance)) return null;
  for (const line of lines) refuseAmbiguous(line, preserveCrossing);
  return writeLines(lines.flatMap((line) => cutAtAntimeridian(densified(line, tolerance))));
}

function densifyPolygon(parts: readonly (readonly (readonly Coordinates[])[])[], tolerance = 10): Value {
  if (!isTolerance(tolerance)) return null;
  for (const ring of parts.flat()) refuseAmbiguous(ring, true);
  return writePolygons(parts.map((rings) => rings.map((ring) => densified(ring, tolerance).map(coordinatesOf))));
}

/** Lines may have longitudes beyond 180 here (recorded answer). */
function readMapLines(value: Dynamic): Coordinates[][] | undefined {
  const lines = readPlanarLines(value);
  const valid = lines?.every((line) => line.length >= 2 && line.every(([, latitude]) => isLatitude(latitude)));
  return valid ? lines : undefined;
}

export const densifying: readonly ScalarFunction[] = [
  shapeFunction({
    name: 'geo_line_densify',
    read: readMapLines,
    more: ['real', 'bool'],
    optional: 2,
    returns: 'dynamic',
    kernel: densifyLines,
  }),
  shapeFunction({
    name: 'geo_polygon_densify',
    read: (value) => readPolygon(value) && readPlanarPolygon(value),
    more: ['real', 'bool'],
    optional: 2,
    returns: 'dynamic',
    kernel: densifyPolygon,
  }),
];
