import { type Check, rulesOnly } from './check.ts';
import { isNrt } from './kinds.ts';

export const alertsOfNrtRun: Check = {
  code: 'NRT006',
  name: 'alerts-of-nrt-run',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const kind = rule.eventGroupingSettings?.value.aggregationKind;
    if (!isNrt(rule.kind?.value) || kind?.value !== 'AlertPerResult') return;
    yield { span: kind.span, message: 'An NRT run makes 30 alerts at most; the thirtieth stands for all rows that are left' };
  },
};
