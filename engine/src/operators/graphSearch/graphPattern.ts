/** The pattern of `graph-match`: its nodes and edges by number, each name once. */
import type { Expression, GraphPattern, GraphPatternElement, Span } from '@rulesmith/kql';
import { convertTo, planExpression } from '../../plan/planExpression.ts';
import type { Scope } from '../../plan/scope.ts';
import { invalid, QueryError, unsupported } from '../../queryError.ts';

type WrittenEdge = Extract<GraphPatternElement, { kind: 'edge' }>;

export interface PatternEdge {
  readonly name: string | undefined;
  /** The nodes on its left and right in the text. */
  readonly left: number;
  readonly right: number;
  /** Where it points in the text. */
  readonly direction: 'right' | 'left' | 'any';
  /** How many edges may follow each other; undefined for exactly one. */
  readonly range: { readonly min: number; readonly max: number } | undefined;
  readonly span: Span;
}

export interface Pattern {
  /** The names of the nodes; undefined for one without. */
  readonly nodes: readonly (string | undefined)[];
  readonly edges: readonly PatternEdge[];
}

/** What a name of the pattern stands for, by its number there. */
export type PatternVariable = { readonly kind: 'node' | 'edge' | 'path'; readonly index: number };

/** So many nested calls the stack surely has room for. */
const mostEdges = 100;

/** Throws for what is no pattern of connected parts. */
export function planPattern(written: readonly GraphPattern[], scope: Scope): Pattern {
  const nodes: (string | undefined)[] = [];
  const edges: PatternEdge[] = [];
  for (const { elements, span } of written) {
    const ends = elements.flatMap((element) => (element.kind === 'node' ? [nodeNumber(nodes, element.name)] : []));
    const between = elements.filter((element) => element.kind === 'edge');
    if (ends.length !== between.length + 1) throw invalid('A pattern is nodes with edges between them: `(a)-[e]->(b)`', span);
    between.forEach((edge, position) => {
      edges.push(planEdge(edge, ends[position], ends[position + 1], scope));
    });
  }
  if (edges.length > mostEdges) throw new QueryError('limit', `A pattern of more than ${mostEdges} edges`, written[0].span);
  requireOnce([...nodes, ...edges.map(({ name }) => name)], written[0].span);
  requireConnected(nodes.length, edges, written[0].span);
  return { nodes, edges };
}

function nodeNumber(nodes: (string | undefined)[], name: string | undefined): number {
  const known = name === undefined ? -1 : nodes.indexOf(name);
  return known >= 0 ? known : nodes.push(name) - 1;
}

function planEdge(edge: WrittenEdge, left: number, right: number, scope: Scope): PatternEdge {
  const { name, direction, range, span } = edge;
  if (!range) return { name, left, right, direction, range: undefined, span };
  const [min, max] = [edgeCount(range.min, scope), edgeCount(range.max, scope)];
  if (min > max) throw invalid('The least number of edges is more than the most', span);
  return { name, left, right, direction, range: { min, max }, span };
}

function edgeCount(node: Expression, scope: Scope): number {
  const expr = convertTo(planExpression(node, scope.withRow(undefined)), 'long', node.span);
  const value = Number(scope.planTime.constant(expr, 'The length of a path', node.span) ?? -1);
  if (value < 0) throw invalid('How many edges may follow each other is a number from 0 on', node.span);
  return value;
}

function requireOnce(names: readonly (string | undefined)[], span: Span): void {
  const seen = new Set<string>();
  for (const name of names) {
    if (name === undefined) continue;
    if (seen.has(name)) throw unsupported(`The name \`${name}\` for several edges, or for a node and an edge,`, span);
    seen.add(name);
  }
}

function requireConnected(nodeCount: number, edges: readonly PatternEdge[], span: Span): void {
  const reached = new Set([0]);
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    for (const { left, right } of edges) {
      if (reached.has(left)) reached.add(right);
      if (reached.has(right)) reached.add(left);
    }
  }
  if (reached.size < nodeCount) throw invalid('All parts of the pattern must be connected by nodes that they share', span);
}

export function findVariable({ nodes, edges }: Pattern, name: string): PatternVariable | undefined {
  const node = nodes.indexOf(name);
  if (node >= 0) return { kind: 'node', index: node };
  const edge = edges.findIndex((each) => each.name === name);
  if (edge < 0) return undefined;
  return { kind: edges[edge].range ? 'path' : 'edge', index: edge };
}

/** Whether the pattern itself, whatever it matches, leads back to one of its nodes. */
export function isCyclic({ nodes, edges }: Pattern): boolean {
  return edges.length >= nodes.length;
}
