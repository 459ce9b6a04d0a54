/**
 * Cells of Google's S2 (https://s2geometry.io/devguide/s2cell_hierarchy): the six faces of a cube around the sphere, each divided into four as
 * often as the level says, numbered along a Hilbert curve. A token is that number in hexadecimal without the zeros at the end.
 */
import { normalize, type Point } from './point.ts';

export interface S2Cell {
  readonly face: number;
  /** 0 to 30. */
  readonly level: number;
  /** The column and row on the face, 0 to two to the `level` less one. */
  readonly column: number;
  readonly row: number;
}

export const deepestLevel = 30;

/** Where the curve goes in a square: the quarters in its order, as twice the column plus the row. By orientation: 1 swaps the axes, 2 inverts. */
const quarters = [
  [0, 1, 3, 2],
  [0, 2, 3, 1],
  [3, 2, 0, 1],
  [3, 1, 0, 2],
];

/** How the orientation changes in each quarter along the curve. */
const orientationChange = [1, 0, 0, 3];

export function cellAt(point: Point, level: number): S2Cell {
  const face = faceOf(point);
  const [u, v] = onFace(face, point);
  const count = 2 ** level;
  return { face, level, column: place(u, count), row: place(v, count) };
}

/** The number of the strip of a face in which a coordinate from -1 to 1 lies. */
function place(u: number, count: number): number {
  const s = u >= 0 ? 0.5 * Math.sqrt(1 + 3 * u) : 1 - 0.5 * Math.sqrt(1 - 3 * u);
  return Math.max(0, Math.min(count - 1, Math.floor(s * count)));
}

function faceOf({ x, y, z }: Point): number {
  const [a, b, c] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  const axis = a > b ? (a > c ? 0 : 2) : b > c ? 1 : 2;
  return [x, y, z][axis] < 0 ? axis + 3 : axis;
}

/** The point seen from the centre, on the plane of a face. */
function onFace(face: number, { x, y, z }: Point): readonly [number, number] {
  switch (face) {
    case 0:
      return [y / x, z / x];
    case 1:
      return [-x / y, z / y];
    case 2:
      return [-x / z, -y / z];
    case 3:
      return [z / x, y / x];
    case 4:
      return [z / y, -x / y];
    default:
      return [-y / z, -x / z];
  }
}

function fromFace(face: number, u: number, v: number): Point {
  switch (face) {
    case 0:
      return { x: 1, y: u, z: v };
    case 1:
      return { x: -u, y: 1, z: v };
    case 2:
      return { x: -u, y: -v, z: 1 };
    case 3:
      return { x: -1, y: -v, z: -u };
    case 4:
      return { x: v, y: -1, z: -u };
    default:
      return { x: v, y: u, z: -1 };
  }
}

/** The quadratic transform that makes the cells of a level alike in size: 0 to 1 becomes -1 to 1. */
function toPlane(s: number): number {
  return s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) * (1 - s)) / 3;
}

export function cellCenter({ face, level, column, row }: S2Cell): Point {
  const size = 2 ** -level;
  return normalize(fromFace(face, toPlane((column + 0.5) * size), toPlane((row + 0.5) * size)));
}

/** The four corners, counterclockwise. */
export function cellCorners({ face, level, column, row }: S2Cell): Point[] {
  const size = 2 ** -level;
  const [left, right] = [toPlane(column * size), toPlane((column + 1) * size)];
  const [bottom, top] = [toPlane(row * size), toPlane((row + 1) * size)];
  const corners = [fromFace(face, left, bottom), fromFace(face, right, bottom), fromFace(face, right, top), fromFace(face, left, top)];
  return corners.map(normalize);
}

/** The four cells of the next level in the order of the curve's numbers. */
export function cellChildren(cell: S2Cell): S2Cell[] {
  const { face, level, column, row } = cell;
  const orientation = walk(cell).orientation;
  return quarters[orientation].map((quarter) => ({
    face,
    level: level + 1,
    column: column * 2 + (quarter >> 1),
    row: row * 2 + (quarter & 1),
  }));
}

