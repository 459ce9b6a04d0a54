import { type Check, rulesAndHunts } from './check.ts';
import { unknownColumn } from './resultColumns.ts';

export const unknownOverrideColumn: Check = {
  code: 'ADO007',
  name: 'unknown-override-column',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule, columns }) {
    const override = rule.alertDetailsOverride?.value;
    if (override?.alertSeverityColumnName) yield* unknownColumn(override.alertSeverityColumnName, columns, '`alertSeverityColumnName`');
    if (override?.alertTacticsColumnName) yield* unknownColumn(override.alertTacticsColumnName, columns, '`alertTacticsColumnName`');
  },
};
