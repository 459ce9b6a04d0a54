import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const malformedId: Check = {
  code: 'ID002',
  name: 'malformed-id',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    const id = textField(context, 'id');
    if (id === undefined || guid.test(id.value.trim())) return;
    yield {
      span: id.span,
      message: `The id \`${id.value}\` is no GUID: 8-4-4-4-12 hexadecimal digits`,
    };
  },
};
