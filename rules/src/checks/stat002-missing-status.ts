import { type Check, rulesOnly } from './check.ts';
import { fixes, insertField } from './editEntries.ts';
import { missingField } from './fields.ts';

export const missingStatus: Check = {
  code: 'STAT002',
  name: 'missing-status',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  check: (context) =>
    missingField(context, 'status', 'The rule has no `status`; the repository asks for `Available` or `InPreview`').map((finding) => ({
      ...finding,
      fixes: ['Available', 'InPreview'].flatMap((status) =>
        fixes(`Add \`status: ${status}\``, insertField(context.document, 'status', ` ${status}`)),
      ),
    })),
};
