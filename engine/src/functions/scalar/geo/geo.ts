/** The geospatial functions, a file a family. */
import type { ScalarFunction } from '../../scalarFunction.ts';
import { buffers } from './buffers.ts';
import { densifying } from './densify.ts';
import { geohashes } from './geohash.ts';
import { h3Cells } from './h3Cells.ts';
import { geoLines } from './lines.ts';
import { overlays } from './overlays.ts';
import { geoPoints } from './points.ts';
import { geoPolygons } from './polygons.ts';
import { s2Cells } from './s2Cells.ts';
import { simplifying } from './simplify.ts';
import { wellKnownTexts } from './wellKnownText.ts';

export const geos: readonly ScalarFunction[] = [
  ...geoPoints,
  ...geoLines,
  ...geoPolygons,
  ...geohashes,
  ...s2Cells,
  ...h3Cells,
  ...densifying,
  ...overlays,
  ...wellKnownTexts,
  ...buffers,
  ...simplifying,
];
