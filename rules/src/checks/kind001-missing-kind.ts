import { type Check, rulesOnly } from './check.ts';
import { fixes, insertField } from './editEntries.ts';
import { fieldOf, missingField } from './fields.ts';
import { scheduleKeys } from './scheduleKeys.ts';

export const missingKind: Check = {
  code: 'KIND001',
  name: 'missing-kind',
  severity: 'error',
  appliesTo: rulesOnly,
  check(context) {
    // What has a schedule is scheduled; without any it can only be NRT.
    const kind = scheduleKeys.some((key) => fieldOf(context, key) !== undefined) ? 'Scheduled' : 'NRT';
    return missingField(context, 'kind', 'The rule has no `kind`; write `kind: Scheduled` or `kind: NRT`').map((finding) => ({
      ...finding,
      fixes: fixes(`Add \`kind: ${kind}\``, insertField(context.document, 'kind', ` ${kind}`)),
    }));
  },
};
