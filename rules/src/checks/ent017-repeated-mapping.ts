import { type Check, rulesAndHunts } from './check.ts';
import { removeRepeated } from './removeRepeated.ts';

export const repeatedMapping: Check = {
  code: 'ENT017',
  name: 'repeated-mapping',
  severity: 'info',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check({ rule, document }) {
    const seen = new Set<string>();
    for (const { entityType, fieldMappings } of rule.entityMappings) {
      if (entityType === undefined || fieldMappings.length === 0) continue;
      const fields = fieldMappings.map(({ identifier, columnName }) => `${identifier?.value}=${columnName?.value}`).sort();
      const mapping = [entityType.value.toLowerCase(), ...fields].join(' ');
      if (seen.has(mapping))
        yield {
          span: entityType.span,
          message: 'The same mapping stands above already; it takes its share of the entities',
          fixes: removeRepeated(document, 'entityMappings', entityType.span),
        };
      seen.add(mapping);
    }
  },
};
