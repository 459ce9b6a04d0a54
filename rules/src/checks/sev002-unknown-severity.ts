import { replaceFix } from '../diagnostic.ts';
import { type Check, rulesOnly } from './check.ts';
import { orList, textField, unknownName } from './fields.ts';
import { severityNames } from './severities.ts';

export const unknownSeverity: Check = {
  code: 'SEV002',
  name: 'unknown-severity',
  severity: 'error',
  appliesTo: rulesOnly,
  check(context) {
    const severity = textField(context, 'severity');
    if (severity === undefined) return [];
    if (severity.value.toLowerCase() === 'critical') {
      const message = 'The severity `Critical` does not exist; the highest is `High`';
      return [
        {
          span: severity.span,
          message,
          fixes: [replaceFix(severity.span, 'High')],
        },
      ];
    }
    return unknownName(severity, {
      what: 'The severity',
      names: severityNames,
      otherwise: `write ${orList(severityNames)}`,
    });
  },
};
