/** Measures of lines. Edges are geodesics; a line or point that is not valid gives null. */
import { unsupported } from '../../../queryError.ts';
import type { Dynamic } from '../../../values/dynamic.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { toMeters } from './earth.ts';
import { closestPoint, edgeLength, interpolate } from './edge.ts';
import type { Edge } from './edgePairs.ts';
import { readLines, readSingleLine, writePoint } from './geoJson.ts';
import { add, angleBetween, coordinatesOf, type Point, scale, validPoint } from './point.ts';
import { closestOnEdges, lineEdges } from './polygon.ts';
import { pointAndShapeFunction, shapeFunction } from './shapeFunction.ts';

function readEdges(value: Dynamic): Edge[] | undefined {
  return readLines(value)?.flatMap(lineEdges);
}

/** The edges of the union of lines: each once, whichever its direction. */
function readUnionEdges(value: Dynamic): Edge[] | undefined {
  const edges = readEdges(value);
  if (!edges) return undefined;
  const keyed = edges.map((edge) => [[textOf(edge.start), textOf(edge.end)].sort().join(' '), edge] as const);
  return [...new Map(keyed).values()];
}

function textOf({ x, y, z }: Point): string {
  return `${x},${y},${z}`;
}

function totalLength(edges: readonly Edge[]): number {
  return edges.reduce((sum, { start, end }) => sum + edgeLength(start, end), 0);
}

/** The centre of the mass of the edges, brought to the sphere. */
function centroid(edges: readonly Edge[]): Dynamic {
  let sum: Point = { x: 0, y: 0, z: 0 };
  // The integral of the position along an arc points to its middle.
  for (const { start, end } of edges) sum = add(sum, scale(add(start, end), Math.tan(angleBetween(start, end) / 2)));
  return writePoint(coordinatesOf(sum));
}

/** Functions of exactly one line refuse several: which of them counts is not documented. */
function readOneLine(value: Dynamic): Edge[] | undefined {
  if (value instanceof Map && value.get('type') === 'MultiLineString') throw unsupported('a place on a MultiLineString');
  const line = readSingleLine(value);
  return line && lineEdges(line);
}

/** The point at the fraction of the length, 0 to 1; null for any other fraction. */
function pointAt(edges: readonly Edge[], fraction: number): Dynamic {
  if (!(fraction >= 0 && fraction <= 1)) return null;
  let rest = fraction * totalLength(edges);
  for (const { start, end } of edges) {
    const edge = edgeLength(start, end);
    if (rest <= edge) return writePoint(coordinatesOf(interpolate(start, end, rest / edge)));
    rest -= edge;
  }
  return writePoint(coordinatesOf(edges[edges.length - 1].end));
}

/** The fraction of the length at which the line is closest to the point; the first where several are. */
function locate(edges: readonly Edge[], longitude: number, latitude: number, spheroid = false): number | null {
  const point = validPoint(longitude, latitude);
  if (!point) return null;
  if (spheroid) throw unsupported('`geo_line_locate_point` on a spheroid');
  let best = { distance: Number.POSITIVE_INFINITY, along: 0 };
  let before = 0;
  for (const { start, end } of edges) {
    const candidate = closestPoint(point, start, end);
    const distance = edgeLength(point, candidate);
    if (distance < best.distance) best = { distance, along: before + edgeLength(start, candidate) };
    before += edgeLength(start, end);
  }
  return Math.min(1, best.along / before);
}

export const geoLines: readonly ScalarFunction[] = [
  shapeFunction({
    name: 'geo_line_length',
    read: readUnionEdges,
    returns: 'real',
    kernel: (edges) => toMeters(totalLength(edges)),
  }),
  shapeFunction({ name: 'geo_line_centroid', read: readUnionEdges, returns: 'dynamic', kernel: centroid }),
  shapeFunction({ name: 'geo_line_interpolate_point', read: readOneLine, more: ['real'], returns: 'dynamic', kernel: pointAt }),
  shapeFunction({
    name: 'geo_line_locate_point',
    read: readOneLine,
    more: ['real', 'real', 'bool'],
    optional: 1,
    returns: 'real',
    kernel: locate,
  }),
  pointAndShapeFunction({
    name: 'geo_distance_point_to_line',
    read: readEdges,
    returns: 'real',
    kernel: (point, edges) => toMeters(closestOnEdges(edges, point).distance),
  }),
  pointAndShapeFunction({
    name: 'geo_closest_point_on_line',
    read: readEdges,
    returns: 'dynamic',
    kernel: (point, edges) => writePoint(coordinatesOf(closestOnEdges(edges, point).point)),
  }),
];
