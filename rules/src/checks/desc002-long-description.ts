import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf, textField } from './fields.ts';

const longest = 5000;

export const longDescription: Check = {
  code: 'DESC002',
  name: 'long-description',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    const description = textField(context, 'description');
    if (description === undefined || description.value.length <= longest) return;
    const span = fieldOf(context, 'description')?.keySpan ?? description.span;
    yield {
      span,
      message: `The description has ${description.value.length} characters; ${longest} are allowed`,
    };
  },
};
