/**
 * What expressions of `graph-match` read of a match: properties of its nodes and edges, and what the functions of graphs make of a path of
 * edges (https://learn.microsoft.com/kusto/query/graph-function). Each is a column of the table of matches.
 */
import type { Call, ColumnSchema, Expression, KqlType } from '@rulesmith/kql';
import type { Expr } from '../../plan/expr.ts';
import { convertTo, planExpression } from '../../plan/planExpression.ts';
import type { Scope } from '../../plan/scope.ts';
import { invalid, unsupported } from '../../queryError.ts';
import { nodeFacts } from './graphData.ts';
import { findVariable, type Pattern, type PatternVariable } from './graphPattern.ts';

/** Which elements of a path a function looks at. */
export interface PathPart {
  /** The path, by its edge in the pattern. */
  readonly index: number;
  readonly of: 'edges' | 'inner nodes';
}

export type MatchColumn = ColumnSchema &
  (
    | { readonly kind: 'property'; readonly variable: PatternVariable; readonly property: string }
    | { readonly kind: 'map' | 'all' | 'any'; readonly part: PathPart; readonly expr: Expr }
  );

interface GraphColumns {
  readonly nodes: readonly ColumnSchema[];
  readonly edges: readonly ColumnSchema[];
}

const pathFunctions = ['map', 'all', 'any'] as const;

/** The functions that only expressions of `graph-match` and `graph-shortest-paths` may call. */
export const graphFunctionNames: readonly string[] = [...pathFunctions, ...Object.keys(nodeFacts), 'inner_nodes', 'labels'];

/** Writes expressions anew so that they read columns of matches, and collects those columns. */
export class MatchExpressions {
  readonly #pattern: Pattern;
  readonly #graph: GraphColumns;
  readonly #scope: Scope;
  readonly #columns = new Map<string, MatchColumn>();

  constructor(pattern: Pattern, graph: GraphColumns, scope: Scope) {
    this.#pattern = pattern;
    this.#graph = graph;
    this.#scope = scope;
  }

  get columns(): readonly MatchColumn[] {
    return [...this.#columns.values()];
  }

  /** `node` with names of columns in place of what it reads of the match. */
  rewrite(node: Expression): Expression {
    if (node.kind === 'path') return this.#path(node);
    if (node.kind === 'call') return this.#call(node);
    if (this.#variable(node)) throw unsupported(`${this.#named(node)} as a whole, without a property,`, node.span);
    return mapParts(node, (part) => this.rewrite(part));
  }

  #named(node: Expression): string {
    return node.kind === 'name' ? `\`${node.name}\`` : 'This part of the pattern';
  }

  /** `e.name` of a path as an array with the value of each of its edges; undefined for anything else. */
  pathProperty(node: Expression): Expression | undefined {
    if (node.kind !== 'path' || node.base.kind !== 'name' || node.member.kind !== 'name') return undefined;
    const variable = this.#variable(node.base);
    if (variable?.kind !== 'path') return undefined;
    const part: PathPart = { index: variable.index, of: 'edges' };
    const expr = this.elementExpression(part, node.member, false);
    const column = this.#add({ kind: 'map', part, expr, name: `map ${this.#columns.size}`, type: 'dynamic' });
    return { ...columnName(column, node), resultName: `${node.base.name}_${node.member.name}` };
  }

  #variable(node: Expression): PatternVariable | undefined {
    return node.kind === 'name' ? findVariable(this.#pattern, node.name) : undefined;
  }

  #path(node: Extract<Expression, { kind: 'path' }>): Expression {
    const variable = this.#variable(node.base);
    if (!variable) return { ...node, base: this.rewrite(node.base) };
    if (node.base.kind !== 'name' || node.member.kind !== 'name') throw unsupported('A property that has no plain name', node.span);
    const { name } = node.member;
    const found = this.#propertiesOf(variable).find((column) => column.name === name);
    if (!found) throw invalid(`\`${node.base.name}\` has no property \`${name}\``, node.member.span);
    const column = this.#property(variable, found);
    return { ...columnName(column, node), resultName: `${node.base.name}_${name}` };
  }

