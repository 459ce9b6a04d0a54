/**
 * `graph-match` and `graph-shortest-paths`: a row for each place in a graph that a pattern fits. The node of the plan gives what the
 * conditions and results read of each match; `where` and `project` over it do the rest. Conditions on one part of the pattern are looked at
 * while it is searched for.
 */
import type { ColumnSchema, Expression, Operator } from '@rulesmith/kql';
import type { Execution } from '../../execute.ts';
import { evaluate } from '../../expressions/evaluate.ts';
import { toDynamic } from '../../functions/conversions.ts';
import type { Expr } from '../../plan/expr.ts';
import type { NodeBase, PlanNode } from '../../plan/plan.ts';
import { convertTo, planExpression } from '../../plan/planExpression.ts';
import type { Scope } from '../../plan/scope.ts';
import { invalid, unsupported } from '../../queryError.ts';
import { columnOf } from '../../table/builder.ts';
import type { Column } from '../../table/column.ts';
import { selectColumn } from '../../table/deferred.ts';
import { selectionOf } from '../../table/selection.ts';
import { Table } from '../../table/table.ts';
import type { GraphComponentsNode } from '../graphMarkComponents.ts';
import type { GraphNode } from '../makeGraph.ts';
import { parameterText } from '../parameters.ts';
import { planProject } from '../project.ts';
import { trueFlags } from '../where.ts';
import { type GraphData, nodeColumns, readGraph } from './graphData.ts';
import { isCyclic, type Pattern, type PatternVariable, planPattern } from './graphPattern.ts';
import { type MatchColumn, MatchExpressions, type PathPart } from './matchColumns.ts';
import { type Allowed, edgesOf, type Filters, Matches, nodesOf, partOf } from './matches.ts';
import { type Cycles, PatternSearch } from './patternSearch.ts';
import { findShortestPaths } from './shortestPaths.ts';

type GraphSearch = Extract<Operator, { kind: 'graph-match' | 'graph-shortest-paths' }>;

/** A condition on the rows that one part of the pattern may be. */
export type ElementFilter =
  | { readonly variable: PatternVariable; readonly columns: readonly MatchColumn[]; readonly condition: Expr }
  | { readonly part: PathPart; readonly condition: Expr };

export interface GraphSearchNode extends NodeBase {
  readonly op: 'graph-match';
  readonly input: GraphNode | GraphComponentsNode;
  readonly graph: GraphNode;
  readonly pattern: Pattern;
  /** All matches, or shortest paths. */
  readonly find: { readonly cycles: Cycles } | { readonly shortest: 'any' | 'all' };
  readonly filters: readonly ElementFilter[];
  readonly matchColumns: readonly MatchColumn[];
}

export function planGraphSearch(operator: GraphSearch, input: PlanNode, scope: Scope): PlanNode {
  if (input.op !== 'graph' && input.op !== 'graph-components') throw invalid(`\`${operator.keyword}\` needs a graph`, operator.span);
  if (operator.project === undefined) throw unsupported(`\`${operator.keyword}\` without \`project\``, operator.span);
  const graph = input.op === 'graph' ? input : input.graph;
  const pattern = planPattern(operator.patterns, scope);
  const find = planFind(operator, pattern);
  const columns = { nodes: nodeColumns(input.columns), edges: graph.edges.columns };
  const expressions = new MatchExpressions(pattern, columns, scope);
  const filters: ElementFilter[] = [];
  const rest: Expression[] = [];
  for (const condition of conjuncts(operator.condition)) {
    const filter = elementFilter(condition, pattern, new MatchExpressions(pattern, columns, scope), scope);
    if (filter) filters.push(filter);
    else rest.push(expressions.rewrite(condition));
  }
  if ('shortest' in find) requireEndsOnly(expressions.columns, operator);
  const project = operator.project.map((item) => resultExpression(item, expressions));
  const search: GraphSearchNode = {
    op: 'graph-match',
    input,
    graph,
    pattern,
    find,
    filters,
    matchColumns: expressions.columns,
    columns: expressions.columns.map(({ name, type }) => ({ name, type })),
    serialized: false,
    span: operator.span,
  };
  return planProject({ columns: project, span: operator.span }, whereNode(search, rest, scope), scope);
}

