import type { Expression, Operator, Query, Statement } from '@rulesmith/kql';

export type SyntaxNode = Expression | Operator | Statement;

/** Keys of nodes that hold no syntax, or the same once more: the body of a function bound for a call of it. */
const passedOver = new Set(['span', 'nameSpan', 'result', 'expansion', 'tuple', 'literal']);

/** Many checks look through the same tree. */
const nodesOfTrees = new WeakMap<object, readonly SyntaxNode[]>();

/** Every expression, operator and statement of a query, parents first; the bodies of `let` functions once, where they are declared. */
export function syntaxNodes(root: Query | SyntaxNode): readonly SyntaxNode[] {
  let nodes = nodesOfTrees.get(root);
  if (nodes === undefined) {
    const found: SyntaxNode[] = [];
    collectNodes(root, found);
    nodes = found;
    nodesOfTrees.set(root, nodes);
  }
  return nodes;
}

function collectNodes(value: unknown, nodes: SyntaxNode[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collectNodes(item, nodes);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if ('kind' in value && 'span' in value) nodes.push(value as SyntaxNode);
  for (const key in value) if (!passedOver.has(key)) collectNodes((value as Readonly<Record<string, unknown>>)[key], nodes);
}

/** The children of a node, in the order of the syntax tree's own properties. */
export function* childNodes(node: SyntaxNode | Query): Generator<SyntaxNode> {
  for (const [key, inner] of Object.entries(node)) if (!passedOver.has(key)) yield* outermostIn(inner);
}

function* outermostIn(value: unknown): Generator<SyntaxNode> {
  if (Array.isArray(value)) {
    for (const item of value) yield* outermostIn(item);
  } else if (typeof value === 'object' && value !== null) {
    if ('kind' in value && 'span' in value) yield value as SyntaxNode;
    else for (const [key, inner] of Object.entries(value)) if (!passedOver.has(key)) yield* outermostIn(inner);
  }
}

type OperatorOf<K extends Operator['kind']> = Extract<Operator, { readonly kind: K }>;

const isOperator = (node: SyntaxNode): node is Operator => 'keyword' in node;

/** The operators of these kinds anywhere in a query. */
export function operatorsOf<K extends Operator['kind']>(query: Query, ...kinds: K[]): OperatorOf<K>[] {
  return syntaxNodes(query).filter((node): node is OperatorOf<K> => isOperator(node) && kinds.some((kind) => kind === node.kind));
}

type Call = Extract<Expression, { readonly kind: 'call' }>;

/** The calls of functions anywhere in a query, also of those written without brackets. */
export function callsIn(query: Query): Call[] {
  return syntaxNodes(query).filter((node): node is Call => node.kind === 'call');
}
