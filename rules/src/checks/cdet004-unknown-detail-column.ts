import { type Check, rulesAndHunts } from './check.ts';
import { columnName } from './columnName.ts';
import { unknownColumn } from './resultColumns.ts';

export const unknownDetailColumn: Check = {
  code: 'CDET004',
  name: 'unknown-detail-column',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule, columns }) {
    for (const { name, column } of rule.customDetails) {
      if (columnName.test(column.value)) yield* unknownColumn(column, columns, `The custom detail \`${name}\``);
    }
  },
};
