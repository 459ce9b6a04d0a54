import { entityTypes } from '../facts/entities.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { wrongCase } from './fields.ts';

export const entityTypeCase: Check = {
  code: 'ENT004',
  name: 'entity-type-case',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { entityType } of rule.entityMappings) {
      if (entityType === undefined) continue;
      yield* wrongCase(entityType, {
        what: 'The entity type',
        names: entityTypes.keys(),
        otherwise: '',
      });
      if (entityTypes.get(entityType.value)?.notInService !== true) continue;
      yield {
        span: entityType.span,
        message: `The service does not accept the entity type \`${entityType.value}\`, although the repository does`,
      };
    }
  },
};
