import { type Check, rulesOnly } from './check.ts';
import { textField } from './fields.ts';

export const descriptionOpening: Check = {
  code: 'DESC004',
  name: 'description-opening',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  *check(context) {
    const description = textField(context, 'description');
    if (description === undefined || /^['"\s]*(Identifies|This query searches for)\b/.test(description.value)) return;
    yield { span: description.keySpan, message: 'In the repository a description begins with `Identifies` or `This query searches for`' };
  },
};
