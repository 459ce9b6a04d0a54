import { type Check, rulesAndHunts } from './check.ts';
import { entityTypeOf } from './entityItems.ts';

/** Mappings do not look into arrays and bags: a column of them gives no entity. */
export const dynamicMappedColumn: Check = {
  code: 'ENT013',
  name: 'dynamic-mapped-column',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check({ rule, columns, query }) {
    if (columns === undefined || query === undefined) return;
    for (const { entityType, fieldMappings } of rule.entityMappings) {
      for (const { identifier, columnName } of fieldMappings) {
        if (columnName === undefined || columns.get(columnName.value)?.type !== 'dynamic') continue;
        const wanted = entityTypeOf(entityType?.value)?.identifiers.find(({ name }) => name === identifier?.value);
        if (wanted?.type === 'dynamic' || !isCollected(query.embedded.text, columnName.value)) continue;
        const message = `\`${columnName.value}\` holds an array or bag, which a mapping does not expand; use \`mv-expand\` or take one value with \`tostring(${columnName.value}[0])\``;
        yield { span: columnName.span, message };
      }
    }
  },
};

/** A dynamic column may well hold one text a row; one that an aggregate collects surely does not. */
function isCollected(text: string, column: string): boolean {
  const name = column.replaceAll('$', '\\$&');
  const assigned = new RegExp(`\\b${name}\\s*=\\s*(make_?(set|list|bag)|pack|bag_pack|todynamic|parse_json|split)\\w*\\s*\\(`, 'i');
  return assigned.test(text) || /^(set|list|bag)_/.test(column);
}
