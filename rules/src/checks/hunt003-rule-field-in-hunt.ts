import { ruleFields } from '../schema/ruleFields.ts';
import { type Check, huntsOnly } from './check.ts';
import { fixes, removeEntry } from './editEntries.ts';
import { fieldOf } from './fields.ts';

/** A hunting query does not run by itself, raises no alerts and makes no incidents. */
export const ruleFieldInHunt: Check = {
  code: 'HUNT003',
  name: 'rule-field-in-hunt',
  severity: 'warning',
  appliesTo: huntsOnly,
  *check(context) {
    for (const { key, ruleOnly } of ruleFields) {
      const entry = ruleOnly === true ? fieldOf(context, key) : undefined;
      if (entry === undefined) continue;
      const remove = fixes(`Remove \`${key}\``, removeEntry(context.document, entry));
      yield { span: entry.keySpan, message: `A hunting query has no \`${key}\`; only rules do`, fixes: remove };
    }
  },
};
