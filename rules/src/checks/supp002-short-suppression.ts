import { type Check, rulesOnly } from './check.ts';
import { isScheduled } from './kinds.ts';

/** The service refuses a suppression that has ended before the next run. */
export const shortSuppression: Check = {
  code: 'SUPP002',
  name: 'short-suppression',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule: { kind, suppressionEnabled, suppressionDuration, queryFrequency } }) {
    if (suppressionEnabled?.value !== true || suppressionDuration === undefined || queryFrequency === undefined) return;
    if (!isScheduled(kind?.value) || suppressionDuration.value.ticks >= queryFrequency.value.ticks) return;
    const [duration, frequency] = [suppressionDuration.value.text, queryFrequency.value.text];
    yield { span: suppressionDuration.span, message: `The suppression of ${duration} is shorter than the frequency \`${frequency}\`` };
  },
};
