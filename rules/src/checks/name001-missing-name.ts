import { type Check, rulesAndHunts } from './check.ts';
import { missingField } from './fields.ts';

export const missingName: Check = {
  code: 'NAME001',
  name: 'missing-name',
  severity: 'error',
  appliesTo: rulesAndHunts,
  check: (context) => missingField(context, 'name', 'The rule has no `name`; its alerts would have no title'),
};
