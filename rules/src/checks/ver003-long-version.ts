import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

const longest = 20;

export const longVersion: Check = {
  code: 'VER003',
  name: 'long-version',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    const version = textField(context, 'version');
    if (version === undefined || version.value.length <= longest) return;
    yield { span: version.span, message: `The version has ${version.value.length} characters; ${longest} are allowed` };
  },
};
