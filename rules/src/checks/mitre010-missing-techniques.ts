import { type Check, rulesOnly } from './check.ts';
import { fieldOf, missingField } from './fields.ts';

export const missingTechniques: Check = {
  code: 'MITRE010',
  name: 'missing-techniques',
  severity: 'info',
  repositorySeverity: 'warning',
  appliesTo: rulesOnly,
  check(context) {
    const entry = fieldOf(context, 'relevantTechniques');
    const message = 'The rule has no `relevantTechniques`: it does not count as coverage of any technique';
    if (entry?.value.type === 'list' && entry.value.items.length === 0) return [{ span: entry.keySpan, message }];
    return missingField(context, 'relevantTechniques', message);
  },
};
