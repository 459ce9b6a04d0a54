import type { Expression, Operator } from '@rulesmith/kql';
import { type Check, type CheckedQuery, rulesOnly } from './check.ts';

/** Behind `summarize … by` a row is a group: the threshold then counts groups, not events. */
export const thresholdOnGroups: Check = {
  code: 'SCHED015',
  name: 'threshold-on-groups',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ rule: { triggerOperator, triggerThreshold }, query }) {
    if (triggerThreshold === undefined || triggerThreshold.value < 1 || query === undefined) return;
    if (triggerOperator?.value !== 'gt' && triggerOperator?.value !== 'GreaterThan') return;
    if (!endsInGroups(query)) return;
    const message = `The threshold ${triggerThreshold.value} counts the groups of \`summarize\`, not the events in them`;
    yield { span: triggerThreshold.span, message };
  },
};

const transparent = new Set<Operator['kind']>(['where', 'extend', 'project', 'project-away', 'project-rename', 'project-reorder', 'sort']);

function endsInGroups({ bound }: CheckedQuery): boolean {
  const last = bound.syntax.statements.findLast((statement) => statement.kind === 'expression-statement');
  let expression: Expression | undefined = last?.kind === 'expression-statement' ? last.expression : undefined;
  while (expression?.kind === 'pipe' && transparent.has(expression.operator.kind)) expression = expression.source;
  return expression?.kind === 'pipe' && expression.operator.kind === 'summarize' && expression.operator.by.length > 0;
}
