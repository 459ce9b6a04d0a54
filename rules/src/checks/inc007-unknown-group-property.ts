import { type Check, rulesOnly } from './check.ts';
import { orList, unknownName } from './fields.ts';

const properties = ['DisplayName', 'Severity'] as const;

export const unknownGroupProperty: Check = {
  code: 'INC007',
  name: 'unknown-group-property',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule }) {
    for (const written of rule.incidentConfiguration?.value.groupingConfiguration?.value.groupByAlertDetails ?? [])
      yield* unknownName(written, { what: 'The detail of an alert', names: properties, otherwise: `write ${orList(properties)}` });
  },
};
