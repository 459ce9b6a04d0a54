import { type Check, rulesAndHunts } from './check.ts';
import { columnName } from './columnName.ts';
import { unknownColumn } from './resultColumns.ts';

/** The service refuses the rule: the given column does not exist. Letter case counts. */
export const unknownMappedColumn: Check = {
  code: 'ENT010',
  name: 'unknown-mapped-column',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule, columns }) {
    for (const { columnName: reference } of rule.entityMappings.flatMap((mapping) => mapping.fieldMappings)) {
      if (reference === undefined || !columnName.test(reference.value)) continue;
      yield* unknownColumn(reference, columns, 'The entity mapping');
    }
  },
};
