import { type Check, rulesOnly } from './check.ts';
import { textField, wrongCase } from './fields.ts';
import { authoredKinds } from './kinds.ts';

export const kindCase: Check = {
  code: 'KIND003',
  name: 'kind-case',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesOnly,
  check(context) {
    const kind = textField(context, 'kind');
    return kind === undefined
      ? []
      : wrongCase(kind, {
          what: 'The kind',
          names: authoredKinds,
          otherwise: '',
        });
  },
};
