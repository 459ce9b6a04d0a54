/**
 * `reduce`: texts that are alike, told by the terms they share (https://learn.microsoft.com/kusto/query/reduce-operator). The service's algorithm
 * is "largely based" on a published one, so the answer is only given where the host can say that the service's may be another.
 */
import type { ColumnSchema, Expression, Operator, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, QueryError, unsupported } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import { DictionaryColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import { groupRows } from './grouping.ts';
import { uniqueName } from './names.ts';
import { parameterText, parameterValue } from './parameters.ts';
import { type TextCluster, textClusters } from './textClusters.ts';
import { termCharacters } from './textTerms.ts';

export interface ReduceNode extends NodeBase {
  readonly op: 'reduce';
  readonly input: PlanNode;
  readonly value: Expr;
  /** The share of the rows above which a term, and a pattern, is frequent. */
  readonly threshold: number;
  /** The characters that change sides: letters and digits separate terms, others belong to them. */
  readonly characters: string;
  /** Each row of the input with its pattern, rather than a row for each pattern. */
  readonly keepsRows: boolean;
}

type Reduce = Extract<Operator, { kind: 'reduce' }>;

const note =
  '`reduce` forms its patterns by the algorithm that the documentation names (SLCT); the service may form others, count them in parts, and show another representative';

/** The documentation names one column that is appended, Microsoft's binder three. */
const keptRowsNote = `${note}; behind \`kind=source\` it may append the columns \`Count\` and \`Representative\` too`;

const aggregated: readonly ColumnSchema[] = [
  { name: 'Pattern', type: 'string' },
  { name: 'Count', type: 'long' },
  { name: 'Representative', type: 'string' },
];

export function planReduce(operator: Reduce, input: PlanNode, scope: Scope): ReduceNode {
  const value = convertTo(planExpression(operator.value, scope.withRow(input)), 'string', operator.value.span);
  const keepsRows = planKind(operator);
  const names = new Set(input.columns.map(({ name }) => name));
  const node: ReduceNode = {
    op: 'reduce',
    input,
    value,
    threshold: planThreshold(operator, scope),
    characters: planCharacters(operator, scope),
    keepsRows,
    columns: keepsRows ? [...input.columns, { name: uniqueName('Pattern', names), type: 'string' }] : aggregated,
    serialized: keepsRows && input.serialized,
    span: operator.span,
  };
  requireNote(keepsRows ? keptRowsNote : note, operator, scope);
  return node;
}

function requireNote(text: string, operator: Reduce, scope: Scope): void {
  if (scope.planTime.assume(text)) return;
  throw new QueryError('unsupported', `There is no place to say what differs from the service: ${text}`, operator.span);
}

/** Whether the rows stay: `kind=source`. */
function planKind(operator: Reduce): boolean {
  const kind = parameterValue(operator, 'kind');
  if (kind === undefined) return false;
  if (parameterText(operator, 'kind') === 'source') return true;
  throw unsupported('`reduce` of a kind other than `source`', kind.span);
}

function planThreshold(operator: Reduce, scope: Scope): number {
  const given = property(operator, 'threshold');
  if (given === undefined) return 0.1;
  const threshold = constantOf(convertTo(planExpression(given, scope.withRow(undefined)), 'real', given.span), given.span);
  if (typeof threshold !== 'number' || !(threshold >= 0 && threshold <= 1))
    throw invalid('`threshold` of `reduce` must be from 0 to 1', given.span);
  return threshold;
}

function planCharacters(operator: Reduce, scope: Scope): string {
  const given = property(operator, 'characters');
  if (given === undefined) return '';
  const characters = constantOf(planExpression(given, scope.withRow(undefined)), given.span);
  if (typeof characters !== 'string') throw invalid('`characters` of `reduce` must be a text', given.span);
  return characters;
}

function property({ properties }: Reduce, name: string): Expression | undefined {
  return properties.find((each) => each.name.toLowerCase() === name)?.value;
}

function constantOf(expr: Expr, span: Span): unknown {
  if (expr.kind === 'constant') return expr.value;
  throw invalid('`reduce` takes a constant here', span);
}

export function executeReduce(node: ReduceNode, run: Execution): Table {
  const input = run.table(node.input);
  const text = evaluate(node.value, input, run);
  const groups = groupRows([text], input.rowCount, run);
  const counts = new Float64Array(groups.count);
  run.guard.checkpoint();
  for (let row = 0; row < input.rowCount; row++) counts[groups.groupOf[row]]++;
  const texts = Array.from(groups.firstRows, (row) => text.get(row) as string);
  const options = { least: node.threshold * input.rowCount, terms: termCharacters(node.characters) };
  const { clusters, clusterOf } = run.refusing(node.span, () => textClusters({ texts, counts }, options, run));
  const clusterOfRow = groups.groupOf.map((group) => clusterOf[group]);
  return node.keepsRows ? withPatterns(node, input, clusters, clusterOfRow) : perPattern(node, input, clusters, clusterOfRow);
}

function withPatterns(node: ReduceNode, input: Table, clusters: readonly TextCluster[], clusterOfRow: Int32Array): Table {
  const patterns = columnOf(
    'string',
    clusters.map(({ pattern }) => pattern),
  );
  return input.withColumns(node.columns, [...input.columns, new DictionaryColumn(clusterOfRow, patterns)]);
}

/** The most frequent patterns first. */
function perPattern(node: ReduceNode, input: Table, clusters: readonly TextCluster[], clusterOfRow: Int32Array): Table {
  const order = clusters.map((_, cluster) => cluster).sort((a, b) => clusters[b].count - clusters[a].count || a - b);
  const rank = new Int32Array(clusters.length);
  order.forEach((cluster, row) => {
    rank[cluster] = row;
  });
  const sorted = order.map((cluster) => clusters[cluster]);
  const columns = [
    columnOf(
      'string',
      sorted.map(({ pattern }) => pattern),
    ),
    columnOf(
      'long',
      sorted.map(({ count }) => count),
    ),
    columnOf(
      'string',
      sorted.map(({ representative }) => representative),
    ),
  ];
  const groupOf = clusterOfRow.map((cluster) => rank[cluster]);
  return new Table(node.columns, columns, sorted.length, { kind: 'group', input, groupOf });
}
