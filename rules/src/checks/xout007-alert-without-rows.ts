import { type Check, rulesOnly } from './check.ts';
import { fieldOf } from './fields.ts';

/** A rule that fires because there is nothing has no row to take values from. */
export const alertWithoutRows: Check = {
  code: 'XOUT007',
  name: 'alert-without-rows',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check(context) {
    const { triggerOperator, triggerThreshold } = context.rule;
    const firesOnNothing =
      (triggerOperator?.value === 'lt' && triggerThreshold?.value === 1) ||
      (triggerOperator?.value === 'eq' && triggerThreshold?.value === 0);
    if (!firesOnNothing) return;
    for (const key of ['entityMappings', 'customDetails', 'alertDetailsOverride']) {
      const entry = fieldOf(context, key);
      if (entry !== undefined && entry.value.type !== 'scalar')
        yield {
          span: entry.keySpan,
          message: `The rule fires when the query returns no row, so that \`${key}\` has nothing to take values from`,
        };
    }
  },
};
