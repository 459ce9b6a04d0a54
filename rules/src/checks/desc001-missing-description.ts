import { type Check, rulesAndHunts } from './check.ts';
import { missingField } from './fields.ts';

export const missingDescription: Check = {
  code: 'DESC001',
  name: 'missing-description',
  severity: 'error',
  appliesTo: rulesAndHunts,
  check: (context) => missingField(context, 'description', 'The rule has no `description`; say what it finds'),
};
