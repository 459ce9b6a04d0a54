import { replaceFix } from '../diagnostic.ts';
import { techniques } from '../facts/mitre.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { techniqueId } from './techniqueId.ts';

export const malformedTechnique: Check = {
  code: 'MITRE005',
  name: 'malformed-technique',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { value, span } of rule.relevantTechniques) {
      if (techniqueId.test(value)) continue;
      const meant = /t\d{4}(?:[./]\d{3})?/i.exec(value)?.[0].toUpperCase().replace('/', '.') ?? idOfName(value);
      const message = `\`${value}\` is no technique id: \`T\` and four digits, for a sub-technique \`.\` and three more`;
      yield {
        span,
        message,
        fixes: meant === undefined ? [] : [replaceFix(span, meant)],
      };
    }
  },
};

function idOfName(name: string): string | undefined {
  const wanted = name.toLowerCase();
  return [...techniques().values()].find((technique) => technique.name.toLowerCase() === wanted)?.id;
}
