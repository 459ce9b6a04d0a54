/** `top-hitters`: the values with the most rows, or with the largest sum. Kusto counts approximately over much data; here it is exact. */
import type { Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { unsupported } from '../queryError.ts';
import { uniqueName } from './names.ts';
import { planAggregates } from './planAggregates.ts';
import { projectNode, reference } from './project.ts';
import type { SortNode } from './sort.ts';
import { planKeys, summarizeNode } from './summarize.ts';

type TopHitters = Extract<Operator, { kind: 'top-hitters' }>;

export function planTopHitters(operator: TopHitters, input: PlanNode, scope: Scope): PlanNode {
  const row = scope.withRow(input);
  const taken = new Set<string>();
  const [key] = planKeys([operator.of], row, taken);
  const measured = operator.by;
  if (measured && !measured.resultName) throw unsupported('`top-hitters … by` an expression without a name', measured.span);
  const base = measured ? `approximate_sum_${measured.resultName}` : `approximate_count_${key.name}`;
  const call = {
    kind: 'call',
    name: measured ? 'sum' : 'count',
    nameSpan: operator.span,
    arguments: measured ? [measured] : [],
    target: 'aggregate',
    isTabular: false,
    type: 'unknown',
    resultName: uniqueName(base, taken),
    span: operator.span,
  } as const;
  const { aggregates, results } = planAggregates([call], row, taken, new Set([key.name]));
  const groups = summarizeNode(input, [key], aggregates, operator.span);
  const counted = projectNode(groups, [{ name: key.name, expr: reference(groups.columns[0]) }, ...results], operator.span, false);
  const sorted: SortNode = {
    op: 'sort',
    input: counted,
    keys: [{ expr: reference(counted.columns[1]), descending: true, nullsFirst: false }],
    count: planExpression(operator.count, scope.withRow(undefined)),
    latestFirst: true,
    columns: counted.columns,
    serialized: true,
    span: operator.span,
  };
  return sorted;
}
