import { ticksPerMinute, toShortForm } from '../duration.ts';
import { type Check, rulesOnly } from './check.ts';
import { isNrt } from './kinds.ts';
import { timeBounds } from './timeFilters.ts';

/** The repository asks for a filter of some minutes in NRT rules; it does no harm. */
const harmless = 5n * ticksPerMinute;

/** A run of an NRT rule sees what was ingested within one minute, however far its query looks back. */
export const lookBackInNrt: Check = {
  code: 'NRT003',
  name: 'look-back-in-nrt',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ rule, query }) {
    if (query === undefined || !isNrt(rule.kind?.value)) return;
    for (const { side, value, span } of timeBounds(query)) {
      if (side !== 'from' || value.kind !== 'instant' || value.ago <= Number(harmless)) continue;
      const reach = toShortForm(BigInt(Math.round(value.ago)));
      yield {
        span: query.embedded.toSource(span),
        message: `The query looks back ${reach}, but an NRT run sees only the last minute’s events`,
      };
    }
  },
};
