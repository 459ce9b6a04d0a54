import { replaceFix } from '../diagnostic.ts';
import { techniques } from '../facts/mitre.ts';
import { type Check, rulesAndHunts } from './check.ts';

/** ATT&CK replaces techniques; coverage views no longer show the old ids. */
export const retiredTechnique: Check = {
  code: 'MITRE007',
  name: 'retired-technique',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { value, span } of rule.relevantTechniques) {
      const technique = techniques().get(value);
      if (technique?.isRetired !== true || technique.matrix === 'mobile') continue;
      const next = technique.replacedBy;
      const instead = next === undefined ? 'and put nothing in its place' : `for \`${next}\` (${techniques().get(next)?.name ?? next})`;
      const fixes = next === undefined ? [] : [replaceFix(span, next)];
      yield { span, message: `ATT&CK has dropped \`${value}\` (${technique.name}) ${instead}`, fixes };
    }
  },
};
