/** Shapes as GeoJSON (RFC 7946) in dynamic values: read with the checks that Kusto documents, and written. */
import { unsupported } from '../../../queryError.ts';
import { type Dynamic, type DynamicBag, dynamicNumber, dynamicReal } from '../../../values/dynamic.ts';
import { areAntipodal, type Coordinates, coordinatesOf, equal, isLatitude, isLongitude, type Point, pointOf } from './point.ts';
import { type Polygon, type PolygonPart, validPart } from './polygon.ts';

/** The `coordinates` of a shape of one of the types, an array where they are one; undefined for anything else. */
function coordinatesMember(value: Dynamic, type: string): Dynamic[] | undefined {
  if (!(value instanceof Map) || value.get('type') !== type) return undefined;
  const coordinates = value.get('coordinates');
  return Array.isArray(coordinates) && coordinates.length > 0 ? coordinates : undefined;
}

/** The parts of a shape of type `single`, or of one of type `Multi…`, each read by `read`; undefined where any of them is not valid. */
function readParts<T>(value: Dynamic, single: string, read: (part: Dynamic[]) => T | undefined): T[] | undefined {
  const alone = coordinatesMember(value, single);
  const parts = alone ? [alone] : coordinatesMember(value, `Multi${single}`);
  return parts && readAll(parts, read);
}

function readAll<T>(items: readonly Dynamic[], read: (item: Dynamic[]) => T | undefined): T[] | undefined {
  const result: T[] = [];
  for (const item of items) {
    const part = Array.isArray(item) ? read(item) : undefined;
    if (part === undefined) return undefined;
    result.push(part);
  }
  return result;
}

/** The lines of a `LineString` or `MultiLineString`; undefined where it is not valid. */
export function readLines(value: Dynamic): Point[][] | undefined {
  return readParts(value, 'LineString', readLine);
}

/** The one line of a `LineString`; undefined for anything else. */
export function readSingleLine(value: Dynamic): Point[] | undefined {
  const coordinates = coordinatesMember(value, 'LineString');
  return coordinates && readLine(coordinates);
}

function readLine(positions: Dynamic[]): Point[] | undefined {
  const points = readPoints(positions);
  if (!points || points.length < 2) return undefined;
  for (let i = 1; i < points.length; i++) {
    if (areAntipodal(points[i - 1], points[i])) return undefined;
    if (equal(points[i - 1], points[i])) throw unsupported('a line with two equal neighbouring points');
  }
  return points;
}

/** A `Polygon` or `MultiPolygon`; undefined where it is not valid. */
export function readPolygon(value: Dynamic): Polygon | undefined {
  const parts = readParts(value, 'Polygon', readPart);
  return parts && { parts };
}

function readPart(rings: Dynamic[]): PolygonPart | undefined {
  const read = readAll(rings, readRing);
  return read && validPart(read);
}

/** The vertices of a linear ring without the closing one. */
function readRing(positions: Dynamic[]): Point[] | undefined {
  const points = readPoints(positions);
  return points && points.length >= 4 && equal(points[0], points[points.length - 1]) ? points.slice(0, -1) : undefined;
}

function readPoints(positions: Dynamic[]): Point[] | undefined {
  return readAll(positions, (position) => {
    const coordinates = readPosition(position);
    if (!coordinates || !isLatitude(coordinates[1])) return undefined;
    if (!isLongitude(coordinates[0])) throw unsupported('a GeoJSON longitude beyond 180 degrees');
    return pointOf(...coordinates);
  });
}

/** A position as it is written, not checked for its range. */
export function readPosition(position: Dynamic[]): Coordinates | undefined {
  if (position.length > 2) throw unsupported('a GeoJSON position with an altitude');
  const [longitude, latitude] = position.map((coordinate) => Number(dynamicNumber(coordinate) ?? Number.NaN));
  return position.length === 2 && Number.isFinite(longitude) && Number.isFinite(latitude) ? [longitude, latitude] : undefined;
}

/** The positions of the lines of a shape as they are written; undefined where it is not valid GeoJSON of that type. */
export function readPlanarLines(value: Dynamic): Coordinates[][] | undefined {
  return readParts(value, 'LineString', (line) => readAll(line, readPosition));
}

/** The positions of the rings of the parts of a polygon as they are written. */
export function readPlanarPolygon(value: Dynamic): Coordinates[][][] | undefined {
  return readParts(value, 'Polygon', (part) => readAll(part, (ring) => readAll(ring, readPosition)));
}

/** Keeps what was read of a value, so that a constant or a repeated shape is read once a query. */
export function readOnce<T>(read: (value: Dynamic) => T | undefined): (value: Dynamic) => T | undefined {
  const kept = new WeakMap<DynamicBag | Dynamic[], { readonly shape: T | undefined }>();
  return (value) => {
    if (!(value instanceof Map) && !Array.isArray(value)) return undefined;
    const known = kept.get(value);
    if (known) return known.shape;
    const shape = read(value);
    kept.set(value, { shape });
    return shape;
  };
}

export type GeoJsonType = 'Point' | 'LineString' | 'MultiLineString' | 'Polygon' | 'MultiPolygon';

function shape(type: GeoJsonType, coordinates: Dynamic): DynamicBag {
  return new Map<string, Dynamic>([
    ['type', type],
    ['coordinates', coordinates],
  ]);
}

export function writePosition([longitude, latitude]: Coordinates): Dynamic[] {
  return [dynamicReal(longitude), dynamicReal(latitude)];
}

export function writePoint(coordinates: Coordinates): DynamicBag {
  return shape('Point', writePosition(coordinates));
}

/** A `LineString`, or a `MultiLineString` of several lines. */
export function writeLines(lines: readonly (readonly Coordinates[])[]): DynamicBag {
  const written = lines.map((line) => line.map(writePosition));
  return written.length === 1 ? shape('LineString', written[0]) : shape('MultiLineString', written);
}

/** A `Polygon`, or a `MultiPolygon` of several parts; the rings are closed already. */
export function writePolygons(parts: readonly (readonly (readonly Coordinates[])[])[]): DynamicBag {
  const written = parts.map((rings) => rings.map((ring) => ring.map(writePosition)));
  return written.length === 1 ? shape('Polygon', written[0]) : shape('MultiPolygon', written);
}

export function writeCollection(geometries: readonly DynamicBag[]): DynamicBag {
  return new Map<string, Dynamic>([
    ['type', 'GeometryCollection'],
    ['geometries', [...geometries]],
  ]);
}

/** The coordinates of the vertices of a ring, the first again at the end. */
export function closedCoordinates(vertices: readonly Point[]): Coordinates[] {
  return [...vertices, vertices[0]].map(coordinatesOf);
}
