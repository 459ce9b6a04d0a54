import { ticksPerHour, ticksPerMinute } from '../duration.ts';
import { type Check, rulesOnly } from './check.ts';

export const suppressionRange: Check = {
  code: 'SUPP001',
  name: 'suppression-range',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule: { suppressionDuration } }) {
    if (suppressionDuration === undefined) return;
    const { span, value } = suppressionDuration;
    if (value.ticks < 5n * ticksPerMinute) yield { span, message: `The suppression lasts ${value.text}; the shortest allowed is \`PT5M\`` };
    if (value.ticks > 24n * ticksPerHour) yield { span, message: `The suppression lasts ${value.text}; the longest allowed is \`PT24H\`` };
  },
};
