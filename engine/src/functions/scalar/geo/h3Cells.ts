/** Functions of Uber's H3 cells (https://h3geo.org), by its own library. A cell or resolution that is not valid gives null, or '' as a string. */
import { unsupported } from '../../../queryError.ts';
import type { Dynamic } from '../../../values/dynamic.ts';
import type { Long } from '../../../values/long.ts';
import type { Value } from '../../../values/value.ts';
import { type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { closedCoordinates, readPolygon, writePoint, writePolygons } from './geoJson.ts';
import h3Library from './h3Library.cjs';
import { hashSetOrder } from './hashSetOrder.ts';
import { isLatitude, isLongitude } from './point.ts';
import type { Polygon } from './polygon.ts';
import { shapeFunction } from './shapeFunction.ts';

const finest = 15;
/** How many levels below a cell its children may be. */
const deepestChildren = 5;
const farthestRing = 142;
const coveringLimit = 61_680;

function isResolution(resolution: Long): boolean {
  return resolution >= 0 && resolution <= finest;
}

function pointToCell(longitude: number, latitude: number, resolution: Long = 6): string {
  const valid = isLongitude(longitude) && isLatitude(latitude) && isResolution(resolution);
  return valid ? h3Library().latLngToCell(latitude, longitude, Number(resolution)) : '';
}

/** Null for text that is no cell. */
const ofCell =
  (kernel: (cell: string, argument?: Long) => Value) =>
  (cell: string, argument?: Long): Value =>
    /^[0-9a-f]{15,16}$/i.test(cell) && h3Library().isValidCell(cell) ? kernel(cell, argument) : null;

/** The parent at a coarser resolution, the next one where none is given. */
function parent(cell: string, resolution?: Long): Value {
  const own = h3Library().getResolution(cell);
  const wanted = resolution === undefined ? own - 1 : Number(resolution);
  return wanted >= 0 && wanted <= own ? h3Library().cellToParent(cell, wanted) : '';
}

/** The children at a finer resolution, at most five levels below; the next one where none is given. */
function children(cell: string, resolution?: Long): Dynamic {
  const own = h3Library().getResolution(cell);
  const wanted = resolution === undefined ? own + 1 : Number(resolution);
  return wanted > own && wanted <= finest && wanted - own <= deepestChildren ? h3Library().cellToChildren(cell, wanted) : null;
}

/** The cell, those around it, and so on. */
function rings(cell: string, distance: Long = 0): Dynamic {
  return distance >= 0 && distance <= farthestRing ? h3Library().gridDiskDistances(cell, Number(distance)) : null;
}

function boundary(cell: string): Dynamic {
  return writePolygons([[h3Library().cellToBoundary(cell, true)]]);
}

function center(cell: string): Dynamic {
  const [latitude, longitude] = h3Library().cellToLatLng(cell);
  return writePoint([longitude, latitude]);
}

/** The cells whose centres the polygon contains; its edges are straight lines of longitude and latitude here. */
function polygonCells(polygon: Polygon, resolution: Long = 6, radius = 0): Dynamic {
  if (!isResolution(resolution) || !(radius >= 0)) return null;
  if (radius > 0) throw unsupported('`geo_polygon_to_h3cells` with a radius');
  const cells = polygon.parts.flatMap((part) =>
    h3Library().polygonToCells(
      part.map(({ vertices }) => closedCoordinates(vertices).map(([longitude, latitude]) => [longitude, latitude])),
      Number(resolution),
      true,
    ),
  );
  return cells.length > coveringLimit ? null : hashSetOrder(cells);
}

const cell = { parameters: ['string'] } as const;
const cellAndNumber = { parameters: ['string', 'long'] } as const;

export const h3Cells: readonly ScalarFunction[] = [
  scalar('geo_point_to_h3cell', { parameters: ['real', 'real', 'long'], optional: 1, returns: 'string', kernel: pointToCell }),
  scalar('geo_h3cell_to_central_point', { ...cell, returns: 'dynamic', kernel: ofCell(center) }),
  scalar('geo_h3cell_to_polygon', { ...cell, returns: 'dynamic', kernel: ofCell(boundary) }),
  scalar('geo_h3cell_level', { ...cell, returns: 'int', kernel: ofCell((each) => h3Library().getResolution(each)) }),
  scalar('geo_h3cell_neighbors', {
    ...cell,
    returns: 'dynamic',
    kernel: ofCell((each) => hashSetOrder(h3Library().gridDisk(each, 1).slice(1))),
  }),
  scalar('geo_h3cell_parent', { ...cellAndNumber, optional: 1, returns: 'string', kernel: ofCell(parent) }),
  scalar('geo_h3cell_children', { ...cellAndNumber, optional: 1, returns: 'dynamic', kernel: ofCell(children) }),
  scalar('geo_h3cell_rings', { ...cellAndNumber, returns: 'dynamic', kernel: ofCell(rings) }),
  shapeFunction({
    name: 'geo_polygon_to_h3cells',
    read: readPolygon,
    more: ['long', 'real'],
    optional: 2,
    returns: 'dynamic',
    kernel: polygonCells,
  }),
];
