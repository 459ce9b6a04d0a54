/** Pieces of lines put together into lines again. */
import { unsupported } from '../../../queryError.ts';
import type { HalfEdge } from './arrangement.ts';

/**
 * Joins half-edges into lines of vertices, in the order of their edges and in their direction. Where more than two of them meet, which belong
 * together is not documented: refused.
 */
export function joinedLines(pieces: readonly HalfEdge[]): number[][] {
  const leaving = new Map<number, HalfEdge>();
  const arriving = new Set<number>();
  for (const piece of pieces) {
    if (leaving.has(piece.from) || arriving.has(piece.to)) throw unsupported('a line that branches or crosses itself');
    leaving.set(piece.from, piece);
    arriving.add(piece.to);
  }
  const ordered = [...pieces].sort((a, b) => a.sources[0] - b.sources[0]);
  if (ordered.some(({ from }) => isRing(from, leaving))) throw unsupported('a closed line');
  return ordered.filter(({ from }) => !arriving.has(from)).map(({ from }) => follow(from, leaving));
}

function follow(start: number, leaving: ReadonlyMap<number, HalfEdge>): number[] {
  const line = [start];
  for (let piece = leaving.get(start); piece; piece = leaving.get(piece.to)) line.push(piece.to);
  return line;
}

function isRing(start: number, leaving: ReadonlyMap<number, HalfEdge>): boolean {
  let at = leaving.get(start)?.to;
  while (at !== undefined && at !== start) at = leaving.get(at)?.to;
  return at === start;
}
