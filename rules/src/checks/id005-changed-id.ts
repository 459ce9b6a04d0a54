import { replaceFix } from '../diagnostic.ts';
import { entryOf, textOf } from '../yaml/yamlTree.ts';
import { type Check, everyKind } from './check.ts';
import { textField } from './fields.ts';

/** A rule is known by its id: under another one it is a new rule, and the deployed one is left behind. */
export const changedId: Check = {
  code: 'ID005',
  name: 'changed-id',
  severity: 'warning',
  repositorySeverity: 'error',
  appliesTo: everyKind,
  *check(context) {
    const before = textOf(entryOf(context.committed?.root, 'id')?.value)?.trim();
    const now = textField(context, 'id');
    if (before === undefined || now === undefined || now.value.trim().toLowerCase() === before.toLowerCase()) return;
    const message = `The id was \`${before}\` in the last commit; change it back, or give a new rule a file of its own`;
    yield { span: now.span, message, fixes: [replaceFix(now.span, before)] };
  },
};
