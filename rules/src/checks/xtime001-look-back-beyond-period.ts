import { toShortForm } from '../duration.ts';
import { type Check, rulesOnly } from './check.ts';
import { isScheduled } from './kinds.ts';
import { timeBounds } from './timeFilters.ts';

/** Each run sees only `queryPeriod` back from now, whatever the query asks for. */
export const lookBackBeyondPeriod: Check = {
  code: 'XTIME001',
  name: 'look-back-beyond-period',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check({ rule: { kind, queryPeriod }, query }) {
    if (queryPeriod === undefined || query === undefined || !isScheduled(kind?.value)) return;
    const period = Number(queryPeriod.value.ticks);
    const reported = new Set<number>();
    for (const { side, value, span, isRequired } of timeBounds(query)) {
      if (value.kind !== 'instant' || reported.has(span.start)) continue;
      const isBeyond = side === 'from' ? value.ago > period : isRequired && value.ago >= period;
      if (!isBeyond) continue;
      reported.add(span.start);
      const reach = toShortForm(BigInt(Math.round(value.ago)));
      const message =
        side === 'from'
          ? `The query looks back ${reach}, but sees only the ${queryPeriod.value.text} of \`queryPeriod\``
          : `What is older than ${reach} is never seen, because \`queryPeriod\` is ${queryPeriod.value.text}: nothing is left here`;
      yield { span: query.embedded.toSource(span), message };
    }
  },
};
