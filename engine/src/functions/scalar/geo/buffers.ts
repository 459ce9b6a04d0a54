/** `geo_point_buffer`, `geo_line_buffer`, `geo_polygon_buffer`: what is within a radius of a shape. Shapes and radii that are not valid give null. */
import { unsupported } from '../../../queryError.ts';
import type { Value } from '../../../values/value.ts';
import { type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { arrange } from './arrangement.ts';
import { boundaryRings } from './boundary.ts';
import { type BufferShape, bufferShape, circlePath, linePath, ringPath } from './bufferPath.ts';
import { fromMeters } from './earth.ts';
import { readLines, readPolygon } from './geoJson.ts';
import { writeRegion } from './overlays.ts';
import { add, dot, normalize, type Point, scale, validPoint } from './point.ts';
import { shapeFunction } from './shapeFunction.ts';
import { regionEdges, unionOfParts } from './union.ts';

/** In metres. */
const defaultTolerance = 10;

/** The tolerance as a share of the radius. */
const leastShare = 1e-6;

/** The cosine of the largest angle between the middle of a buffer and its boundary: what goes further around the sphere is refused. */
const leastCosine = 0.1;

/** The steps for a radius and a tolerance in metres; undefined where they are not valid. */
function shapeOf(radius: number, tolerance: number): BufferShape | undefined {
  if (!(radius > 0) || !(tolerance > 0)) return undefined;
  if (tolerance < leastShare * radius) throw unsupported('a buffer with a tolerance of less than a millionth of the radius');
  const radians = fromMeters(radius);
  if (radians >= Math.acos(leastCosine)) throw unsupported('a buffer of nearly half of the sphere');
  return bufferShape(radians, Math.min(radians, fromMeters(tolerance)));
}

/** The region that the paths wind around. */
function buffered(paths: readonly (readonly Point[])[]): Value {
  const middle = normalize(paths.flat().reduce(add));
  if (paths.flat().some((point) => dot(point, middle) < leastCosine)) throw unsupported('a buffer of nearly half of the sphere');
  const arrangement = arrange(regionEdges(paths, 0), { point: scale(middle, -1), windings: [0] }, 'split');
  return writeRegion(boundaryRings(arrangement, ([winding]) => winding > 0));
}

function pointBuffer(longitude: number, latitude: number, radius: number, tolerance = defaultTolerance): Value {
  const center = validPoint(longitude, latitude);
  const shape = shapeOf(radius, tolerance);
  return center && shape ? buffered([circlePath(center, shape)]) : null;
}

const around =
  (path: (points: readonly Point[], shape: BufferShape) => readonly Point[]) =>
  (lines: readonly (readonly Point[])[], radius: number, tolerance = defaultTolerance): Value => {
    const shape = shapeOf(radius, tolerance);
    return shape ? buffered(lines.map((line) => path(line, shape))) : null;
  };

const more = { more: ['real', 'real'], optional: 1, returns: 'dynamic' } as const;

export const buffers: readonly ScalarFunction[] = [
  scalar('geo_point_buffer', { parameters: ['real', 'real', 'real', 'real'], optional: 1, returns: 'dynamic', kernel: pointBuffer }),
  shapeFunction({ name: 'geo_line_buffer', read: readLines, ...more, kernel: around(linePath) }),
  shapeFunction({
    name: 'geo_polygon_buffer',
    read: (value) => {
      const polygon = readPolygon(value);
      return polygon && unionOfParts(polygon, 'refused');
    },
    ...more,
    kernel: around(ringPath),
  }),
];
