import { replaceFix } from '../diagnostic.ts';
import { type Check, rulesOnly } from './check.ts';
import { orList, textField } from './fields.ts';
import { triggerOperators } from './triggerOperators.ts';

const signs: Readonly<Record<string, string>> = {
  '>': 'gt',
  '<': 'lt',
  '=': 'eq',
  '==': 'eq',
  '!=': 'ne',
  '<>': 'ne',
};

export const unknownTriggerOperator: Check = {
  code: 'SCHED011',
  name: 'unknown-trigger-operator',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    const operator = textField(context, 'triggerOperator');
    const names = [...triggerOperators.keys(), ...triggerOperators.values()];
    if (operator === undefined || names.includes(operator.value)) return;
    const meant = signs[operator.value] ?? names.find((name) => name.toLowerCase() === operator.value.toLowerCase());
    const message = `The trigger operator \`${operator.value}\` does not exist; write ${orList([...triggerOperators.keys()])}`;
    yield {
      span: operator.span,
      message,
      fixes: meant === undefined ? [] : [replaceFix(operator.span, meant)],
    };
  },
};
