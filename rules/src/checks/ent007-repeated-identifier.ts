import { type Check, rulesAndHunts } from './check.ts';

export const repeatedIdentifier: Check = {
  code: 'ENT007',
  name: 'repeated-identifier',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { fieldMappings } of rule.entityMappings) {
      const seen = new Set<string>();
      for (const { identifier } of fieldMappings) {
        if (identifier === undefined) continue;
        if (seen.has(identifier.value))
          yield {
            span: identifier.span,
            message: `\`${identifier.value}\` is mapped twice in one mapping; remove one, or put it into a mapping of its own`,
          };
        seen.add(identifier.value);
      }
    }
  },
};
