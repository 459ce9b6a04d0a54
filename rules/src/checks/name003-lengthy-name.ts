import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

const longest = 100;
const allowed = 256;

/** The portal cuts long names off in its lists. */
export const lengthyName: Check = {
  code: 'NAME003',
  name: 'lengthy-name',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check(context) {
    const name = textField(context, 'name');
    if (name === undefined || name.value.length <= longest || name.value.length > allowed) return;
    yield { span: name.span, message: `The name has ${name.value.length} characters; lists show about ${longest}` };
  },
};