  #propertiesOf(variable: PatternVariable): readonly ColumnSchema[] {
    return variable.kind === 'node' ? this.#graph.nodes : this.#graph.edges;
  }

  #property(variable: PatternVariable, { name, type }: ColumnSchema): MatchColumn {
    return this.#add({ kind: 'property', variable, property: name, name: `${variable.kind} ${variable.index} ${name}`, type });
  }

  #add(column: MatchColumn): MatchColumn {
    const known = this.#columns.get(column.name);
    if (known) return known;
    this.#columns.set(column.name, column);
    return column;
  }

  #call(node: Call): Expression {
    const [first, second] = node.arguments;
    const kind = pathFunctions.find((name) => name === node.name);
    if (kind && first && second && node.arguments.length === 2) return this.#pathCall(kind, node, first, second);
    const variable = first && this.#variable(first);
    if (node.name === 'labels' && variable) return noLabels(node);
    if (node.name in nodeFacts && variable?.kind === 'node') {
      const name = nodeFacts[node.name as keyof typeof nodeFacts];
      const fact = this.#graph.nodes.find((column) => column.name === name) as ColumnSchema;
      return columnName(this.#property(variable, fact), node);
    }
    return mapParts(node, (part) => this.rewrite(part));
  }

  #pathCall(kind: (typeof pathFunctions)[number], node: Call, path: Expression, value: Expression): Expression {
    const part = this.#part(path);
    if (!part) throw invalid(`\`${kind}\` takes an edge of variable length, or its \`inner_nodes\``, path.span);
    const expr = this.elementExpression(part, value, kind !== 'map');
    const type: KqlType = kind === 'map' ? 'dynamic' : 'bool';
    return columnName(this.#add({ kind, part, expr, name: `${kind} ${this.#columns.size}`, type }), node);
  }

  #part(node: Expression): PathPart | undefined {
    const isInner = node.kind === 'call' && node.name === 'inner_nodes' && node.arguments.length === 1;
    const variable = this.#variable(isInner ? node.arguments[0] : node);
    return variable?.kind === 'path' ? { index: variable.index, of: isInner ? 'inner nodes' : 'edges' } : undefined;
  }

  /** `value` over the elements of a path, whose properties it names directly. */
  elementExpression({ of }: PathPart, value: Expression, isCondition: boolean): Expr {
    const columns = of === 'edges' ? this.#graph.edges : this.#graph.nodes;
    const expr = planExpression(this.#rewriteElement(value, columns), this.#scope.withRow({ columns, serialized: false }));
    return isCondition ? convertTo(expr, 'bool', value.span) : expr;
  }

  /** Inside a path the functions of nodes have no argument; the rest of the match cannot be read there. */
  #rewriteElement(node: Expression, columns: readonly ColumnSchema[]): Expression {
    if (node.kind === 'name' && this.#variable(node) && !columns.some(({ name }) => name === node.name))
      throw unsupported(`\`${node.name}\` among the elements of a path`, node.span);
    if (node.kind === 'call' && node.arguments.length === 0) {
      if (node.name === 'labels') return noLabels(node);
      const fact = columns.find(({ name }) => name === nodeFacts[node.name as keyof typeof nodeFacts]);
      if (fact) return columnName(fact, node);
    }
    return mapParts(node, (part) => this.#rewriteElement(part, columns));
  }
}

/** A graph that `make-graph` makes has no labels. */
function noLabels({ span, resultName }: Call): Expression {
  const empty: Expression = { kind: 'json-array', items: [], type: 'dynamic', resultName: '', span };
  return { kind: 'dynamic', value: empty, type: 'dynamic', resultName, span };
}

function columnName({ name, type }: ColumnSchema, { span, resultName }: Expression): Expression {
  return { kind: 'name', name, target: 'column', type, resultName, span };
}

/** `node` with `map` of the expressions that it is made of; subqueries stay as they are. */
function mapParts(node: Expression, map: (part: Expression) => Expression): Expression {
  switch (node.kind) {
    case 'named':
    case 'ordered':
      return { ...node, value: map(node.value) };
    case 'unary':
      return { ...node, operand: map(node.operand) };
    case 'binary':
      return { ...node, left: map(node.left), right: map(node.right) };
    case 'membership':
      return { ...node, left: map(node.left), right: node.right.map(map) };
    case 'between':
      return { ...node, value: map(node.value), from: map(node.from), to: map(node.to) };
    case 'path':
      return { ...node, base: map(node.base) };
    case 'element':
      return { ...node, base: map(node.base), selector: map(node.selector) };
    case 'call':
      return { ...node, arguments: node.arguments.map(map) };
    default:
      return node;
  }
}
