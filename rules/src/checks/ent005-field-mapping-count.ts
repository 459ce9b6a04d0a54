import { entryOf } from '../yaml/yamlTree.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { fieldItems, mappingItems } from './entityItems.ts';
import { headSpan } from './fields.ts';

const most = 3;

export const fieldMappingCount: Check = {
  code: 'ENT005',
  name: 'field-mapping-count',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const item of mappingItems(context)) {
      const count = fieldItems(item).length;
      const span = entryOf(item, 'fieldMappings')?.keySpan ?? headSpan(context, item);
      if (count === 0)
        yield {
          span,
          message: 'An entity mapping needs `fieldMappings`: a list of `identifier` and `columnName`',
        };
      if (count > most)
        yield {
          span,
          message: `The mapping has ${count} identifiers; ${most} are allowed`,
        };
    }
  },
};