function planFind(operator: GraphSearch, pattern: Pattern): GraphSearchNode['find'] {
  if (operator.kind === 'graph-match') return { cycles: planCycles(operator, pattern) };
  const output = parameterText(operator, 'output') ?? 'any';
  if (output !== 'any' && output !== 'all') throw invalid('`output` is `any` or `all`', operator.span);
  const [edge, ...others] = pattern.edges;
  if (edge?.range === undefined || operator.patterns.length > 1)
    throw invalid('`graph-shortest-paths` needs one edge of variable length: `(a)-[e*1..5]->(b)`', operator.span);
  if (others.length > 0) throw unsupported('`graph-shortest-paths` along several edges of a pattern', operator.span);
  if (edge.left === edge.right) throw unsupported('`graph-shortest-paths` from a node to itself', operator.span);
  if (edge.range.min !== 1) throw unsupported('`graph-shortest-paths` with a least length other than 1', edge.span);
  return { shortest: output };
}

function planCycles(operator: GraphSearch, pattern: Pattern): Cycles {
  const cycles = parameterText(operator, 'cycles') ?? 'unique_edges';
  if (cycles !== 'all' && cycles !== 'none' && cycles !== 'unique_edges')
    throw invalid('`cycles` is `all`, `none` or `unique_edges`', operator.span);
  if (cycles === 'none' && isCyclic(pattern)) throw unsupported('`cycles=none` for a pattern that is itself a circle', operator.span);
  return cycles;
}

function conjuncts(condition: Expression | undefined): Expression[] {
  if (condition === undefined) return [];
  if (condition.kind !== 'binary' || condition.operator !== 'and') return [condition];
  return [...conjuncts(condition.left), ...conjuncts(condition.right)];
}

/** The condition as one on a single part of the pattern; undefined where it is none. */
function elementFilter(condition: Expression, pattern: Pattern, expressions: MatchExpressions, scope: Scope): ElementFilter | undefined {
  const rewritten = expressions.rewrite(condition);
  const { columns } = expressions;
  const [first] = columns;
  if (first === undefined) return undefined;
  if (first.kind === 'all' && rewritten.kind === 'name' && rewritten.name === first.name)
    return { part: first.part, condition: first.expr };
  const paths = columns.filter((column) => column.kind === 'property' && column.variable.kind === 'path');
  const { variable } = first.kind === 'property' ? first : { variable: undefined };
  const isSingle =
    variable !== undefined &&
    columns.every(
      (column) => column.kind === 'property' && column.variable.kind === variable.kind && column.variable.index === variable.index,
    );
  if (!isSingle && paths.length > 0) {
    const name = pattern.edges[(paths[0] as Extract<MatchColumn, { kind: 'property' }>).variable.index].name;
    throw unsupported(`A condition on \`${name}\`, whose length varies, together with other parts of the pattern`, condition.span);
  }
  if (!isSingle) return undefined;
  return { variable, columns, condition: boolExpr(rewritten, columns, scope) };
}

function boolExpr(node: Expression, columns: readonly ColumnSchema[], scope: Scope): Expr {
  return convertTo(planExpression(node, scope.withRow({ columns, serialized: false })), 'bool', node.span);
}

/** Which of several paths between two nodes is the shortest may depend on a condition on what lies between them, but for one on each element. */
function requireEndsOnly(columns: readonly MatchColumn[], operator: GraphSearch): void {
  if (columns.some((column) => column.kind !== 'property' || column.variable.kind !== 'node'))
    throw unsupported('A condition of `graph-shortest-paths` on the path as a whole', operator.condition?.span ?? operator.span);
}

/** A property of a path is an array with the value of each of its edges. */
function resultExpression(item: Expression, expressions: MatchExpressions): Expression {
  const value = item.kind === 'named' ? item.value : item;
  const asArray = expressions.pathProperty(value);
  const rewritten = asArray ? (item.kind === 'named' ? { ...item, value: asArray } : asArray) : expressions.rewrite(item);
  const path = expressions.columns.find((column) => column.kind === 'property' && column.variable.kind === 'path');
  if (path) throw unsupported('What is computed from a property of a path (use `map`)', item.span);
  // A bare name would become the name of the column.
  const isColumn = rewritten.kind === 'name' && expressions.columns.some(({ name }) => name === rewritten.name);
  return isColumn ? { ...rewritten, kind: 'ordered', value: rewritten, order: undefined, nulls: undefined } : rewritten;
}

