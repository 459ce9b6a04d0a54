import { type Check, rulesAndHunts } from './check.ts';
import { entityTypeOf } from './entityItems.ts';

/** Types whose values never read as one of the identifier's type; a text always may. */
const impossible: Readonly<Record<string, readonly string[]>> = {
  guid: ['int', 'long', 'real', 'decimal', 'bool', 'datetime', 'timespan'],
  int: ['datetime', 'timespan', 'guid', 'bool'],
  bool: ['datetime', 'timespan', 'guid', 'real', 'decimal'],
  datetime: ['int', 'long', 'real', 'decimal', 'bool', 'timespan', 'guid'],
  uri: ['int', 'long', 'real', 'decimal', 'bool', 'datetime', 'timespan', 'guid'],
};

/** The service drops identifiers whose values do not read as their type. */
export const mappedColumnType: Check = {
  code: 'ENT014',
  name: 'mapped-column-type',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check({ rule, columns }) {
    for (const { entityType, fieldMappings } of rule.entityMappings) {
      const type = entityTypeOf(entityType?.value);
      for (const { identifier, columnName } of fieldMappings) {
        const wanted = type?.identifiers.find(({ name }) => name === identifier?.value)?.type ?? 'string';
        const actual = columns?.get(columnName?.value ?? '')?.type;
        if (columnName === undefined || actual === undefined || impossible[wanted]?.includes(actual) !== true) continue;
        const message = `\`${columnName.value}\` is of the type ${actual}; \`${identifier?.value}\` must be of the type ${wanted}`;
        yield { span: columnName.span, message };
      }
    }
  },
};
