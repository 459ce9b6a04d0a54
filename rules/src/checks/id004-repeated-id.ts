import { type Check, everyKind } from './check.ts';
import { textField } from './fields.ts';

/** The service knows a rule by its id: the second one with the same takes the place of the first. */
export const repeatedId: Check = {
  code: 'ID004',
  name: 'repeated-id',
  severity: 'error',
  appliesTo: everyKind,
  *check(context) {
    const id = textField(context, 'id');
    if (id === undefined) return;
    const { kind } = context.document;
    const other = context.otherFiles.find((file) => file.kind === kind && file.id?.toLowerCase() === id.value.toLowerCase());
    if (other !== undefined) yield { span: id.span, message: `The id is also that of ${other.path}` };
  },
};
