import { type Check, rulesOnly } from './check.ts';
import { fixes, insertField } from './editEntries.ts';
import { fieldOf, missingField } from './fields.ts';
import { scheduleKeys } from './scheduleKeys.ts';

/**
 * Rules published before there were other kinds have none. One with a schedule can only be meant as `Scheduled`, so that it is a mistake that
 * needs no guess; one without says in no way how it runs.
 */
export const missingKind: Check = {
  code: 'KIND001',
  name: 'missing-kind',
  severity: 'warning',
  repositorySeverity: 'error',
  appliesTo: rulesOnly,
  check(context) {
    // What has a schedule is scheduled; without any it can only be NRT.
    const hasSchedule = scheduleKeys.some((key) => fieldOf(context, key) !== undefined);
    const kind = hasSchedule ? 'Scheduled' : 'NRT';
    return missingField(context, 'kind', 'The rule has no `kind`; write `kind: Scheduled` or `kind: NRT`').map((finding) => ({
      ...finding,
      ...(hasSchedule ? {} : { severity: 'error' as const }),
      fixes: fixes(`Add \`kind: ${kind}\``, insertField(context.document, 'kind', ` ${kind}`)),
    }));
  },
};
