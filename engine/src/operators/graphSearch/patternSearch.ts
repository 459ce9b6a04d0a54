/**
 * Finds all matches of a pattern, edge by edge from the node of the pattern that fewest nodes may be, going back where nothing fits
 * (https://learn.microsoft.com/kusto/query/graph-match-operator). By default no edge is used twice in a match; a path that did would run in a
 * circle through it.
 */
import type { GraphData } from './graphData.ts';
import type { Pattern, PatternEdge } from './graphPattern.ts';
import type { Filters, Matches, Path } from './matches.ts';
import { forEachStep } from './traverse.ts';

export type Cycles = 'all' | 'none' | 'unique_edges';

/** An edge of the pattern, one end of which is bound when it is looked at. */
interface Step {
  readonly index: number;
  readonly edge: PatternEdge;
  /** From the right end to the left one. */
  readonly backward: boolean;
}

/** A node on the path that is walked, and the edges from there that are still to be tried. */
interface Level {
  readonly node: number;
  readonly edges: readonly number[];
  readonly ends: readonly number[];
  next: number;
}

export class PatternSearch {
  readonly #graph: GraphData;
  readonly #pattern: Pattern;
  readonly #filters: Filters;
  readonly #cycles: Cycles;
  readonly #matches: Matches;
  /** By node of the pattern, the node that it is at the moment; -1 for none. */
  readonly #nodes: number[];
  readonly #edges: (number | Path)[];
  readonly #usedEdges: Uint8Array;
  readonly #usedNodes: Uint8Array;

  constructor(graph: GraphData, pattern: Pattern, filters: Filters, cycles: Cycles, matches: Matches) {
    this.#graph = graph;
    this.#pattern = pattern;
    this.#filters = filters;
    this.#cycles = cycles;
    this.#matches = matches;
    this.#nodes = pattern.nodes.map(() => -1);
    this.#edges = pattern.edges.map(() => -1);
    this.#usedEdges = new Uint8Array(graph.edges.rowCount);
    this.#usedNodes = new Uint8Array(graph.nodes.rowCount);
  }

  run(): void {
    const first = this.#rarestNode();
    const steps = this.#stepsFrom(first);
    const allowed = this.#filters.nodes[first];
    for (let node = 0; node < this.#graph.nodes.rowCount; node++) {
      this.#matches.step();
      if (allowed && allowed[node] === 0) continue;
      this.#nodes[first] = node;
      this.#usedNodes[node] = 1;
      this.#match(steps, 0);
      this.#usedNodes[node] = 0;
    }
  }

