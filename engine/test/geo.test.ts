/** What must hold of the geospatial functions for any input; single answers are in `test-fixtures/kql/functions/geo_*.md`. */
import { describe, expect, it } from 'vitest';
import { orientation } from '../src/functions/scalar/geo/orientation.ts';
import { coordinatesOf, type Point, pointOf } from '../src/functions/scalar/geo/point.ts';
import { createRing, ringContains } from '../src/functions/scalar/geo/ring.ts';
import { cellAt, cellCenter, cellCorners, cellOfToken, tokenOf } from '../src/functions/scalar/geo/s2Cell.ts';
import { atan2, sinCos } from '../src/functions/scalar/geo/trigonometry.ts';
import { unionOfTwo } from '../src/functions/scalar/geo/union.ts';
import { renderResult } from './runKql.ts';

/** Numbers from 0 to 1, the same ones each time. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}

/** Star-shaped rings around a place, counterclockwise. */
function randomRing(random: () => number, longitude: number, latitude: number, size: number): Point[] {
  const count = 3 + Math.floor(random() * 12);
  return Array.from({ length: count }, (_, index) => {
    const angle = ((index + 0.8 * random()) / count) * 2 * Math.PI;
    const radius = size * (0.3 + 0.7 * random());
    return pointOf(longitude + (radius * Math.cos(angle)) / Math.cos((latitude * Math.PI) / 180), latitude + radius * Math.sin(angle));
  });
}

/** The first row of the answer to `kql`. */
function answer(kql: string): unknown[] {
  const [, row] = renderResult(kql).split('\n');
  return row.split(' | ').map((cell) => JSON.parse(cell) as unknown);
}

describe('predicates', () => {
  it('turns the other way when two points change places, for points on one line too', () => {
    const random = randomNumbers(1);
    const points = Array.from({ length: 30 }, (_, index) => pointOf(index < 15 ? Math.floor(random() * 8) : random() * 8, index % 2));
    const onEquator = [pointOf(0, 0), pointOf(10, 0), pointOf(20, 0), pointOf(180, 0)];
    const all = [...points, ...onEquator];
    for (const a of all) {
      for (const b of all) {
        for (const c of all) {
          const turn = orientation(a, b, c);
          expect(orientation(b, c, a)).toBe(turn);
          expect(orientation(b, a, c)).toBe(-turn + 0);
        }
      }
    }
  });

  it('finds each point in exactly one of the faces of a cube', () => {
    const random = randomNumbers(2);
    const faces = ['1', '3', '5', '7', '9', 'b'].map((token) => createRing(cellCorners(cellOfToken(token) ?? cellAt(pointOf(0, 0), 0))));
    const corners = faces.flatMap(({ vertices }) => vertices);
    const points = [
      ...corners,
      pointOf(45, 0),
      pointOf(0, 90),
      ...Array.from({ length: 500 }, () => pointOf(random() * 360 - 180, random() * 180 - 90)),
    ];
    for (const point of points) expect(faces.filter((face) => ringContains(face, point))).toHaveLength(1);
  });
});

describe('trigonometry', () => {
  it('is right in the last digit where plain doubles are not', () => {
    const radians = (degrees: number): number => (Math.PI / 180) * degrees;
    for (const degrees of [-180, -90, -37.1, 0, 1e-12, 30, 45, 60, 89.9, 90, 135, 180]) {
      const [sine, cosine] = sinCos(radians(degrees));
      expect(sine).toBeCloseTo(Math.sin(radians(degrees)), 15);
      expect(cosine).toBeCloseTo(Math.cos(radians(degrees)), 15);
      expect(atan2(sine, cosine)).toBeCloseTo(radians(degrees), 15);
    }
    // As recorded: the way to the sphere and back.
    expect(coordinatesOf(pointOf(50, 50))).toEqual([50, 50]);
    expect(coordinatesOf(pointOf(-73.949247, 40.79686))).toEqual([-73.949247, 40.79686]);
    expect(coordinatesOf(pointOf(51, 51))).toEqual([50.99999999999999, 51]);
  });
});

describe('S2 cells', () => {
  it('writes and reads tokens, and finds the centre in the cell, at every level', () => {
    const random = randomNumbers(3);
    for (let level = 0; level <= 30; level++) {
      for (let i = 0; i < 20; i++) {
        const cell = cellAt(pointOf(random() * 360 - 180, random() * 180 - 90), level);
        expect(cellOfToken(tokenOf(cell))).toEqual(cell);
        expect(cellAt(cellCenter(cell), level)).toEqual(cell);
        expect(ringContains(createRing(cellCorners(cell)), cellCenter(cell))).toBe(true);
      }
    }
  });
});

describe('unions', () => {
  it('contains what one of the two contains', () => {
    const random = randomNumbers(4);
    for (let round = 0; round < 60; round++) {
      const [longitude, latitude] = [random() * 360 - 180, random() * 140 - 70];
      const rings = [randomRing(random, longitude, latitude, 5), randomRing(random, longitude + 3 * random(), latitude, 5)];
      const union = unionOfTwo([rings[0]], [rings[1]], 'refused').map(createRing);
      for (let i = 0; i < 40; i++) {
        const point = pointOf(longitude + 16 * random() - 8, latitude + 16 * random() - 8);
        const expected = rings.some((ring) => ringContains(createRing(ring), point));
        // A hole counts outside of it.
        const windings = union.filter((ring) => ringContains(ring, point)).length;
        const holes = union.filter(({ originInside }) => originInside).length;
        expect(windings - holes, `round ${round}, point ${coordinatesOf(point)}`).toBe(expected ? 1 : 0);
      }
    }
  });
});

describe('functions together', () => {
  const a = '{"type":"Polygon","coordinates":[[[0,0],[9,1],[7,8],[3,3],[1,9],[0,0]]]}';
  const b = '{"type":"Polygon","coordinates":[[[-2,2],[8,-1],[10,6],[2,4],[-2,2]]]}';

  it('has the area of both polygons in their union and their intersection', () => {
    const [both, union] = answer(
      `let a = dynamic(${a}); let b = dynamic(${b});
       let geometries = (shape:dynamic) { iff(isnull(shape.geometries), pack_array(shape), shape.geometries) };
       print geo_polygon_area(a) + geo_polygon_area(b), geo_polygon_area(geo_union_polygons_array(pack_array(a, b))) + geo_polygon_area(geo_intersection_2polygons(a, b))`,
    ) as number[];
    expect(union / both).toBeCloseTo(1, 11);
  });

  it('buffers by the radius, but for the tolerance', () => {
    const kql = `let a = dynamic(${a}); let buffer = geo_polygon_buffer(a, 50000, 100);
      range i from 0 to 899 step 1
      | extend x = -3.0 + (i % 30) * 0.5, y = -3.0 + (i / 30) * 0.5
      | extend distance = geo_distance_point_to_polygon(x, y, a), inside = geo_point_in_polygon(x, y, buffer)
      | summarize countif(inside), countif(inside != (distance < 50000) and abs(distance - 50000) > 100)`;
    const [inside, wrong] = answer(kql) as number[];
    expect(inside).toBeGreaterThan(100);
    expect(wrong).toBe(0);
  });

  it('refuses a shape with too many edges beside each other instead of comparing them for minutes', () => {
    const kql = `range i from 0 to 9999 step 1 | summarize line = make_list(pack_array(pack_array(iff(i % 2 == 0, -80.0, 80.0), i * 0.001)))
      | project geo_union_lines_array(pack_array(bag_pack("type", "LineString", "coordinates", line)))`;
    expect(renderResult(kql)).toMatch(/^error limit .* too many edges beside each other/);
  });
});
