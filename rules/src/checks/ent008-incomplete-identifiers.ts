import { type Check, rulesAndHunts } from './check.ts';
import { entityTypeOf } from './entityItems.ts';
import { orList } from './fields.ts';

/** Some identifiers name an entity only together, such as the algorithm and the value of a hash. */
export const incompleteIdentifiers: Check = {
  code: 'ENT008',
  name: 'incomplete-identifiers',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { entityType, fieldMappings } of rule.entityMappings) {
      const type = entityTypeOf(entityType?.value);
      if (type === undefined || entityType === undefined || fieldMappings.length === 0) continue;
      const known = new Set(type.identifiers.map(({ name }) => name));
      const mapped = new Set(fieldMappings.map(({ identifier }) => identifier?.value ?? ''));
      if ([...mapped].some((name) => !known.has(name))) continue;
      if (type.required.some((set) => set.every((name) => mapped.has(name)))) continue;
      const choices = orList(type.required.map((set) => set.join('` and `')));
      yield {
        span: entityType.span,
        message: `A mapping of \`${type.name}\` needs ${choices}`,
      };
    }
  },
};
