import { type Check, rulesOnly } from './check.ts';
import { timeBounds } from './timeFilters.ts';

/** A rule that looks for events of a certain day finds nothing from some day on. */
export const fixedDate: Check = {
  code: 'XTIME004',
  name: 'fixed-date',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check({ query }) {
    if (query === undefined) return;
    for (const { value, span, side, isRequired } of timeBounds(query)) {
      if (value.kind !== 'date' || side !== 'to' || !isRequired) continue;
      yield { span: query.embedded.toSource(span), message: 'The date is fixed: no event of today passes this filter; write `ago(…)`' };
    }
  },
};
