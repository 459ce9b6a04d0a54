import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

const target = 255;

export const descriptionAboveTarget: Check = {
  code: 'DESC003',
  name: 'description-above-target',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    const description = textField(context, 'description');
    if (description === undefined || description.value.trim().length <= target) return;
    const message = `The description has ${description.value.trim().length} characters; the repository asks for ${target} or less`;
    yield { span: description.keySpan, message };
  },
};
