import { techniques } from '../facts/mitre.ts';
import { type Check, rulesAndHunts } from './check.ts';

/** Sentinel shows the matrix of enterprises. */
export const mobileTechnique: Check = {
  code: 'MITRE013',
  name: 'mobile-technique',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { value, span } of rule.relevantTechniques) {
      const technique = techniques().get(value);
      if (technique?.matrix === 'mobile')
        yield { span, message: `\`${value}\` (${technique.name}) is of the matrix for mobile devices, which Sentinel does not show` };
    }
  },
};
