import { ticksPerDay, toShortForm } from '../duration.ts';
import { type Check, huntsOnly } from './check.ts';
import { timeBounds } from './timeFilters.ts';

const longest = 14n * ticksPerDay;

/** Whoever hunts chooses the range of time; a filter in the query narrows it without a word. */
export const huntTimeRange: Check = {
  code: 'HUNT004',
  name: 'hunt-time-range',
  severity: 'info',
  appliesTo: huntsOnly,
  *check({ query }) {
    if (query === undefined) return;
    for (const { side, value, span, isRequired } of timeBounds(query)) {
      if (side !== 'from' || value.kind !== 'instant' || value.ago <= 0 || !isRequired) continue;
      const reach = toShortForm(BigInt(Math.round(value.ago)));
      const place = query.embedded.toSource(span);
      if (value.ago < Number(ticksPerDay))
        yield { span: place, message: `The query looks back only ${reach}; hunts look back a day or more` };
      if (value.ago > Number(longest)) yield { span: place, message: `The query looks back ${reach}; beyond 14 days hunts get slow` };
    }
  },
};
