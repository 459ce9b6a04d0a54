/** Geohash cells: rectangles of longitude and latitude, halved in turns, five halvings a character. */

import { unsupported } from '../../../queryError.ts';
import type { Dynamic } from '../../../values/dynamic.ts';
import type { Long } from '../../../values/long.ts';
import { type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { writePoint, writePolygons } from './geoJson.ts';
import { hashSetOrder } from './hashSetOrder.ts';
import { isLatitude, isLongitude } from './point.ts';

const alphabet = '0123456789bcdefghjkmnpqrstuvwxyz';
const longest = 18;

interface Cell {
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

/** The cell of `accuracy` characters around the point, '' for coordinates or an accuracy out of range. */
function encode(longitude: number, latitude: number, accuracy: Long = 5): string {
  if (!isLongitude(longitude) || !isLatitude(latitude) || accuracy < 1 || accuracy > longest) return '';
  let [west, east, south, north] = [-180, 180, -90, 90];
  let text = '';
  let isEven = true;
  while (text.length < accuracy) {
    let character = 0;
    for (let bit = 0; bit < 5; bit++, isEven = !isEven) {
      const middle = isEven ? (west + east) / 2 : (south + north) / 2;
      const above = (isEven ? longitude : latitude) >= middle;
      character = character * 2 + (above ? 1 : 0);
      if (isEven) [west, east] = above ? [middle, east] : [west, middle];
      else [south, north] = above ? [middle, north] : [south, middle];
    }
    text += alphabet[character];
  }
  return text;
}

/** The rectangle of a geohash; undefined for text that is none. */
function decode(text: string): Cell | undefined {
  if (text.length < 1 || text.length > longest) return undefined;
  let cell: Cell = { west: -180, south: -90, width: 360, height: 180 };
  let isEven = true;
  for (const letter of text) {
    const character = alphabet.indexOf(letter);
    if (character < 0) return undefined;
    for (let bit = 4; bit >= 0; bit--, isEven = !isEven) cell = half(cell, isEven, ((character >> bit) & 1) === 1);
  }
  return cell;
}

function half({ west, south, width, height }: Cell, byLongitude: boolean, upper: boolean): Cell {
  if (byLongitude) return { west: upper ? west + width / 2 : west, south, width: width / 2, height };
  return { west, south: upper ? south + height / 2 : south, width, height: height / 2 };
}

function center(text: string): Dynamic {
  const cell = decode(text);
  return cell ? writePoint([cell.west + cell.width / 2, cell.south + cell.height / 2]) : null;
}

function toPolygon(text: string): Dynamic {
  const cell = decode(text);
  if (!cell) return null;
  const { west, south, width, height } = cell;
  const [east, north] = [west + width, south + height];
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  return writePolygons([[corners]]);
}

/** East and north, clockwise from the north-west. */
const steps = [
  [-1, 1],
  [0, 1],
  [1, 1],
  [1, 0],
  [1, -1],
  [0, -1],
  [-1, -1],
  [-1, 0],
] as const;

/** The eight cells around; the other side of the antimeridian is around too. */
function neighbors(text: string): Dynamic {
  const cell = decode(text);
  if (!cell) return null;
  const { west, south, width, height } = cell;
  if (south === -90 || south + height === 90) throw unsupported('`geo_geohash_neighbors` of a cell at a pole');
  const cells = steps.map(([east, north]) => {
    const longitude = west + width / 2 + east * width;
    const latitude = south + height / 2 + north * height;
    return encode(longitude > 180 ? longitude - 360 : longitude < -180 ? longitude + 360 : longitude, latitude, text.length);
  });
  return hashSetOrder(cells);
}

export const geohashes: readonly ScalarFunction[] = [
  scalar('geo_point_to_geohash', { parameters: ['real', 'real', 'long'], optional: 1, returns: 'string', kernel: encode }),
  scalar('geo_geohash_to_central_point', { parameters: ['string'], returns: 'dynamic', kernel: center }),
  scalar('geo_geohash_to_polygon', { parameters: ['string'], returns: 'dynamic', kernel: toPolygon }),
  scalar('geo_geohash_neighbors', { parameters: ['string'], returns: 'dynamic', kernel: neighbors }),
];
