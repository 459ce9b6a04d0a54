/** Unions, intersections, and whether shapes intersect. Shapes contain their boundary; a shape that is not valid gives null. */
import { unsupported } from '../../../queryError.ts';
import type { Dynamic, DynamicBag } from '../../../values/dynamic.ts';
import { type ScalarFunction, scalar } from '../../scalarFunction.ts';
import { type Arrangement, arrange, type HalfEdge, type LayerEdge } from './arrangement.ts';
import { boundaryRings, partsOf } from './boundary.ts';
import { type Edge, visitEdgePairs } from './edgePairs.ts';
import { closedCoordinates, readLines, readPolygon, writeCollection, writeLines, writePoint, writePolygons } from './geoJson.ts';
import { joinedLines } from './joinedLines.ts';
import { edgeCrossing } from './orientation.ts';
import { coordinatesOf, type Point } from './point.ts';
import { lineEdges, type Polygon, polygonContains, polygonEdges } from './polygon.ts';
import { origin } from './ring.ts';
import { twoShapesFunction } from './shapeFunction.ts';
import { type Region, referenceOf, regionEdges, regionOf, unionOfParts, unionOfRegions } from './union.ts';

type Lines = readonly (readonly Point[])[];

export function writeRegion(region: Region): DynamicBag {
  return writePolygons(partsOf(region).map((rings) => rings.map(closedCoordinates)));
}

function layerOfLines(lines: Lines, layer: number): LayerEdge[] {
  return lines.flatMap(lineEdges).map((edge) => ({ ...edge, layer, bounds: false }));
}

/** What an overlay consists of. */
interface Overlay {
  readonly arrangement: Arrangement;
  /** The edges by their number. */
  readonly edges: readonly LayerEdge[];
  /** Half-edges of lines that belong to the result. */
  readonly pieces: readonly HalfEdge[];
  readonly rings: Region;
}

/** Points, lines and polygons in this order; a collection where they are not exactly one. */
function writeOverlay(overlay: Overlay): DynamicBag {
  const { vertices } = overlay.arrangement;
  const points = touchingVertices(overlay).map((vertex) => writePoint(coordinatesOf(vertices[vertex])));
  if (points.length > 1) throw unsupported('an intersection in several points');
  const lines = joinedLines(overlay.pieces).map((line) => line.map((vertex) => coordinatesOf(vertices[vertex])));
  const geometries = [
    ...points,
    ...(lines.length > 0 ? [writeLines(lines)] : []),
    ...(overlay.rings.length > 0 ? [writeRegion(overlay.rings)] : []),
  ];
  return geometries.length === 1 ? geometries[0] : writeCollection(geometries);
}

/** The vertices that both layers have, and nothing else of the result. */
function touchingVertices({ arrangement, edges, pieces, rings }: Overlay): number[] {
  const { vertices, halfEdges } = arrangement;
  const used = new Set([...pieces.flatMap(({ from, to }) => [vertices[from], vertices[to]]), ...rings.flat()]);
  const layers = vertices.map(() => new Set<number>());
  for (const { from, to, sources } of halfEdges) {
    for (const source of sources) for (const vertex of [from, to]) layers[vertex].add(edges[source].layer);
  }
  return layers.flatMap((present, vertex) => (present.size > 1 && !used.has(vertices[vertex]) ? [vertex] : []));
}

function intersectPolygons(a: Region, b: Region): DynamicBag {
  const edges = [...regionEdges(a, 0), ...regionEdges(b, 1)];
  const arrangement = arrange(edges, referenceOf(a, b), 'refused');
  const rings = boundaryRings(arrangement, ([first, second]) => first > 0 && second > 0);
  // In which direction Kusto gives a piece of boundary that is all the polygons share there is not documented.
  const isShared = arrangement.halfEdges.some((half) => {
    const beyond = arrangement.halfEdges[half.sibling].windings;
    const [first, second] = half.windings;
    return first > 0 && second <= 0 && beyond[0] <= 0 && beyond[1] > 0;
  });
  if (isShared) throw unsupported('an intersection of polygons that touch along an edge');
  return writeOverlay({ arrangement, edges, pieces: [], rings });
}

/** The pieces of the line inside of the polygon or on its boundary, in the direction of the line. */
function intersectLineWithPolygon(lines: Lines, region: Region): DynamicBag {
  const edges = [...layerOfLines(lines, 0), ...regionEdges(region, 1)];
  const { point, windings } = referenceOf(region);
  const arrangement = arrange(edges, { point, windings: [0, ...windings] }, 'refused');
  const pieces = arrangement.halfEdges.filter(
    (half) => hasLayer(half, edges, 0) && (half.windings[1] > 0 || arrangement.halfEdges[half.sibling].windings[1] > 0),
  );
  return writeOverlay({ arrangement, edges, pieces, rings: [] });
}

