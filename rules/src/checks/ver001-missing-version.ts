import { type Check, rulesOnly } from './check.ts';
import { fixes, insertField } from './editEntries.ts';
import { missingField } from './fields.ts';

export const missingVersion: Check = {
  code: 'VER001',
  name: 'missing-version',
  severity: 'warning',
  appliesTo: rulesOnly,
  check: (context) =>
    missingField(context, 'version', 'The rule has no `version`; write `version: 1.0.0`').map((finding) => ({
      ...finding,
      fixes: fixes('Add `version: 1.0.0`', insertField(context.document, 'version', ' 1.0.0')),
    })),
};
