/** Unions of polygons. */
import { arrange, type LayerEdge, type Reference } from './arrangement.ts';
import { boundaryRings } from './boundary.ts';
import { equal, type Point } from './point.ts';
import { type Polygon, type PolygonPart, ringEdges } from './polygon.ts';
import { createRing, curvature, origin, type Ring, reversed, ringContains } from './ring.ts';
import type { Touching } from './splitEdges.ts';

/** The rings of a region, which is on their left: shells counterclockwise, holes clockwise. */
export type Region = readonly (readonly Point[])[];

export function regionOf(part: PolygonPart): Region {
  return part.map((ring) => {
    const around = part.filter((other) => other !== ring && ringContains(other, vertexBeside(ring, other)));
    return around.length % 2 === 0 ? ring.vertices : reversed(ring.vertices);
  });
}

/** A vertex of the ring that the other does not have. */
function vertexBeside(ring: Ring, other: Ring): Point {
  return ring.vertices.find((vertex) => !other.vertices.some((each) => equal(each, vertex))) ?? ring.vertices[0];
}

/** The rings as edges of a layer of an arrangement. */
export function regionEdges(region: Region, layer: number): LayerEdge[] {
  return region.flatMap(ringEdges).map((edge) => ({ ...edge, layer, bounds: true }));
}

/** How often the regions wind around the origin: 1 or 0 each. */
export function referenceOf(...regions: readonly Region[]): Reference {
  return { point: origin, windings: regions.map(windingOfOrigin) };
}

/** A hole counts 1 outside of it, where its left is; that is taken off again. */
function windingOfOrigin(region: Region): number {
  return region.reduce((sum, ring) => sum + (createRing(ring).originInside ? 1 : 0) - (curvature(ring) > 0 ? 0 : 1), 0);
}

export function unionOfTwo(a: Region, b: Region, touching: Touching): Region {
  const arrangement = arrange([...regionEdges(a, 0), ...regionEdges(b, 1)], referenceOf(a, b), touching);
  return boundaryRings(arrangement, ([first, second]) => first > 0 || second > 0);
}

function vertexCount(region: Region): number {
  return region.reduce((sum, ring) => sum + ring.length, 0);
}

/** The union of regions, always of the two with the fewest vertices first, as S2 does: it decides where the rings begin. */
export function unionOfRegions(regions: readonly Region[], touching: Touching): Region {
  const queue = regions.map((region) => ({ region, count: vertexCount(region) })).sort((a, b) => a.count - b.count);
  while (queue.length > 1) {
    const [a, b] = queue.splice(0, 2);
    const region = unionOfTwo(a.region, b.region, touching);
    const count = vertexCount(region);
    const at = queue.findIndex((other) => other.count > count);
    queue.splice(at < 0 ? queue.length : at, 0, { region, count });
  }
  return queue[0].region;
}

export function unionOfParts(polygon: Polygon, touching: Touching): Region {
  return unionOfRegions(polygon.parts.map(regionOf), touching);
}
