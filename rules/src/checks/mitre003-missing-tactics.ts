import { type Check, rulesOnly } from './check.ts';
import { fieldOf, missingField } from './fields.ts';

export const missingTactics: Check = {
  code: 'MITRE003',
  name: 'missing-tactics',
  severity: 'warning',
  appliesTo: rulesOnly,
  check(context) {
    const entry = fieldOf(context, 'tactics');
    const message = 'The rule has no `tactics`: its alerts are missing from the MITRE ATT&CK view';
    if (entry?.value.type === 'list' && entry.value.items.length === 0) return [{ span: entry.keySpan, message }];
    return missingField(context, 'tactics', message);
  },
};
