import { type Check, rulesOnly } from './check.ts';
import { textField, unknownName } from './fields.ts';
import { authoredKinds, otherKinds } from './kinds.ts';

export const unknownKind: Check = {
  code: 'KIND002',
  name: 'unknown-kind',
  severity: 'error',
  appliesTo: rulesOnly,
  check(context) {
    const kind = textField(context, 'kind');
    if (kind === undefined || otherKinds.some((name) => name === kind.value)) return [];
    return unknownName(kind, {
      what: 'The kind',
      names: authoredKinds,
      otherwise: 'a rule with a query is `Scheduled` or `NRT`',
    });
  },
};
