import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

const longest = 256;

export const longName: Check = {
  code: 'NAME002',
  name: 'long-name',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    const name = textField(context, 'name');
    if (name === undefined || name.value.length <= longest) return;
    yield {
      span: name.span,
      message: `The name has ${name.value.length} characters; ${longest} are allowed`,
    };
  },
};