  #rarestNode(): number {
    const counts = this.#filters.nodes.map((allowed) => allowed?.reduce((sum, flag) => sum + flag, 0) ?? this.#graph.nodes.rowCount);
    return counts.indexOf(Math.min(...counts));
  }

  /** The edges in an order in which each starts at a node that is bound; those that close a circle as early as they can. */
  #stepsFrom(first: number): readonly Step[] {
    const bound = new Set([first]);
    const left = new Set(this.#pattern.edges.keys());
    const steps: Step[] = [];
    while (left.size > 0) {
      const isBound = (index: number, ends: 'some' | 'every'): boolean => {
        const { left: a, right: b } = this.#pattern.edges[index];
        return [a, b][ends]((node) => bound.has(node));
      };
      const index = [...left].find((each) => isBound(each, 'every')) ?? [...left].find((each) => isBound(each, 'some')) ?? 0;
      const edge = this.#pattern.edges[index];
      steps.push({ index, edge, backward: !bound.has(edge.left) });
      bound.add(edge.left).add(edge.right);
      left.delete(index);
    }
    return steps;
  }

  #match(steps: readonly Step[], at: number): void {
    const step = steps[at];
    if (step === undefined) {
      this.#matches.add({ nodes: [...this.#nodes], edges: [...this.#edges] });
      return;
    }
    const { edge, backward } = step;
    const start = this.#nodes[backward ? edge.right : edge.left];
    const goOn = (): void => this.#match(steps, at + 1);
    if (edge.range) {
      this.#walk(step, start, edge.range, goOn);
      return;
    }
    const level = this.#levelAt(step, start);
    for (let each = 0; each < level.edges.length; each++) {
      const [found, end] = [level.edges[each], level.ends[each]];
      const wasUsed = this.#usedNodes[end];
      if (!this.#take(found, end)) continue;
      this.#edges[step.index] = found;
      this.#endAt(step, end, goOn);
      this.#release(found, end, wasUsed);
    }
  }

  /** The edges that may be followed from `node`. */
  #levelAt({ index, edge, backward }: Step, node: number): Level {
    const allowed = this.#filters.edges[index];
    const level = { node, edges: [] as number[], ends: [] as number[], next: 0 };
    forEachStep(this.#graph, edge, node, backward, (found, end) => {
      this.#matches.step();
      if (allowed && allowed[found] === 0) return;
      level.edges.push(found);
      level.ends.push(end);
    });
    return level;
  }

  /** Marks the edge and the node it leads to as used; false where they must not be used again. */
  #take(edge: number, end: number): boolean {
    if (this.#cycles === 'unique_edges' && this.#usedEdges[edge] > 0) return false;
    if (this.#cycles === 'none' && this.#usedNodes[end] > 0) return false;
    this.#usedEdges[edge] = 1;
    this.#usedNodes[end] = 1;
    return true;
  }

  #release(edge: number, end: number, nodeWasUsed: number): void {
    this.#usedEdges[edge] = 0;
    this.#usedNodes[end] = nodeWasUsed;
  }

  /** Goes on where the other end of the step may be `node`. */
  #endAt({ edge, backward }: Step, node: number, goOn: () => void): void {
    const end = backward ? edge.left : edge.right;
    if (this.#nodes[end] >= 0) {
      if (this.#nodes[end] === node) goOn();
      return;
    }
    const allowed = this.#filters.nodes[end];
    if (allowed && allowed[node] === 0) return;
    this.#nodes[end] = node;
    goOn();
    this.#nodes[end] = -1;
  }

  /** Every path from `start`, in depth, without calling itself: a path may be long. */
  #walk(step: Step, start: number, { min, max }: NonNullable<PatternEdge['range']>, goOn: () => void): void {
    const inside = this.#filters.inner[step.index];
    const path = { edges: [] as number[], inner: [] as number[] };
    const wereUsed: number[] = [];
    const levels: Level[] = [];
    const arriveAt = (node: number): boolean => {
      const length = path.edges.length;
      if (length >= min) {
        this.#edges[step.index] = ordered(path, step.backward);
        this.#endAt(step, node, goOn);
      }
      if (length >= max || (length > 0 && inside && inside[node] === 0)) return false;
      levels.push(this.#levelAt(step, node));
      return true;
    };
    const goBack = (end: number): void => {
      this.#release(path.edges.pop() as number, end, wereUsed.pop() as number);
      if (path.edges.length > 0) path.inner.pop();
    };
    arriveAt(start);
    for (let level = levels.at(-1); level; level = levels.at(-1)) {
      if (level.next >= level.edges.length) {
        levels.pop();
        if (levels.length > 0) goBack(level.node);
        continue;
      }
      const [edge, end] = [level.edges[level.next], level.ends[level.next++]];
      const wasUsed = this.#usedNodes[end];
      if (!this.#take(edge, end)) continue;
      if (path.edges.length > 0) path.inner.push(level.node);
      path.edges.push(edge);
      wereUsed.push(wasUsed);
      if (!arriveAt(end)) goBack(end);
    }
  }
}

function ordered({ edges, inner }: Path, backward: boolean): Path {
  return backward ? { edges: edges.toReversed(), inner: inner.toReversed() } : { edges: [...edges], inner: [...inner] };
}
