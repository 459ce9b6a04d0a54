import { type Check, rulesOnly } from './check.ts';
import { fixes, insertField } from './editEntries.ts';
import { missingField } from './fields.ts';
import { isScheduled } from './kinds.ts';

export const missingConnectors: Check = {
  code: 'CONN001',
  name: 'missing-connectors',
  // The service knows no such property of a rule; only the repository's checks ask for it.
  severity: 'warning',
  repositorySeverity: 'error',
  appliesTo: rulesOnly,
  check(context) {
    if (!isScheduled(context.rule.kind?.value)) return [];
    const message = 'The rule has no `requiredDataConnectors`; write `[]` if it needs none';
    return missingField(context, 'requiredDataConnectors', message).map((finding) => ({
      ...finding,
      fixes: fixes('Add `requiredDataConnectors: []`', insertField(context.document, 'requiredDataConnectors', ' []')),
    }));
  },
};
