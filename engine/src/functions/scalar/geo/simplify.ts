/**
 * `geo_line_simplify`, `geo_polygon_simplify`, `geo_simplify_polygons_array`. Null for shapes and tolerances that are not valid, and for shapes so
 * small that all of their vertices become one; what is left of larger shapes is refused.
 */
import { unsupported } from '../../../queryError.ts';
import type { Dynamic } from '../../../values/dynamic.ts';
import { type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { fromMeters } from './earth.ts';
import { readLines, readPolygon } from './geoJson.ts';
import { angleBetween, type Point } from './point.ts';
import { curvePosition } from './s2Cell.ts';
import { shapeFunction } from './shapeFunction.ts';

const defaultTolerance = 10;

/**
 * Vertices are kept in the order of S2's cells, unless they are closer than the tolerance to one that is kept: where all are that close to the
 * first, nothing is left that has an extent.
 */
function simplified(vertices: readonly Point[], tolerance: number): Dynamic {
  if (!(tolerance >= 0)) return null;
  const radius = fromMeters(tolerance);
  const first = vertices.reduce((least, vertex) => (curvePosition(vertex) < curvePosition(least) ? vertex : least));
  if (tolerance > 0 && vertices.every((vertex) => angleBetween(first, vertex) < radius)) return null;
  throw unsupported('simplifying a shape that does not disappear');
}

function polygonVertices(value: Dynamic): Point[] | undefined {
  return readPolygon(value)
    ?.parts.flat()
    .flatMap(({ vertices }) => vertices);
}

function simplifiedArray(array: Dynamic, tolerance = defaultTolerance): Dynamic {
  if (!Array.isArray(array) || array.length === 0) return null;
  const vertices = array.map(polygonVertices);
  return vertices.includes(undefined) ? null : simplified((vertices as Point[][]).flat(), tolerance);
}

const more = { more: ['real'], optional: 1, returns: 'dynamic' } as const;
const kernel = (vertices: readonly Point[], tolerance = defaultTolerance): Dynamic => simplified(vertices, tolerance);

export const simplifying: readonly ScalarFunction[] = [
  shapeFunction({ name: 'geo_line_simplify', read: (value) => readLines(value)?.flat(), ...more, kernel }),
  shapeFunction({ name: 'geo_polygon_simplify', read: polygonVertices, ...more, kernel }),
  scalar('geo_simplify_polygons_array', { parameters: ['dynamic', 'real'], optional: 1, returns: 'dynamic', kernel: simplifiedArray }),
];