/** The way along the curve to the cell: which of the four quarters at each level, and how the curve lies in the cell. */
function walk({ face, level, column, row }: S2Cell): { positions: number[]; orientation: number } {
  let orientation = face & 1;
  const positions: number[] = [];
  for (let bit = level - 1; bit >= 0; bit--) {
    const quarter = 2 * (Math.floor(column / 2 ** bit) % 2) + (Math.floor(row / 2 ** bit) % 2);
    const position = quarters[orientation].indexOf(quarter);
    positions.push(position);
    orientation ^= orientationChange[position];
  }
  return { positions, orientation };
}

/** A text by which points are ordered as the smallest cells that contain them. */
export function curvePosition(point: Point): string {
  const cell = cellAt(point, deepestLevel);
  return `${cell.face}${walk(cell).positions.join('')}`;
}

/** Three bits for the face, two a level, a one; filled up to whole digits. */
export function tokenOf(cell: S2Cell): string {
  const bits = [cell.face, ...walk(cell).positions].map((value, index) => value.toString(2).padStart(index === 0 ? 3 : 2, '0')).join('');
  const digits = `${bits}1`.match(/.{1,4}/g) ?? [];
  return digits
    .map((digit) => Number.parseInt(digit.padEnd(4, '0'), 2).toString(16))
    .join('')
    .replace(/0+$/, '');
}

/** The cell of a token; undefined for text that is none. */
export function cellOfToken(token: string): S2Cell | undefined {
  if (!/^[0-9a-fA-F]{1,16}$/.test(token)) return undefined;
  const bits = Array.from(token, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0'))
    .join('')
    .replace(/0+$/, '');
  const face = Number.parseInt(bits.slice(0, 3), 2);
  // Three bits, pairs, and the one at the end.
  if (bits.length < 4 || bits.length % 2 !== 0 || face > 5) return undefined;
  let orientation = face & 1;
  let cell: S2Cell = { face, level: 0, column: 0, row: 0 };
  for (const pair of bits.slice(3, -1).match(/../g) ?? []) {
    const position = Number.parseInt(pair, 2);
    const quarter = quarters[orientation][position];
    cell = { face, level: cell.level + 1, column: cell.column * 2 + (quarter >> 1), row: cell.row * 2 + (quarter & 1) };
    orientation ^= orientationChange[position];
  }
  return cell;
}

/** The cells around in the order of S2: the row below, the sides, the row above, the diagonal ones at the beginning and the end. */
export function cellNeighbors(cell: S2Cell): S2Cell[] {
  const steps = [
    [-1, -1],
    [1, -1],
    [0, -1],
    [0, 1],
    [-1, 0],
    [1, 0],
    [-1, 1],
    [1, 1],
  ];
  return steps.map(([right, up]) => neighbor(cell, right, up));
}

function neighbor({ face, level, column, row }: S2Cell, right: number, up: number): S2Cell {
  const count = 2 ** level;
  const [x, y] = [column + right, row + up];
  if (x >= 0 && x < count && y >= 0 && y < count) return { face, level, column: x, row: y };
  // Just over the edge of the face, or in the middle of the outermost row of the smallest cells that belong to this one.
  const beyond = (at: number): number => {
    const leaves = 2 ** deepestLevel;
    const leaf = Math.max(-1, Math.min(leaves, at * 2 ** (deepestLevel - level)));
    return Math.max(-1 - Number.EPSILON, Math.min(1 + Number.EPSILON, (2 * (leaf - leaves / 2) + 1) / leaves));
  };
  const point = fromFace(face, beyond(x), beyond(y));
  const other = faceOf(point);
  const [u, v] = onFace(other, point);
  const linear = (at: number): number => Math.max(0, Math.min(count - 1, Math.floor(0.5 * (at + 1) * count)));
  return { face: other, level, column: linear(u), row: linear(v) };
}
