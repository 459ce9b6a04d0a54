import { replaceFix } from '../diagnostic.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

export const upperCaseId: Check = {
  code: 'ID003',
  name: 'upper-case-id',
  severity: 'info',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    const id = textField(context, 'id');
    if (id === undefined || !/^[0-9a-f-]{36}$/i.test(id.value) || id.value === id.value.toLowerCase()) return;
    const written = context.document.text.slice(id.span.start, id.span.end);
    const message = 'The id has upper-case digits; rules write them in lower case';
    yield { span: id.span, message, fixes: [replaceFix(id.span, written.toLowerCase())] };
  },
};
