import { techniques } from '../facts/mitre.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { parentTechnique, techniqueId } from './techniqueId.ts';

export const unknownTechnique: Check = {
  code: 'MITRE006',
  name: 'unknown-technique',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { value, span } of rule.relevantTechniques) {
      if (!techniqueId.test(value) || techniques().has(value)) continue;
      const parent = techniques().get(parentTechnique(value));
      const known =
        value.includes('.') && parent !== undefined ? `; \`${parent.id}\` is ${parent.name}` : '; look the id up at attack.mitre.org';
      yield { span, message: `ATT&CK has no technique \`${value}\`${known}` };
    }
  },
};
