import { replaceFix } from '../diagnostic.ts';
import { parseDuration, ticksPerDay, ticksPerHour } from '../duration.ts';
import { type Check, type CheckContext, rulesOnly } from './check.ts';
import { gapBetweenRuns } from './xtime003-gap-between-runs.ts';

/** Sentinel runs rules that look back two days or more at most once an hour. */
export const longPeriodFrequency: Check = {
  code: 'SCHED007',
  name: 'long-period-frequency',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    const { queryPeriod, queryFrequency } = context.rule;
    if (queryPeriod === undefined || queryFrequency === undefined) return;
    if (queryPeriod.value.ticks < 2n * ticksPerDay || queryFrequency.value.ticks >= ticksPerHour) return;
    const message = `With a period of \`${queryPeriod.value.text}\` the frequency must be \`1h\` or longer`;
    yield {
      span: queryFrequency.span,
      message,
      fixes: opensGap(context) ? [] : [replaceFix(queryFrequency.span, '1h')],
    };
  },
};

/** Whether a run an hour would leave out what the query, which looks back less far, sees now. */
function opensGap(context: CheckContext): boolean {
  const { rule } = context;
  const hourly = parseDuration('1h');
  if (rule.queryFrequency === undefined || hourly === undefined) return false;
  const slower = { ...context, rule: { ...rule, queryFrequency: { ...rule.queryFrequency, value: hourly } } };
  return [...gapBetweenRuns.check(slower)].length > 0;
}
