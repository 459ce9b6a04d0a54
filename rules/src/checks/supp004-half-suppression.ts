import { type Check, rulesOnly } from './check.ts';
import { fieldOf } from './fields.ts';

export const halfSuppression: Check = {
  code: 'SUPP004',
  name: 'half-suppression',
  severity: 'info',
  appliesTo: rulesOnly,
  *check(context) {
    const [enabled, duration] = [fieldOf(context, 'suppressionEnabled'), fieldOf(context, 'suppressionDuration')];
    if (duration !== undefined && enabled === undefined)
      yield { span: duration.keySpan, message: 'Without `suppressionEnabled: true` nothing is suppressed' };
    if (enabled !== undefined && duration === undefined && context.rule.suppressionEnabled?.value === true)
      yield { span: enabled.keySpan, message: 'The rule suppresses, but does not say for how long: add `suppressionDuration`' };
  },
};
