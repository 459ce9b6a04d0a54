import { type Check, rulesOnly } from './check.ts';
import { textField, wrongCase } from './fields.ts';
import { severityNames } from './severities.ts';

export const severityCase: Check = {
  code: 'SEV003',
  name: 'severity-case',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesOnly,
  check(context) {
    const severity = textField(context, 'severity');
    return severity === undefined
      ? []
      : wrongCase(severity, {
          what: 'The severity',
          names: severityNames,
          otherwise: '',
        });
  },
};
