/** The matches of a pattern: the rows of nodes and edges that stand for its parts. */
import type { Span } from '@rulesmith/kql';
import type { Execution } from '../../execute.ts';
import type { PathPart } from './matchColumns.ts';

/** A path that stands for an edge of variable length, from its left end to its right one. */
export interface Path {
  readonly edges: readonly number[];
  /** The nodes between its ends. */
  readonly inner: readonly number[];
}

export interface Match {
  /** By node of the pattern. */
  readonly nodes: readonly number[];
  /** By edge of the pattern: the row of the edge, or its path. */
  readonly edges: readonly (number | Path)[];
}

/** Collects matches, and watches the run while they are looked for. */
export class Matches {
  readonly found: Match[] = [];
  readonly #run: Execution;
  readonly #name: string;
  readonly #span: Span;
  #steps = 0;
  #pathEdges = 0;

  constructor(run: Execution, name: string, span: Span) {
    this.#run = run;
    this.#name = name;
    this.#span = span;
  }

  /** Called for every edge that is tried. */
  step(): void {
    if ((++this.#steps & 0x3ff) === 0) this.#run.guard.checkpoint(this.#span);
  }

  add(match: Match): void {
    this.found.push(match);
    for (const edge of match.edges) if (typeof edge !== 'number') this.#pathEdges += edge.edges.length;
    this.#run.guard.checkRows(this.found.length + this.#pathEdges, this.#name, this.#span);
  }
}

/** The rows of edges that a match is made of. */
export function edgesOf({ edges }: Match): readonly number[] {
  return edges.flatMap((edge) => (typeof edge === 'number' ? [edge] : edge.edges));
}

/** The rows of its nodes. */
export function nodesOf({ nodes, edges }: Match): readonly number[] {
  return [...nodes, ...edges.flatMap((edge) => (typeof edge === 'number' ? [] : edge.inner))];
}

/** The elements of a path that a function looks at, by their rows. */
export function partOf(match: Match, { index, of }: PathPart): readonly number[] {
  const path = match.edges[index] as Path;
  return of === 'edges' ? path.edges : path.inner;
}

/** Which rows an element of the pattern may be: 1 for each that may; undefined for any. */
export type Allowed = Uint8Array | undefined;

export interface Filters {
  /** By node of the pattern. */
  readonly nodes: readonly Allowed[];
  /** By edge of the pattern; of a path, each of its edges. */
  readonly edges: readonly Allowed[];
  /** By edge of the pattern, the nodes between the ends of its path. */
  readonly inner: readonly Allowed[];
}
