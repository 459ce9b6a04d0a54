import { isBlank } from '../yaml/yamlTree.ts';
import { type Check, rulesOnly } from './check.ts';
import { fieldOf, fileStart } from './fields.ts';
import { isScheduled } from './kinds.ts';
import { scheduleKeys } from './scheduleKeys.ts';

/** A scheduled rule must say when it runs, how far it looks back, and when it fires. */
export const missingSchedule: Check = {
  code: 'SCHED001',
  name: 'missing-schedule',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    if (!isScheduled(context.rule.kind?.value)) return;
    const missing = scheduleKeys.filter((key) => isBlank(fieldOf(context, key)?.value));
    const absent = missing.filter((key) => fieldOf(context, key) === undefined);
    for (const key of missing) {
      const entry = fieldOf(context, key);
      if (entry !== undefined) yield { span: entry.keySpan, message: `\`${key}\` has no value` };
    }
    if (absent.length === 0) return;
    const span = fieldOf(context, 'kind')?.value.span ?? fileStart(context);
    yield {
      span,
      message: `A scheduled rule needs ${absent.map((key) => `\`${key}\``).join(', ')}`,
    };
  },
};
