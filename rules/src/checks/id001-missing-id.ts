import { type Check, rulesAndHunts } from './check.ts';
import { missingField } from './fields.ts';

export const missingId: Check = {
  code: 'ID001',
  name: 'missing-id',
  severity: 'error',
  appliesTo: rulesAndHunts,
  check: (context) => missingField(context, 'id', 'The rule has no `id`; give it a GUID of its own'),
};
