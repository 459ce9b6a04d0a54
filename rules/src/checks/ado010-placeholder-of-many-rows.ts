import { alertFormats, placeholdersOf } from './alertFormats.ts';
import { type Check, rulesOnly } from './check.ts';
import { rowBounds } from './rowBounds.ts';

/** One alert for all rows can show the value of one of them only. */
export const placeholderOfManyRows: Check = {
  code: 'ADO010',
  name: 'placeholder-of-many-rows',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  *check(context) {
    const { rule, query } = context;
    if (query === undefined || rule.eventGroupingSettings?.value.aggregationKind?.value === 'AlertPerResult') return;
    if (rowBounds(query.bound.syntax).most <= 1) return;
    const [first] = alertFormats(context).flatMap(({ content }) => placeholdersOf(content));
    if (first === undefined) return;
    const message = `One alert shows all rows, but \`{{${first.name}}}\` only the value of one; with \`aggregationKind: AlertPerResult\` each row has its alert`;
    yield { span: first.span, message };
  },
};
