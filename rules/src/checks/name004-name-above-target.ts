import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

const target = 50;
const long = 100;

export const nameAboveTarget: Check = {
  code: 'NAME004',
  name: 'name-above-target',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    const name = textField(context, 'name');
    if (name === undefined || name.value.length <= target || name.value.length > long) return;
    yield { span: name.span, message: `The name has ${name.value.length} characters; the repository asks for ${target} or less` };
  },
};
