/** `geo_from_wkt`: well-known text (OGC 06-103r4) as GeoJSON. */
import { unsupported } from '../../../queryError.ts';
import { type Dynamic, dynamicEquals, dynamicReal } from '../../../values/dynamic.ts';
import { type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { writeCollection } from './geoJson.ts';
import { isLatitude, isLongitude } from './point.ts';

/** How deep the coordinates of a type are nested, how many items a list must have, and its name in GeoJSON. */
interface ShapeType {
  readonly name: string;
  readonly depth: number;
  readonly isValid?: (coordinates: Dynamic) => boolean;
}

const isLine = (line: Dynamic): boolean => (line as Dynamic[]).length >= 2;
const isPolygon = (rings: Dynamic): boolean => (rings as Dynamic[][]).every(isClosedRing);

function isClosedRing(ring: Dynamic[]): boolean {
  return ring.length >= 4 && dynamicEquals(ring[0], ring[ring.length - 1]);
}

const types: ReadonlyMap<string, ShapeType> = new Map<string, ShapeType>([
  ['POINT', { name: 'Point', depth: 1 }],
  ['LINESTRING', { name: 'LineString', depth: 1, isValid: isLine }],
  ['POLYGON', { name: 'Polygon', depth: 2, isValid: isPolygon }],
  ['MULTIPOINT', { name: 'MultiPoint', depth: 1 }],
  ['MULTILINESTRING', { name: 'MultiLineString', depth: 2, isValid: (lines) => (lines as Dynamic[]).every(isLine) }],
  ['MULTIPOLYGON', { name: 'MultiPolygon', depth: 3, isValid: (polygons) => (polygons as Dynamic[]).every(isPolygon) }],
]);

/** The words, numbers and signs of the text; undefined where it has something else. */
function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  const pattern = /\s*(?:([A-Za-z]+|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[(),])|$)/y;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match) return undefined;
    if (match[1] === undefined) break;
    tokens.push(match[1]);
  }
  return tokens;
}

/** What is wrong with the text: the answer is null. */
class Malformed extends Error {}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  next(): string {
    return this.#tokens[this.#at++] ?? '';
  }

  accept(token: string): boolean {
    const found = this.#tokens[this.#at] === token;
    if (found) this.#at++;
    return found;
  }

  expect(token: string): void {
    if (!this.accept(token)) throw new Malformed();
  }

  list<T>(item: () => T): T[] {
    this.expect('(');
    const items = [item()];
    while (this.accept(',')) items.push(item());
    this.expect(')');
    return items;
  }
}

function readShape(reader: Reader): Dynamic {
  const word = reader.next().toUpperCase();
  if (word === 'GEOMETRYCOLLECTION') return writeCollection(reader.list(() => readShape(reader)) as Map<string, Dynamic>[]);
  const type = types.get(word);
  if (!type) throw new Malformed();
  const coordinates = readCoordinates(reader, word, type.depth);
  if (type.isValid && !type.isValid(coordinates)) throw new Malformed();
  return new Map<string, Dynamic>([
    ['type', type.name],
    ['coordinates', coordinates],
  ]);
}

function readCoordinates(reader: Reader, word: string, depth: number): Dynamic {
  if (word === 'POINT') {
    const [point, ...more] = reader.list(() => readPosition(reader));
    if (more.length > 0) throw new Malformed();
    return point;
  }
  if (word === 'MULTIPOINT') return reader.list(() => readPointOfMany(reader));
  return readNested(reader, depth);
}

function readNested(reader: Reader, depth: number): Dynamic[] {
  return reader.list(() => (depth === 1 ? readPosition(reader) : readNested(reader, depth - 1)));
}

/** A point of several stands in parentheses of its own, or not. */
function readPointOfMany(reader: Reader): Dynamic {
  if (!reader.accept('(')) return readPosition(reader);
  const point = readPosition(reader);
  reader.expect(')');
  return point;
}

function readPosition(reader: Reader): Dynamic[] {
  const [longitude, latitude] = [readNumber(reader), readNumber(reader)];
  if (!isLongitude(longitude) || !isLatitude(latitude)) throw unsupported('well-known text with coordinates out of range');
  return [dynamicReal(longitude), dynamicReal(latitude)];
}

function readNumber(reader: Reader): number {
  const token = reader.next();
  if (!/[0-9]/.test(token)) throw new Malformed();
  return Number(token);
}

/** Null for text that is malformed; text with further dimensions or without any point is refused, since what it gives is not documented. */
function fromWellKnownText(text: string): Dynamic {
  const tokens = tokensOf(text);
  if (!tokens) return null;
  if (tokens.some((token) => /^(EMPTY|Z|M|ZM)$/i.test(token))) throw unsupported('well-known text that is empty or has further dimensions');
  const reader = new Reader(tokens);
  try {
    const shape = readShape(reader);
    return reader.isAtEnd ? shape : null;
  } catch (error) {
    if (error instanceof Malformed) return null;
    throw error;
  }
}

export const wellKnownTexts: readonly ScalarFunction[] = [
  scalar('geo_from_wkt', { parameters: ['string'], returns: 'dynamic', kernel: fromWellKnownText }),
];
