import { ticksPerDay, ticksPerMinute } from '../duration.ts';
import { type Check, rulesOnly } from './check.ts';
import { durationKeys } from './scheduleKeys.ts';

export const durationRange: Check = {
  code: 'SCHED005',
  name: 'duration-range',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule }) {
    for (const key of durationKeys) {
      const duration = rule[key];
      if (duration === undefined) continue;
      const { text, ticks } = duration.value;
      if (ticks < 5n * ticksPerMinute)
        yield {
          span: duration.span,
          message: `\`${key}\` is ${text}; the shortest Sentinel allows is \`5m\``,
        };
      if (ticks > 14n * ticksPerDay)
        yield {
          span: duration.span,
          message: `\`${key}\` is ${text}; the longest Sentinel allows is \`14d\``,
        };
    }
  },
};
