import { type Check, rulesOnly } from './check.ts';
import { textField } from './fields.ts';

export const undocumentedOperator: Check = {
  code: 'SCHED012',
  name: 'undocumented-operator',
  severity: 'info',
  appliesTo: rulesOnly,
  *check(context) {
    const operator = textField(context, 'triggerOperator');
    if (operator?.value !== 'ne' && operator?.value !== 'NotEqual') return;
    yield { span: operator.span, message: `The service takes \`${operator.value}\`, but its documentation does not know it` };
  },
};
