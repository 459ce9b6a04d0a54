import { ticksPerDay, ticksPerMinute } from '../duration.ts';
import { type Check, rulesOnly } from './check.ts';

export const lookbackRange: Check = {
  code: 'INC008',
  name: 'lookback-range',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const lookback = rule.incidentConfiguration?.value.groupingConfiguration?.value.lookbackDuration;
    if (lookback === undefined) return;
    const { span, value } = lookback;
    if (value.ticks < 5n * ticksPerMinute)
      yield { span, message: `An incident is open for ${value.text}; the shortest allowed is \`PT5M\`` };
    if (value.ticks > 7n * ticksPerDay) yield { span, message: `An incident is open for ${value.text}; the longest allowed is \`P7D\`` };
  },
};
