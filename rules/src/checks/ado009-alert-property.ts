import { alertProperties } from './alertProperties.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { orList, unknownName } from './fields.ts';
import { unknownColumn } from './resultColumns.ts';

export const alertProperty: Check = {
  code: 'ADO009',
  name: 'alert-property',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule, columns }) {
    const seen = new Set<string>();
    for (const { alertProperty: property, column } of rule.alertDetailsOverride?.value.alertDynamicProperties ?? []) {
      yield* unknownName(property, {
        what: 'The alert property',
        names: alertProperties,
        otherwise: `write ${orList(alertProperties)}`,
      });
      if (seen.has(property.value))
        yield {
          span: property.span,
          message: `\`${property.value}\` is set twice`,
        };
      seen.add(property.value);
      yield* unknownColumn(column, columns, `The alert property \`${property.value}\``);
    }
  },
};
