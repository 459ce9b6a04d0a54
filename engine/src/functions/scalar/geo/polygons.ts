/** Measures of polygons. Edges are geodesics; a polygon or point that is not valid gives null. A MultiPolygon is the union of its parts. */
import type { Dynamic } from '../../../values/dynamic.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { toMeters, toSquareMeters } from './earth.ts';
import type { Edge } from './edgePairs.ts';
import { readPolygon, writePoint } from './geoJson.ts';
import { add, type Coordinates, coordinatesOf, type Point } from './point.ts';
import { closestOnEdges, type Polygon, polygonContains, polygonEdges } from './polygon.ts';
import { ringArea, ringLength, ringMoment } from './ring.ts';
import { pointAndShapeFunction, shapeFunction } from './shapeFunction.ts';
import { type Region, unionOfParts } from './union.ts';

interface Measured {
  readonly polygon: Polygon;
  readonly edges: readonly Edge[];
}

function readMeasured(value: Dynamic): Measured | undefined {
  const polygon = readPolygon(value);
  return polygon && { polygon, edges: polygonEdges(polygon) };
}

/** The rings of the union, shells counterclockwise and holes clockwise. */
function readUnion(value: Dynamic): Region | undefined {
  const polygon = readPolygon(value);
  return polygon && unionOfParts(polygon, 'split');
}

/** The sum over the rings; holes count as less than nothing. */
function area(rings: readonly (readonly Point[])[]): number {
  return toSquareMeters(rings.reduce((sum, ring) => sum + ringArea(ring), 0));
}

function centroid(rings: readonly (readonly Point[])[]): Dynamic {
  return writePoint(coordinatesOf(rings.map(ringMoment).reduce(add)));
}

function distanceTo({ polygon, edges }: Measured, point: Point): number {
  return polygonContains(polygon, point) ? 0 : toMeters(closestOnEdges(edges, point).distance);
}

/** The point itself where the polygon contains it. */
function closestIn({ polygon, edges }: Measured, point: Point, given: Coordinates): Dynamic {
  return writePoint(polygonContains(polygon, point) ? given : coordinatesOf(closestOnEdges(edges, point).point));
}

export const geoPolygons: readonly ScalarFunction[] = [
  pointAndShapeFunction({
    name: 'geo_point_in_polygon',
    read: readPolygon,
    returns: 'bool',
    kernel: (point, polygon) => polygonContains(polygon, point),
  }),
  pointAndShapeFunction({
    name: 'geo_distance_point_to_polygon',
    read: readMeasured,
    returns: 'real',
    kernel: (point, measured) => distanceTo(measured, point),
  }),
  pointAndShapeFunction({
    name: 'geo_closest_point_on_polygon',
    read: readMeasured,
    returns: 'dynamic',
    kernel: (point, measured, longitude, latitude) => closestIn(measured, point, [longitude, latitude]),
  }),
  shapeFunction({ name: 'geo_polygon_area', read: readUnion, returns: 'real', kernel: area }),
  shapeFunction({
    name: 'geo_polygon_perimeter',
    read: readUnion,
    returns: 'real',
    kernel: (rings) => toMeters(rings.reduce((sum, ring) => sum + ringLength(ring), 0)),
  }),
  shapeFunction({ name: 'geo_polygon_centroid', read: readUnion, returns: 'dynamic', kernel: centroid }),
];