/** The pieces that both have, in the direction of the first. */
function intersectLines(a: Lines, b: Lines): DynamicBag {
  const edges = [...layerOfLines(a, 0), ...layerOfLines(b, 1)];
  const arrangement = arrange(edges, { point: origin, windings: [0, 0] }, 'refused');
  const pieces = arrangement.halfEdges.filter(
    (half) => hasLayer(half, edges, 0) && (hasLayer(half, edges, 1) || hasLayer(arrangement.halfEdges[half.sibling], edges, 1)),
  );
  return writeOverlay({ arrangement, edges, pieces, rings: [] });
}

function hasLayer({ sources }: HalfEdge, edges: readonly LayerEdge[], layer: number): boolean {
  return sources.some((source) => edges[source].layer === layer);
}

/** Each piece once. */
function uniteLines(lines: Lines): DynamicBag {
  const edges = layerOfLines(lines, 0);
  const arrangement = arrange(edges, { point: origin, windings: [0] }, 'refused');
  const pieces = arrangement.halfEdges.filter(({ sources, sibling }) => {
    const back = arrangement.halfEdges[sibling].sources;
    return sources.length > 0 && (back.length === 0 || sources[0] < back[0]);
  });
  return writeLines(joinedLines(pieces).map((line) => line.map((vertex) => coordinatesOf(arrangement.vertices[vertex]))));
}

function edgesMeet(a: readonly Edge[], b: readonly Edge[]): boolean {
  return visitEdgePairs([...a, ...b], (first, second) => {
    if (first >= a.length || second < a.length) return false;
    const [x, y] = [a[first], b[second - a.length]];
    return edgeCrossing(x.start, x.end, y.start, y.end) >= 0;
  });
}

function lineMeetsPolygon(lines: Lines, polygon: Polygon): boolean {
  return lines.some((line) => polygonContains(polygon, line[0])) || edgesMeet(lines.flatMap(lineEdges), polygonEdges(polygon));
}

function polygonsMeet(a: Polygon, b: Polygon): boolean {
  const touches = (inner: Polygon, outer: Polygon): boolean => inner.parts.some(([shell]) => polygonContains(outer, shell.vertices[0]));
  return touches(a, b) || touches(b, a) || edgesMeet(polygonEdges(a), polygonEdges(b));
}

/** A function of an array of shapes; null where one of them is not valid or there is none. */
function arrayFunction<T>(
  name: string,
  read: (value: Dynamic) => readonly T[] | undefined,
  unite: (shapes: T[]) => Dynamic,
): ScalarFunction {
  const kernel = (array: Dynamic): Dynamic => {
    if (!Array.isArray(array) || array.length === 0) return null;
    const shapes = array.map(read);
    return shapes.includes(undefined) ? null : unite((shapes as T[][]).flat());
  };
  return scalar(name, { parameters: ['dynamic'], returns: 'dynamic', kernel });
}

function readRegion(value: Dynamic): Region | undefined {
  const polygon = readPolygon(value);
  return polygon && unionOfParts(polygon, 'refused');
}

const lines = { readFirst: readLines, readSecond: readLines } as const;
const polygons = { readFirst: readPolygon, readSecond: readPolygon } as const;

export const overlays: readonly ScalarFunction[] = [
  arrayFunction(
    'geo_union_polygons_array',
    (value) => readPolygon(value)?.parts.map(regionOf),
    (regions) => writeRegion(unionOfRegions(regions, 'refused')),
  ),
  arrayFunction('geo_union_lines_array', readLines, uniteLines),
  twoShapesFunction({ name: 'geo_intersection_2lines', ...lines, returns: 'dynamic', kernel: intersectLines }),
  twoShapesFunction({
    name: 'geo_intersection_line_with_polygon',
    readFirst: readLines,
    readSecond: readRegion,
    returns: 'dynamic',
    kernel: intersectLineWithPolygon,
  }),
  twoShapesFunction({
    name: 'geo_intersection_2polygons',
    readFirst: readRegion,
    readSecond: readRegion,
    returns: 'dynamic',
    kernel: intersectPolygons,
  }),
  twoShapesFunction({
    name: 'geo_intersects_2lines',
    ...lines,
    returns: 'bool',
    kernel: (a, b) => edgesMeet(a.flatMap(lineEdges), b.flatMap(lineEdges)),
  }),
  twoShapesFunction({
    name: 'geo_intersects_line_with_polygon',
    readFirst: readLines,
    readSecond: readPolygon,
    returns: 'bool',
    kernel: lineMeetsPolygon,
  }),
  twoShapesFunction({ name: 'geo_intersects_2polygons', ...polygons, returns: 'bool', kernel: polygonsMeet }),
];
