import { type Check, rulesAndHunts } from './check.ts';
import { entityTypeOf } from './entityItems.ts';
import { orList } from './fields.ts';

/** Entities that are mapped only by what others share are not told apart, nor joined with what is known of them. */
export const weakIdentifiers: Check = {
  code: 'ENT011',
  name: 'weak-identifiers',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { entityType, fieldMappings } of rule.entityMappings) {
      const type = entityTypeOf(entityType?.value);
      if (type === undefined || entityType === undefined || type.strong.length === 0) continue;
      const mapped = new Set(fieldMappings.map(({ identifier }) => identifier?.value ?? ''));
      const isLegacy = type.identifiers.some(({ name, isLegacy: legacy }) => legacy && mapped.has(name));
      if (isLegacy || mapped.size === 0 || type.strong.some((set) => set.every((name) => mapped.has(name)))) continue;
      if (!type.identifiers.some(({ name }) => mapped.has(name))) continue;
      const sets = orList(type.strong.map((set) => set.join('` and `')));
      yield { span: entityType.span, message: `The mapping does not tell one \`${type.name}\` from another; that takes ${sets}` };
    }
  },
};
