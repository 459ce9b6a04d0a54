import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

/** Alerts and incidents carry the name: of two rules with the same one nobody can tell which has fired. */
export const repeatedName: Check = {
  code: 'NAME009',
  name: 'repeated-name',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check(context) {
    const name = textField(context, 'name');
    if (name === undefined) return;
    const { kind } = context.document;
    const plain = (text: string | undefined) => text?.trim().toLowerCase();
    const other = context.otherFiles.find((file) => file.kind === kind && plain(file.name) === plain(name.value));
    if (other !== undefined) yield { span: name.span, message: `The name is also that of ${other.path}` };
  },
};
