/** Functions of S2 cells. A token, level or shape that is not valid gives null, or '' as a string. */
import type { Dynamic } from '../../../values/dynamic.ts';
import type { Long } from '../../../values/long.ts';
import { type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { fromMeters } from './earth.ts';
import { closedCoordinates, readLines, readPolygon, writePoint, writePolygons } from './geoJson.ts';
import { hashSetOrder } from './hashSetOrder.ts';
import { coordinatesOf, validPoint } from './point.ts';
import { lineEdges, polygonContains, polygonEdges } from './polygon.ts';
import { cellAt, cellCenter, cellCorners, cellNeighbors, cellOfToken, deepestLevel, type S2Cell, tokenOf } from './s2Cell.ts';
import { type CoveredShape, covering } from './s2Covering.ts';
import { shapeFunction } from './shapeFunction.ts';

/** How many cells a covering has at most. */
const coveringLimit = 65_536;

function isLevel(level: Long): boolean {
  return level >= 0 && level <= deepestLevel;
}

function pointToCell(longitude: number, latitude: number, level: Long = 11): string {
  const point = validPoint(longitude, latitude);
  return point && isLevel(level) ? tokenOf(cellAt(point, Number(level))) : '';
}

const ofToken =
  (kernel: (cell: S2Cell) => Dynamic) =>
  (token: string): Dynamic => {
    const cell = cellOfToken(token);
    return cell ? kernel(cell) : null;
  };

/** The cells of the level that have a point of the shape, or one within the radius in metres. */
function cover(shape: Omit<CoveredShape, 'radius'>, level: Long = 11, radius = 0): Dynamic {
  if (!isLevel(level) || !(radius >= 0)) return null;
  return covering({ ...shape, radius: fromMeters(radius) }, Number(level), coveringLimit)?.map(tokenOf) ?? null;
}

function polygonShape(value: Dynamic): Omit<CoveredShape, 'radius'> | undefined {
  const polygon = readPolygon(value);
  return polygon && { edges: polygonEdges(polygon), contains: (point) => polygonContains(polygon, point) };
}

function lineShape(value: Dynamic): Omit<CoveredShape, 'radius'> | undefined {
  const lines = readLines(value);
  return lines && { edges: lines.flatMap(lineEdges), contains: () => false };
}

const coveringParameters = { more: ['long', 'real'], optional: 2, returns: 'dynamic', kernel: cover } as const;

export const s2Cells: readonly ScalarFunction[] = [
  scalar('geo_point_to_s2cell', { parameters: ['real', 'real', 'long'], optional: 1, returns: 'string', kernel: pointToCell }),
  scalar('geo_s2cell_to_central_point', {
    parameters: ['string'],
    returns: 'dynamic',
    kernel: ofToken((cell) => writePoint(coordinatesOf(cellCenter(cell)))),
  }),
  scalar('geo_s2cell_to_polygon', {
    parameters: ['string'],
    returns: 'dynamic',
    kernel: ofToken((cell) => writePolygons([[closedCoordinates(cellCorners(cell))]])),
  }),
  scalar('geo_s2cell_neighbors', {
    parameters: ['string'],
    returns: 'dynamic',
    kernel: ofToken((cell) => hashSetOrder(cellNeighbors(cell).map(tokenOf))),
  }),
  shapeFunction({ name: 'geo_polygon_to_s2cells', read: polygonShape, ...coveringParameters }),
  shapeFunction({ name: 'geo_line_to_s2cells', read: lineShape, ...coveringParameters }),
];
