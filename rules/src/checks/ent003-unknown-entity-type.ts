import { entityTypes } from '../facts/entities.ts';
import { entryOf, isBlank } from '../yaml/yamlTree.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { mappingItems } from './entityItems.ts';
import { headSpan, orList, unknownName } from './fields.ts';

export const unknownEntityType: Check = {
  code: 'ENT003',
  name: 'unknown-entity-type',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const item of mappingItems(context)) {
      const entry = entryOf(item, 'entityType');
      if (entry === undefined)
        yield {
          span: headSpan(context, item),
          message: 'An entity mapping needs an `entityType`',
        };
      else if (isBlank(entry.value)) yield { span: entry.keySpan, message: '`entityType` has no value' };
    }
    for (const { entityType } of context.rule.entityMappings) {
      if (entityType === undefined) continue;
      yield* unknownName(entityType, {
        what: 'The entity type',
        names: entityTypes.keys(),
        otherwise: `choose ${orList([...entityTypes.keys()])}`,
      });
    }
  },
};
