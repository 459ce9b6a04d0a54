/** `fork` and `facet`: several results of one input. */
import type { Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { planSubquery } from '../plan/planSubquery.ts';
import type { Scope } from '../plan/scope.ts';
import { planAggregates } from './planAggregates.ts';
import { projectNode, reference } from './project.ts';
import { planKeys, summarizeNode } from './summarize.ts';

type Branching = Extract<Operator, { kind: 'fork' | 'facet' }>;

/** The results in order; there is at least one. */
export function planBranches(operator: Branching, input: PlanNode, scope: Scope): readonly [PlanNode, ...PlanNode[]] {
  const [first, ...others] =
    operator.kind === 'fork' ? operator.branches.map(({ body }) => planSubquery(body, input, scope)) : facets(operator, input, scope);
  return [first, ...others];
}

/** For each column its values with their numbers of rows, then the rows that the query behind `with` makes of the input. */
function facets(operator: Extract<Branching, { kind: 'facet' }>, input: PlanNode, scope: Scope): PlanNode[] {
  const counts = operator.by.map((column): PlanNode => {
    const row = scope.withRow(input);
    const taken = new Set<string>();
    const [key] = planKeys([column], row, taken);
    const count = {
      kind: 'call',
      name: 'count',
      nameSpan: column.span,
      arguments: [],
      target: 'aggregate',
      isTabular: false,
      type: 'long',
      resultName: 'count_',
      span: column.span,
    } as const;
    const { aggregates, results } = planAggregates([count], row, taken, new Set([key.name]));
    const groups = summarizeNode(input, [key], aggregates, operator.span);
    return projectNode(groups, [{ name: key.name, expr: reference(groups.columns[0]) }, ...results], operator.span, false);
  });
  return operator.body === undefined ? counts : [...counts, planSubquery(operator.body, input, scope)];
}