function whereNode(input: GraphSearchNode, conditions: readonly Expression[], scope: Scope): PlanNode {
  if (conditions.length === 0) return input;
  const { columns, span } = input;
  return {
    op: 'where',
    input,
    conditions: conditions.map((condition) => boolExpr(condition, columns, scope)),
    columns,
    serialized: false,
    span,
  };
}

export function executeGraphSearch(node: GraphSearchNode, run: Execution): Table {
  const graph = readGraph(node.input, node.graph, run);
  const filters = readFilters(node, graph, run);
  const name = 'cycles' in node.find ? 'graph-match' : 'graph-shortest-paths';
  const matches = new Matches(run, name, node.span);
  if ('cycles' in node.find) new PatternSearch(graph, node.pattern, filters, node.find.cycles, matches).run();
  else findShortestPaths({ graph, edge: node.pattern.edges[0], filters, output: node.find.shortest, matches });
  const columns = node.matchColumns.map((column) => matchColumn(column, graph, matches, run));
  const { found } = matches;
  return new Table(node.columns, columns, found.length, {
    kind: 'parts',
    parts: [
      { table: graph.edges, rowsOf: (row) => edgesOf(found[row]) },
      { table: graph.nodes, rowsOf: (row) => nodesOf(found[row]) },
    ],
  });
}

function readFilters({ pattern, filters }: GraphSearchNode, graph: GraphData, run: Execution): Filters {
  const nodes: Allowed[] = pattern.nodes.map(() => undefined);
  const edges: Allowed[] = pattern.edges.map(() => undefined);
  const inner: Allowed[] = pattern.edges.map(() => undefined);
  for (const filter of filters) {
    if ('part' in filter) {
      const { index, of } = filter.part;
      const [rows, list] = of === 'edges' ? [graph.edges, edges] : [graph.nodes, inner];
      list[index] = both(list[index], trueFlags(evaluate(filter.condition, rows, run)));
    } else {
      const { variable, columns, condition } = filter;
      const [rows, list] = variable.kind === 'node' ? [graph.nodes, nodes] : [graph.edges, edges];
      list[variable.index] = both(list[variable.index], trueFlags(evaluate(condition, propertiesOf(rows, columns), run)));
    }
  }
  return { nodes, edges, inner };
}

function both(a: Allowed, b: Uint8Array): Uint8Array {
  return a ? a.map((flag, row) => flag & b[row]) : b;
}

/** The rows with the properties under the names of `columns`. */
function propertiesOf(rows: Table, columns: readonly MatchColumn[]): Table {
  const properties = columns.filter((column) => column.kind === 'property');
  return rows.withColumns(
    properties,
    properties.map(({ property }) => rows.needColumn(property)),
  );
}

function matchColumn(column: MatchColumn, graph: GraphData, { found }: Matches, run: Execution): Column {
  if (column.kind === 'property') {
    const { kind, index } = column.variable;
    const rows = Int32Array.from(found, (match) => (kind === 'node' ? match.nodes[index] : (match.edges[index] as number)));
    return selectColumn((kind === 'node' ? graph.nodes : graph.edges).needColumn(column.property), selectionOf(rows));
  }
  const values = evaluate(column.expr, column.part.of === 'edges' ? graph.edges : graph.nodes, run);
  if (column.kind === 'map')
    return columnOf(
      'dynamic',
      found.map((match) => partOf(match, column.part).map((row) => toDynamic(values.get(row), values.type))),
    );
  const isTrue = (row: number): boolean => values.get(row) === true;
  return columnOf(
    'bool',
    found.map((match) => (column.kind === 'all' ? partOf(match, column.part).every(isTrue) : partOf(match, column.part).some(isTrue))),
  );
}

/** The expressions that the node reads over rows of nodes and edges. */
export function graphSearchExprs({ filters, matchColumns }: GraphSearchNode): Expr[] {
  const columns = matchColumns.flatMap((column) => (column.kind === 'property' ? [] : [column.expr]));
  return [...filters.map(({ condition }) => condition), ...columns];
}
