import { entryOf, textOf } from '../yaml/yamlTree.ts';
import { type Check, rulesOnly } from './check.ts';
import { fieldOf, headSpan } from './fields.ts';
import { unknownColumn } from './resultColumns.ts';

const most = 10;

/** `sentinelEntitiesMappings` takes over the entities that an alert in the result brings along. */
export const entitiesColumn: Check = {
  code: 'ENT022',
  name: 'entities-column',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    const mappings = fieldOf(context, 'sentinelEntitiesMappings');
    const items = mappings?.value.type === 'list' ? mappings.value.items : [];
    if (mappings === undefined) return;
    for (const item of items) {
      const column = entryOf(item, 'columnName');
      const value = textOf(column?.value);
      if (column === undefined || value === undefined)
        yield { span: column?.keySpan ?? headSpan(context, item), message: 'An item needs `columnName`: the column with the entities' };
      else yield* unknownColumn({ value, span: column.value.span, keySpan: column.keySpan }, context.columns, '`sentinelEntitiesMappings`');
    }
    const count = items.length + context.rule.entityMappings.length;
    if (items.length > 0 && count > most)
      yield { span: mappings.keySpan, message: `The rule has ${count} mappings of entities in all; ${most} are allowed` };
  },
};
