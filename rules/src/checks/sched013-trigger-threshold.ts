import { type Check, rulesOnly } from './check.ts';
import { textField } from './fields.ts';

const highest = 10_000;

export const triggerThreshold: Check = {
  code: 'SCHED013',
  name: 'trigger-threshold',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    const threshold = textField(context, 'triggerThreshold');
    const value = context.rule.triggerThreshold?.value;
    if (threshold === undefined || (value !== undefined && value >= 0 && value <= highest)) return;
    yield {
      span: threshold.span,
      message: `The trigger threshold \`${threshold.value}\` is no whole number from 0 to ${highest}`,
    };
  },
};
