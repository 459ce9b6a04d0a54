import { type Check, rulesOnly } from './check.ts';
import { fixes, removeEntry } from './editEntries.ts';
import { fieldOf } from './fields.ts';
import { isNrt } from './kinds.ts';
import { scheduleKeys } from './scheduleKeys.ts';

/** An NRT rule runs every minute and fires on any row; what says otherwise is ignored or rejected. */
export const nrtSchedule: Check = {
  code: 'SCHED002',
  name: 'nrt-schedule',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesOnly,
  *check(context) {
    if (!isNrt(context.rule.kind?.value)) return;
    for (const key of scheduleKeys) {
      const entry = fieldOf(context, key);
      if (entry !== undefined)
        yield {
          span: entry.keySpan,
          message: `An NRT rule has no \`${key}\`: it runs every minute and fires on any row`,
          fixes: fixes(`Remove \`${key}\``, removeEntry(context.document, entry)),
        };
    }
  },
};
