import { replaceFix } from '../diagnostic.ts';
import { nearestName } from '../nearestName.ts';
import { ruleFields } from '../schema/ruleFields.ts';
import { type Check, rulesOnly } from './check.ts';

/** A key that the service ignores without a word, and that looks like one the rule lacks. Other keys are the author's own. */
export const unknownKey: Check = {
  code: 'FILE004',
  name: 'unknown-key',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ document }) {
    if (document.root?.type !== 'map') return;
    const written = new Set(document.root.entries.map(({ key }) => key));
    const known = new Set(ruleFields.map(({ key }) => key));
    const lacking = [...known].filter((key) => !written.has(key));
    for (const { key, keySpan } of document.root.entries) {
      const near = known.has(key) ? undefined : nearestName(key, lacking);
      if (near === undefined) continue;
      const message = `A rule has no key \`${key}\`; did you mean \`${near}\`?`;
      yield { span: keySpan, message, fixes: [replaceFix(keySpan, near)] };
    }
  },
};
