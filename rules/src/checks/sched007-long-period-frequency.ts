import { replaceFix } from '../diagnostic.ts';
import { ticksPerDay, ticksPerHour } from '../duration.ts';
import { type Check, rulesOnly } from './check.ts';

/** Sentinel runs rules that look back two days or more at most once an hour. */
export const longPeriodFrequency: Check = {
  code: 'SCHED007',
  name: 'long-period-frequency',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule: { queryPeriod, queryFrequency } }) {
    if (queryPeriod === undefined || queryFrequency === undefined) return;
    if (queryPeriod.value.ticks < 2n * ticksPerDay || queryFrequency.value.ticks >= ticksPerHour) return;
    const message = `With a period of \`${queryPeriod.value.text}\` the frequency must be \`1h\` or longer`;
    yield {
      span: queryFrequency.span,
      message,
      fixes: [replaceFix(queryFrequency.span, '1h')],
    };
  },
};
