import { type Check, rulesOnly } from './check.ts';
import { missingField } from './fields.ts';

export const missingSeverity: Check = {
  code: 'SEV001',
  name: 'missing-severity',
  severity: 'error',
  appliesTo: rulesOnly,
  check: (context) => missingField(context, 'severity', 'The rule has no `severity`; write `Informational`, `Low`, `Medium` or `High`'),
};
