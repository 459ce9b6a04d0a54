import { type Check, rulesOnly } from './check.ts';
import { missingField } from './fields.ts';

export const missingKind: Check = {
  code: 'KIND001',
  name: 'missing-kind',
  severity: 'error',
  appliesTo: rulesOnly,
  check: (context) => missingField(context, 'kind', 'The rule has no `kind`; write `kind: Scheduled` or `kind: NRT`'),
};
