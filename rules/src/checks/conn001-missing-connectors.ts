import { type Check, rulesOnly } from './check.ts';
import { missingField } from './fields.ts';
import { isScheduled } from './kinds.ts';

export const missingConnectors: Check = {
  code: 'CONN001',
  name: 'missing-connectors',
  severity: 'error',
  appliesTo: rulesOnly,
  check(context) {
    if (!isScheduled(context.rule.kind?.value)) return [];
    return missingField(context, 'requiredDataConnectors', 'The rule has no `requiredDataConnectors`; write `[]` if it needs none');
  },
};
