import { replaceFix } from '../diagnostic.ts';
import { nearestName } from '../nearestName.ts';
import { fieldsAt } from '../schema/ruleFields.ts';
import { type Check, rulesOnly } from './check.ts';
import { fieldOf } from './fields.ts';

/** Names that other tools have for the same. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['alertNameFormat', 'alertDisplayNameFormat'],
  ['alertTitleFormat', 'alertDisplayNameFormat'],
  ['displayNameFormat', 'alertDisplayNameFormat'],
  ['descriptionFormat', 'alertDescriptionFormat'],
  ['severityColumnName', 'alertSeverityColumnName'],
  ['tacticsColumnName', 'alertTacticsColumnName'],
]);

/** What stands here and has no meaning changes nothing about the alert. */
export const unknownOverrideKey: Check = {
  code: 'ADO012',
  name: 'unknown-override-key',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check(context) {
    const override = fieldOf(context, 'alertDetailsOverride')?.value;
    if (override?.type !== 'map') return;
    const known = (fieldsAt(['alertDetailsOverride']) ?? []).map(({ key }) => key);
    const written = new Set(override.entries.map(({ key }) => key));
    const lacking = known.filter((key) => !written.has(key));
    for (const { key, keySpan } of override.entries) {
      if (known.some((each) => each.toLowerCase() === key.toLowerCase())) continue;
      const near = otherNames.get(key) ?? nearestName(key, lacking);
      const hint = near === undefined ? `it takes ${known.map((each) => `\`${each}\``).join(', ')}` : `did you mean \`${near}\`?`;
      const fixes = near === undefined || written.has(near) ? [] : [replaceFix(keySpan, near)];
      yield { span: keySpan, message: `\`alertDetailsOverride\` has no key \`${key}\`; ${hint}`, fixes };
    }
  },
};
