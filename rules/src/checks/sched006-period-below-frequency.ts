import { replaceFix } from '../diagnostic.ts';
import { type Check, rulesOnly } from './check.ts';

/** A period shorter than the frequency leaves gaps between the runs that no run looks at. */
export const periodBelowFrequency: Check = {
  code: 'SCHED006',
  name: 'period-below-frequency',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule: { queryPeriod, queryFrequency } }) {
    if (queryPeriod === undefined || queryFrequency === undefined || queryPeriod.value.ticks >= queryFrequency.value.ticks) return;
    const [period, frequency] = [queryPeriod.value.text, queryFrequency.value.text];
    const message = `The period \`${period}\` is shorter than the frequency \`${frequency}\`: events between the runs are never seen`;
    yield {
      span: queryPeriod.span,
      message,
      fixes: [replaceFix(queryPeriod.span, frequency)],
    };
  },
};
